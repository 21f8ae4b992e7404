import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/**
 * Paystrator's transaction status, read from
 * https://paystrator.readme.io/reference/get-transaction-status-api-reference.
 */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'paystrator',
  port: 4105,
  origins: ['https://api.paystrator.com', 'https://sandbox.paystrator.com'],
  credentials,
  sessionCredentials: (session) => ({ accessToken: `${credentials.accessToken}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/v1/get-status?id=QR_success-001',
    headers: { publicAccessToken: `Bearer ${credentials.accessToken}` },
  }),
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'data.status', envelopeNumbers: ['status'] },
  bodyTimes: { created: ['data.createdAt'], changed: ['data.paidAt'] },
  readCall,
  createEngine,
  explain,
}
