import { createHash, createHmac, type KeyObject } from 'node:crypto'
import type { ExplainedRequest } from '../../src/explain/explanation.ts'
import { headerOf } from '../../src/explain/stages.ts'
import { inquiryPath } from '../read-call.ts'
import { minifyJson } from '../verify-signature.ts'

/** What the mock accepts; the public key belongs to the merchant's private one. */
export interface AcceptedCredentials {
  partnerId: string
  merchantSecret: string
  publicKey: KeyObject
  /** Where it is known, a damaged token signature can be compared with the right one. */
  privateKey?: KeyObject
}

export type Part = 'method' | 'path' | 'token' | 'bodyHash' | 'timestamp'

/** Everything that goes into a signature; the right values are those of the request. */
export interface InquiryRecipe {
  method: string
  path: string
  token: string
  body: string
  hashBody: (body: string) => string
  timestamp: string
  order: readonly Part[]
  separator: string
  /** Around the whole string, such as a line break at its end. */
  wrap: (text: string) => string
  secret: string | Buffer
  sign: (secret: string | Buffer, text: string) => Buffer
}

export const correctOrder: readonly Part[] = ['method', 'path', 'token', 'bodyHash', 'timestamp']

const partOf = (recipe: InquiryRecipe, part: Part): string =>
  part === 'bodyHash' ? recipe.hashBody(recipe.body) : recipe[part]

/** The text that is signed. */
export const buildStringToSign = (recipe: InquiryRecipe): string =>
  recipe.wrap(recipe.order.map((part) => partOf(recipe, part)).join(recipe.separator))

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()

/** Candidates with one body follow each other, so the last result serves most of them. */
export const rememberLast = (hash: (body: string) => string): ((body: string) => string) => {
  let last: { body: string; result: string } | null = null
  return (body) => {
    if (last?.body !== body) last = { body, result: hash(body) }
    return last.result
  }
}

/** HMAC with the given hash. */
export const hmac =
  (hash: string) =>
  (secret: string | Buffer, text: string): Buffer =>
    createHmac(hash, secret).update(text).digest()

/** The recipe that the provider's page describes, for this request. */
export const correctRecipe = (
  request: ExplainedRequest,
  token: string,
  merchantSecret: string,
): InquiryRecipe => ({
  method: 'POST',
  path: inquiryPath,
  token,
  body: minifyJson(request.body),
  hashBody: rememberLast((body) => sha256(body).toString('hex')),
  timestamp: headerOf(request, 'X-TIMESTAMP'),
  order: correctOrder,
  separator: ':',
  wrap: (text) => text,
  secret: merchantSecret,
  sign: hmac('sha512'),
})
