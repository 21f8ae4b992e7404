/** What named a call's session, in order of precedence. */
export type SessionSource = 'header' | 'prefix' | 'credential' | 'default'

export const defaultSession = 'default'

/** Not a session but what applies to every one; below what a session says itself. */
export const allSessions = 'all'

export const sessionNameRule = '1 to 40 letters, digits, "-" or "_", of which the first is a letter or digit'

const sessionNamePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/

/** True for a name that a call may bear; `all` is no session. */
export function isSessionName(name: string): boolean {
  return sessionNamePattern.test(name) && name !== allSessions
}
