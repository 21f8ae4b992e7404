import { defaultSession, isSessionName, type SessionSource } from '../session/session-name.ts'
import type { ReadCall } from '../types.ts'
import type { AddressedRequest } from './address-request.ts'

export interface NamedSession {
  name: string
  from: SessionSource
}

export const unnamedSession: NamedSession = { name: defaultSession, from: 'default' }

function findName({ request, prefix }: AddressedRequest, read: ReadCall): NamedSession {
  const header = request.headers['x-mock-session']
  if (header !== undefined) return { name: header, from: 'header' }
  if (prefix !== null) return { name: prefix, from: 'prefix' }
  if (read.session !== null) return { name: read.session, from: 'credential' }
  return unnamedSession
}

/** Header, prefix, credential: the first that names a session does. Null for a name that no session can have. */
export function nameSession(addressed: AddressedRequest, read: ReadCall): NamedSession | null {
  const named = findName(addressed, read)
  return isSessionName(named.name) ? named : null
}
