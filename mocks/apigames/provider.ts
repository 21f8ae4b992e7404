import type { MockProvider } from '../src/provider.ts'
import { credentials } from './credentials.ts'
import { createEngine } from './engine.ts'
import { explain } from './explain.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { path, readCall } from './read-call.ts'
import { computeSignature } from './verify-signature.ts'

/** API Games' v2 transaction status, read from https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const provider: MockProvider<Readonly<Record<keyof typeof credentials, string>>> = {
  name: 'apigames',
  port: 4103,
  origins: ['https://v1.apigames.id'],
  credentials,
  sessionCredentials: (session) => ({ ...credentials, merchantId: `${credentials.merchantId}-${session}` }),
  example: () => {
    const { merchantId, secretKey } = credentials
    const refId = 'success-001'
    return {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ref_id: refId,
        merchant_id: merchantId,
        signature: computeSignature({ merchantId, secretKey, refId }),
      }),
    }
  },
  fixtures,
  references,
  exceptions,
  bodyFields: { statusWord: 'data.status', envelopeNumbers: ['status'] },
  bodyTimes: { created: [], changed: [] },
  readCall,
  createEngine,
  explain,
}
