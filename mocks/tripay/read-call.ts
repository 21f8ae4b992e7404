import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { idPrefix } from './fixtures.ts'

/** The scheme's name is case-insensitive in HTTP; the key is not. Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  return readCredentialSession(
    headers.authorization?.replace(/^bearer +/i, 'Bearer ') ?? '',
    `Bearer ${credentials.apiKey}`,
    '.',
  )
}

/** The paths of production and sandbox differ in their first segment. */
const paths = /^\/api(?:-sandbox)?\/(transaction\/detail|merchant\/transactions)$/

interface LookedUp {
  endpoint: 'transaction-detail' | 'merchant-transactions'
  /** As received; empty where the parameter is absent. */
  reference: string
  /** Without the prefix of Tripay's references. */
  word: string
  merchantReference: string
  providerReference: string
}

/** Null for a path that the mock does not imitate. */
export function readReference({ path, query }: MockRequest): LookedUp | null {
  const call = paths.exec(path)?.[1]
  if (call === undefined) return null
  if (call === 'merchant/transactions') {
    const reference = query.get('merchant_ref') ?? ''
    return {
      endpoint: 'merchant-transactions',
      reference,
      word: reference,
      merchantReference: reference,
      providerReference: `${idPrefix}${reference}`,
    }
  }
  const reference = query.get('reference') ?? ''
  const word = reference.replace(/^(DEV-)?T0001/, '')
  return {
    endpoint: 'transaction-detail',
    reference,
    word,
    merchantReference: word,
    providerReference: reference,
  }
}

export function readCall(request: MockRequest): ReadCall {
  const read = readReference(request)
  const isDetail = read?.endpoint === 'transaction-detail'
  const reference = read?.reference || null
  return {
    asked: {
      endpoint: read?.endpoint ?? null,
      merchantReference: isDetail ? null : reference,
      providerReference: isDetail ? reference : null,
      kind: null,
    },
    names: read && reference !== null ? [read.merchantReference, read.providerReference] : [],
    word: reference === null ? null : (read?.word ?? null),
    session: readKeySession(request) ?? null,
  }
}
