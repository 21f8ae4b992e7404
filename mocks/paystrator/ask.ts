import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const accessToken = variation === 'foreign-token' ? 'never-issued' : credentials.accessToken
  return send(
    new Request(`${baseUrl}/v1/get-status?${new URLSearchParams({ id: query.providerReference ?? '' })}`, {
      headers: { publicAccessToken: `Bearer ${accessToken}`, accept: 'application/json' },
    }),
  )
}
