import { readCredentialSession } from '../../src/session/credential-session.ts'

/** A session takes the plain merchant id, and the one that carries the session's name. */
export const merchantIdsOf = (partnerId: string, session: string | null): string[] =>
  session === null ? [partnerId] : [`${partnerId}-${session}`, partnerId]

/** Any session's merchant id is one of the mock's; which session answers is told by more than the id. */
export const isOwnMerchant = (received: string, partnerId: string): boolean =>
  readCredentialSession(received, partnerId, '-') !== undefined
