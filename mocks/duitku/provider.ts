import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { path, readCall } from './read-call.ts'
import { computeHmac } from './verify-signature.ts'

/** Duitku's transaction status, read from https://docs.duitku.com/api/id/. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'duitku',
  port: 4109,
  origins: ['https://passport.duitku.com', 'https://sandbox.duitku.com'],
  credentials,
  sessionCredentials: (session) => ({
    ...credentials,
    merchantCode: `${credentials.merchantCode}-${session}`,
  }),
  example: () => {
    const { merchantCode, apiKey } = credentials
    const merchantOrderId = 'success-001'
    const signature = computeHmac({ merchantCode, merchantOrderId, apiKey })
    return {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ merchantCode, merchantOrderId, signature }),
    }
  },
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'statusCode', envelopeNumbers: [] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
