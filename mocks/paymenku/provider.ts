import type { MockProvider } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

/** Paymenku's transaction status, read from https://docs.paymenku.com/api/check-status. */
export const provider: MockProvider<typeof credentials> = {
  name: 'paymenku',
  port: 4101,
  origins: ['https://paymenku.com'],
  credentials,
  example: {
    path: '/api/v1/check-status/success-001',
    headers: { Authorization: `Bearer ${credentials.apiKey}` },
  },
  fixtures,
  references,
  exceptions,
  createEngine,
}
