import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { path, readCall } from './read-call.ts'
import { computeSignature } from './verify-signature.ts'

/**
 * Digiflazz's prepaid order, which is its status check as well, read from
 * https://developer.digiflazz.com/api/buyer/topup/ and https://developer.digiflazz.com/api/buyer/cek-status/.
 */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'digiflazz',
  port: 4106,
  origins: ['https://api.digiflazz.com'],
  credentials,
  sessionCredentials: (session) => ({ ...credentials, username: `${credentials.username}-${session}` }),
  example: () => {
    const { username, apiKey } = credentials
    const refId = 'success-001'
    return {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        username,
        buyer_sku_code: 'xld10',
        customer_no: '087800001230',
        ref_id: refId,
        sign: computeSignature({ username, apiKey, refId }),
      }),
    }
  },
  fixtures,
  references,
  exceptions,
  ordersByAsking: true,
  bodyFields: { statusWord: 'data.status', envelopeNumbers: [] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
