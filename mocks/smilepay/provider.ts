import type { MockProvider } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

/** SmilePay's access token and status inquiry, read from https://docs.smilepay.id/token and https://docs.smilepay.id/inquiry. */
export const provider: MockProvider<typeof credentials> = {
  name: 'smilepay',
  port: 4102,
  origins: ['https://gateway.smilepay.id', 'https://sandbox-gateway.smilepay.id'],
  credentials,
  fixtures,
  references,
  exceptions,
  createEngine,
}
