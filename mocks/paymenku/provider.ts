import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

/** Paymenku's transaction status, read from https://docs.paymenku.com/api/check-status. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'paymenku',
  port: 4101,
  origins: ['https://paymenku.com'],
  credentials,
  sessionCredentials: (session) => ({ apiKey: `${credentials.apiKey}.${session}` }),
  example: () => ({
    method: 'GET',
    path: '/api/v1/check-status/success-001',
    headers: { Authorization: `Bearer ${credentials.apiKey}` },
  }),
  fixtures,
  references,
  exceptions,
  generalAnswers: { maintenance: 'service-unavailable' },
  bodyFields: { statusWord: 'data.status', envelopeNumbers: [] },
  bodyTimes: { created: ['data.created_at'], changed: ['data.paid_at', 'data.updated_at'] },
  readCall,
  createEngine,
  explain,
}
