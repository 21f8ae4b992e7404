import { createPathLookup } from '../src/path-lookup.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, idPrefix } from './fixtures.ts'

/** https://docs.midtrans.com/docs/api-authorization-headers: the server key is the username, the password is empty. */
export function encodeServerKey(serverKey: string): string {
  return Buffer.from(`${serverKey}:`).toString('base64')
}

/** The scheme's name is case-insensitive in HTTP. Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  const encoded = /^basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const serverKey = Buffer.from(encoded, 'base64').toString().slice(0, -1)
  if (encodeServerKey(serverKey) !== encoded) return undefined
  return readCredentialSession(serverKey, credentials.serverKey, '.')
}

export const { readReference, readCall } = createPathLookup({
  endpoint: 'status',
  pathPrefix: '/v2/',
  pathSuffix: '/status',
  idPrefix,
  fixtures,
  readSession: readKeySession,
})
