import { readPathReference } from '../src/path-reference.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { isTransactionId, readReference } from './reference.ts'

export const pathPrefix = '/api/v1/check-status/'

/** The scheme's name is case-insensitive in HTTP; the key is not. Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  return readCredentialSession(
    headers.authorization?.replace(/^bearer +/i, 'Bearer ') ?? '',
    `Bearer ${credentials.apiKey}`,
    '.',
  )
}

export function readCall(request: MockRequest): ReadCall {
  const reference = readPathReference(request.path, pathPrefix)
  const session = readKeySession(request) ?? null
  if (reference === null) {
    const asked = { endpoint: null, merchantReference: null, providerReference: null, kind: null }
    return { asked, names: [], word: null, session }
  }
  const { word, merchantReference, providerReference } = readReference(reference)
  const byProvider = isTransactionId(reference)
  return {
    asked: {
      endpoint: 'check-status',
      merchantReference: byProvider ? null : reference,
      providerReference: byProvider ? reference : null,
      kind: null,
    },
    names: [merchantReference, providerReference],
    word,
    session,
  }
}
