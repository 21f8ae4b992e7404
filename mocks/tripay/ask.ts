import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const apiKey = variation === 'wrong-key' ? 'unknown-api-key' : credentials.apiKey
  const { merchantReference, providerReference } = query
  const call =
    providerReference === undefined
      ? `merchant/transactions?${new URLSearchParams({ merchant_ref: merchantReference ?? '' })}`
      : `transaction/detail?${new URLSearchParams({ reference: providerReference })}`
  return send(
    new Request(`${baseUrl}/api/${call}`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
    }),
  )
}
