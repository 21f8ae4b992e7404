import { createPathLookup } from '../src/path-lookup.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, idPrefix } from './fixtures.ts'

export const pathPrefix = '/api/v1/check-status/'

/** The scheme's name is case-insensitive in HTTP; the key is not. Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  return readCredentialSession(
    headers.authorization?.replace(/^bearer +/i, 'Bearer ') ?? '',
    `Bearer ${credentials.apiKey}`,
    '.',
  )
}

export const { readReference, readCall } = createPathLookup({
  endpoint: 'check-status',
  pathPrefix,
  idPrefix,
  fixtures,
  readSession: readKeySession,
})
