import type { AskProvider } from '../src/ask.ts'
import { credentials } from './credentials.ts'

export const ask: AskProvider = (send, baseUrl, { query, variation }) => {
  const accessToken = variation === 'foreign-token' ? 'issued-by-nobody' : credentials.accessToken
  return send(
    new Request(`${baseUrl}/v1/get-status?${new URLSearchParams({ id: query.providerReference ?? '' })}`, {
      headers: { publicAccessToken: `Bearer ${accessToken}`, accept: 'application/json' },
    }),
  )
}
