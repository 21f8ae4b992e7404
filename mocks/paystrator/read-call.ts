import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { idPrefixes } from './fixtures.ts'

export const path = '/v1/get-status'

/** The provider's pages disagree about the header; both forms are taken. Undefined where no token is right. */
export function readTokenSession({ headers }: MockRequest): string | null | undefined {
  const sessions = [headers.publicaccesstoken, headers.authorization].map((header) =>
    readCredentialSession(
      header?.replace(/^bearer +/i, 'Bearer ') ?? '',
      `Bearer ${credentials.accessToken}`,
      '.',
    ),
  )
  return sessions.find((session) => session !== undefined)
}

/** The provider's pages disagree about the parameter too. An absent id is as unknown as any other. */
export function toIdString({ query }: MockRequest): string {
  return query.get('id') ?? query.get('transaction_id') ?? ''
}

export function wordOf(id: string): string {
  const prefix = Object.values(idPrefixes).find((candidate) => id.startsWith(candidate)) ?? ''
  return id.slice(prefix.length)
}

export function readCall(request: MockRequest): ReadCall {
  const session = readTokenSession(request) ?? null
  const isStatus = request.path === path
  const id = isStatus ? toIdString(request) : ''
  return {
    asked: {
      endpoint: isStatus ? 'get-transaction-status' : null,
      merchantReference: null,
      providerReference: id === '' ? null : id,
      kind: null,
    },
    names: id === '' ? [] : [id],
    word: id === '' ? null : wordOf(id),
    session,
  }
}
