import type { MockProvider } from '../src/provider.ts'
import { encodeBasicKey } from '../src/session/basic-key.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/** Midtrans's transaction status, read from https://docs.midtrans.com/reference/get-transaction-status. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'midtrans',
  port: 4107,
  origins: ['https://api.midtrans.com', 'https://api.sandbox.midtrans.com'],
  credentials,
  sessionCredentials: (session) => ({ serverKey: `${credentials.serverKey}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/v2/success-001/status',
    headers: { Authorization: `Basic ${encodeBasicKey(credentials.serverKey)}` },
  }),
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'transaction_status', envelopeNumbers: [] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
