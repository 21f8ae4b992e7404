import { sign } from 'node:crypto'
import type { MockProvider } from '../src/provider.ts'
import type { ExampleRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall, tokenPath } from './read-call.ts'
import { buildTokenStringToSign } from './verify-signature.ts'

const utcPlus7Ms = 7 * 60 * 60 * 1000

function formatTimestamp(now: Date): string {
  return `${new Date(now.getTime() + utcPlus7Ms).toISOString().slice(0, 19)}+07:00`
}

/** A request for an access token: an inquiry needs one, and a new signature for each. */
function createExample(now: Date): ExampleRequest {
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

/** The fake credentials that the mock accepts, in the shape of the client's options. */
export type SmilepayCredentials = Readonly<Record<keyof typeof credentials, string>>

/** SmilePay's access token and status inquiry, read from https://docs.smilepay.id/token and https://docs.smilepay.id/inquiry. */
export const provider: MockProvider<SmilepayCredentials> = {
  name: 'smilepay',
  port: 4102,
  origins: ['https://gateway.smilepay.id', 'https://sandbox-gateway.smilepay.id'],
  credentials,
  sessionCredentials: (session) => ({ ...credentials, partnerId: `${credentials.partnerId}-${session}` }),
  example: createExample,
  fixtures,
  furtherEndpoints: ['access-token'],
  references,
  exceptions,
  generalAnswers: { 'rate-limited': 'activity-limit-exceeded' },
  bodyFields: { statusWord: 'status', envelopeNumbers: ['tradeType'] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
