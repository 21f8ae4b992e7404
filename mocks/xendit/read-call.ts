import { readPathReference } from '../src/path-lookup.ts'
import { readBasicKeySession } from '../src/session/basic-key.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { idPrefixes } from './fixtures.ts'

/** https://docs.xendit.co/docs/api-keys: the secret key is the username, the password is empty. */
export function readKeySession(request: MockRequest): string | null | undefined {
  return readBasicKeySession(request, credentials.secretKey)
}

const lists = [
  { endpoint: 'invoices', path: /^\/v2\/invoices\/?$/, parameter: 'external_id', prefix: idPrefixes.invoice },
  { endpoint: 'payouts', path: /^\/v2\/payouts\/?$/, parameter: 'reference_id', prefix: idPrefixes.payout },
] as const

const details = [
  { endpoint: 'payment-request', path: '/v3/payment_requests/', prefix: idPrefixes.payment_request },
  { endpoint: 'invoice', path: '/v2/invoices/', prefix: idPrefixes.invoice },
  { endpoint: 'payout', path: '/v2/payouts/', prefix: idPrefixes.payout },
] as const

interface LookedUp {
  endpoint: (typeof lists | typeof details)[number]['endpoint']
  /** As received; empty where the parameter is absent. */
  reference: string
  /** Without the prefix of Xendit's ids. */
  word: string
  merchantReference: string
  providerReference: string
  isList: boolean
}

/** Null for a path that the mock does not imitate. */
export function readReference({ path, query }: MockRequest): LookedUp | null {
  for (const { endpoint, path: pattern, parameter, prefix } of lists) {
    if (!pattern.test(path)) continue
    const word = query.get(parameter) ?? ''
    const providerReference = `${prefix}${word}`
    return { endpoint, reference: word, word, merchantReference: word, providerReference, isList: true }
  }
  for (const { endpoint, path: start, prefix } of details) {
    const id = readPathReference(path, start)
    if (id === null) continue
    const word = id.startsWith(prefix) ? id.slice(prefix.length) : id
    return { endpoint, reference: id, word, merchantReference: word, providerReference: id, isList: false }
  }
  return null
}

export function readCall(request: MockRequest): ReadCall {
  const read = readReference(request)
  const reference = read?.reference || null
  return {
    asked: {
      endpoint: read?.endpoint ?? null,
      merchantReference: read?.isList ? reference : null,
      providerReference: read?.isList ? null : reference,
      kind: null,
    },
    names: read && reference !== null ? [read.merchantReference, read.providerReference] : [],
    word: reference === null ? null : (read?.word ?? null),
    session: readKeySession(request) ?? null,
  }
}
