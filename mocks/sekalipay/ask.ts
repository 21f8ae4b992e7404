import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const reference = query.providerReference ?? query.merchantReference ?? ''
  const apiKey = variation === 'wrong-key' ? 'sk_live_nobody_knows' : credentials.apiKey
  return send(
    new Request(`${baseUrl}/api/v1/trx/${encodeURIComponent(reference)}`, {
      headers: { 'x-apikey': apiKey, accept: 'application/json' },
    }),
  )
}
