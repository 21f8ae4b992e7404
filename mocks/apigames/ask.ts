import { createHash } from 'node:crypto'
import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const refId = query.merchantReference ?? ''
  const merchantId = variation === 'wrong-key' ? 'M000000NOBODY' : credentials.merchantId
  const secretKey = variation === 'wrong-secret' ? 'another-secret' : credentials.secretKey
  const signature = createHash('md5').update(`${merchantId}:${secretKey}:${refId}`).digest('hex')
  return send(
    new Request(`${baseUrl}/v2/transaksi/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ref_id: refId, merchant_id: merchantId, signature }),
    }),
  )
}
