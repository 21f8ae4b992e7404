import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const reference = query.providerReference ?? query.merchantReference ?? ''
  const serverKey = variation === 'wrong-key' ? 'Mid-server-unknown' : credentials.serverKey
  return send(
    new Request(`${baseUrl}/v2/${encodeURIComponent(reference)}/status`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`,
        accept: 'application/json',
      },
    }),
  )
}
