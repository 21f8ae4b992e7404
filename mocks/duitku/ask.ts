import { createHmac } from 'node:crypto'
import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const merchantOrderId = query.merchantReference ?? ''
  const merchantCode = variation === 'wrong-key' ? 'D9999NOBODY' : credentials.merchantCode
  const apiKey = variation === 'wrong-secret' ? 'another-key' : credentials.apiKey
  const signature = createHmac('sha256', apiKey).update(`${merchantCode}${merchantOrderId}`).digest('hex')
  return send(
    new Request(`${baseUrl}/webapi/api/merchant/transactionStatus`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ merchantCode, merchantOrderId, signature }),
    }),
  )
}
