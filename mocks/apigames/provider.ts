import type { MockProvider } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

/** API Games' v2 transaction status, read from https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const provider: MockProvider<typeof credentials> = {
  name: 'apigames',
  port: 4103,
  origins: ['https://v1.apigames.id'],
  credentials,
  fixtures,
  references,
  exceptions,
  createEngine,
}
