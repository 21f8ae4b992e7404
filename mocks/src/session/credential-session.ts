import { isSessionName } from './session-name.ts'

/**
 * The session that a credential carries after a separator: `<fake key>.<session>`.
 * Null for the credential alone; undefined for anything else, which is no credential of the mock.
 */
export function readCredentialSession(
  received: string,
  credential: string,
  separator: '.' | '-',
): string | null | undefined {
  if (received === credential) return null
  const start = `${credential}${separator}`
  const session = received.startsWith(start) ? received.slice(start.length) : ''
  return isSessionName(session) ? session : undefined
}
