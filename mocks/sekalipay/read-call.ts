import { readPathReference } from '../src/path-reference.ts'
import { referencePairs } from '../src/reference-pairs.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, idPrefix } from './fixtures.ts'

export const pathPrefix = '/api/v1/trx/'

const documentedPairs = referencePairs(fixtures)

/** Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  return readCredentialSession(headers['x-apikey'] ?? '', credentials.apiKey, '.')
}

/** An order is looked up by ref_id or by invoice, so one scenario word stands for one order with both. */
export function readReference(reference: string) {
  const word = reference.startsWith(idPrefix) ? reference.slice(idPrefix.length) : reference
  const pair = documentedPairs.get(reference) ?? {
    merchantReference: word,
    providerReference: `${idPrefix}${word}`,
  }
  return { reference, word, ...pair }
}

export function readCall(request: MockRequest): ReadCall {
  const reference = readPathReference(request.path, pathPrefix)
  const session = readKeySession(request) ?? null
  if (reference === null) {
    const asked = { endpoint: null, merchantReference: null, providerReference: null, kind: null }
    return { asked, names: [], word: null, session }
  }
  const { word, merchantReference, providerReference } = readReference(reference)
  const byInvoice = reference.startsWith(idPrefix)
  return {
    asked: {
      endpoint: 'transaction-detail',
      merchantReference: byInvoice ? null : reference,
      providerReference: byInvoice ? reference : null,
      kind: null,
    },
    names: [merchantReference, providerReference],
    word,
    session,
  }
}
