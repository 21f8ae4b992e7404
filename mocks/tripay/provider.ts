import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/** Tripay's transaction detail and list of transactions, read from https://tripay.co.id/developer. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'tripay',
  port: 4108,
  origins: ['https://tripay.co.id'],
  credentials,
  sessionCredentials: (session) => ({ apiKey: `${credentials.apiKey}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/api/transaction/detail?reference=T0001success-001',
    headers: { Authorization: `Bearer ${credentials.apiKey}` },
  }),
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'data.status', envelopeNumbers: [] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
