import { createHash } from 'node:crypto'
import type { AskProvider } from '../src/ask.ts'
import { credentials } from './credentials.ts'

export const ask: AskProvider = (send, baseUrl, { query, variation }) => {
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
