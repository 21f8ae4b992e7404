import type { MockProvider } from '../src/provider.ts'
import { createExample } from './create-example.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readCall } from './read-call.ts'

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
  references,
  exceptions,
  generalAnswers: { 'rate-limited': 'activity-limit-exceeded' },
  bodyFields: { statusWord: 'status', envelopeNumbers: ['tradeType'] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
