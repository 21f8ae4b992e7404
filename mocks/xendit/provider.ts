import type { MockProvider } from '../src/provider.ts'
import { encodeBasicKey } from '../src/session/basic-key.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/** Xendit's payment requests, invoices and payouts, read from https://docs.xendit.co/apidocs. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'xendit',
  port: 4110,
  origins: ['https://api.xendit.co'],
  credentials,
  sessionCredentials: (session) => ({ secretKey: `${credentials.secretKey}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/v2/invoices/593f4ed1-success-001',
    headers: { Authorization: `Basic ${encodeBasicKey(credentials.secretKey)}` },
  }),
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'status', envelopeNumbers: [] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
