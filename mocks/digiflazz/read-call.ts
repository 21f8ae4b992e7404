import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { readOrderRequest } from './read-request.ts'

export const path = '/v1/transaction'

/** Undefined for an unknown username. */
export function readUsernameSession(username: string): string | null | undefined {
  return readCredentialSession(username, credentials.username, '-')
}

export function readCall(request: MockRequest): ReadCall {
  const isTransaction = request.path === path
  const read = isTransaction ? readOrderRequest(request.body) : null
  const reference = read === null || read.refId === '' ? null : read.refId
  return {
    asked: {
      endpoint: isTransaction ? 'transaction' : null,
      merchantReference: reference,
      providerReference: null,
      kind: null,
    },
    names: reference === null ? [] : [reference],
    word: reference,
    session: read === null ? null : (readUsernameSession(read.username) ?? null),
  }
}
