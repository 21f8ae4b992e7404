import { sign } from 'node:crypto'
import type { ExampleRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { tokenPath } from './read-call.ts'
import { buildTokenStringToSign } from './verify-signature.ts'

const utcPlus7Ms = 7 * 60 * 60 * 1000

function formatTimestamp(now: Date): string {
  return `${new Date(now.getTime() + utcPlus7Ms).toISOString().slice(0, 19)}+07:00`
}

/** A request for an access token: an inquiry needs one, and a new signature for each. */
export function createExample(now: Date): ExampleRequest {
  const timestamp = formatTimestamp(now)
  const stringToSign = buildTokenStringToSign(credentials.partnerId, timestamp)
  return {
    method: 'POST',
    path: tokenPath,
    headers: {
      'Content-Type': 'application/json',
      'X-TIMESTAMP': timestamp,
      'X-CLIENT-KEY': credentials.partnerId,
      'X-SIGNATURE': sign('sha256', Buffer.from(stringToSign), credentials.privateKey).toString('base64'),
    },
    body: '{"grantType":"client_credentials"}',
  }
}
