import type { AskProvider } from '../src/ask.ts'
import { credentials } from './credentials.ts'

export const ask: AskProvider = (send, baseUrl, { query, variation }) => {
  const reference = query.providerReference ?? query.merchantReference ?? ''
  const apiKey = variation === 'wrong-key' ? 'sk_live_nobody_knows' : credentials.apiKey
  return send(
    new Request(`${baseUrl}/api/v1/check-status/${encodeURIComponent(reference)}`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
    }),
  )
}
