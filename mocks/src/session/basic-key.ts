import type { MockRequest } from '../types.ts'
import { readCredentialSession } from './credential-session.ts'

/** HTTP Basic with the key as the username and an empty password. */
export function encodeBasicKey(key: string): string {
  return Buffer.from(`${key}:`).toString('base64')
}

/** The scheme's name is case-insensitive in HTTP. Undefined where the key is missing or wrong. */
export function readBasicKeySession(
  { headers }: Pick<MockRequest, 'headers'>,
  right: string,
): string | null | undefined {
  const encoded = /^basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const key = Buffer.from(encoded, 'base64').toString().slice(0, -1)
  return encodeBasicKey(key) === encoded ? readCredentialSession(key, right, '.') : undefined
}
