import { createPathLookup } from '../src/path-lookup.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, idPrefix } from './fixtures.ts'

export const pathPrefix = '/api/v1/trx/'

/** Undefined where the key is missing or wrong. */
export function readKeySession({ headers }: MockRequest): string | null | undefined {
  return readCredentialSession(headers['x-apikey'] ?? '', credentials.apiKey, '.')
}

export const { readReference, readCall } = createPathLookup({
  endpoint: 'transaction-detail',
  pathPrefix,
  idPrefix,
  fixtures,
  readSession: readKeySession,
})
