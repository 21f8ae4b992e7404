import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/** Sekalipay's transaction detail, read from https://sekalipay.com/api-docs/transactions/detail. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'sekalipay',
  port: 4104,
  origins: ['https://sekalipay.com'],
  credentials,
  sessionCredentials: (session) => ({ apiKey: `${credentials.apiKey}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/api/v1/trx/success-001',
    headers: { 'X-APIKEY': credentials.apiKey },
  }),
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'data.status', envelopeNumbers: ['data.id'] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
