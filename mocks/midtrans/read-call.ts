import { createPathLookup } from '../src/path-lookup.ts'
import { readBasicKeySession } from '../src/session/basic-key.ts'
import type { MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, idPrefix } from './fixtures.ts'

/** https://docs.midtrans.com/docs/api-authorization-headers: the server key is the username, the password is empty. */
export function readKeySession(request: MockRequest): string | null | undefined {
  return readBasicKeySession(request, credentials.serverKey)
}

export const { readReference, readCall } = createPathLookup({
  endpoint: 'status',
  pathPrefix: '/v2/',
  pathSuffix: '/status',
  idPrefix,
  fixtures,
  readSession: readKeySession,
})
