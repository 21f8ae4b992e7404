import { describe, expect, it } from 'vitest'
import { exchange } from './exchange.ts'
import type { HttpResponse } from './transport.ts'

/** What an exchange makes of whatever a transport returns, also one that keeps none of the rules itself. */
function exchangeWith(response: HttpResponse & { bodyTooLarge?: boolean }): Promise<HttpResponse> {
  return exchange(
    { method: 'GET', url: 'https://acme.example', headers: {}, body: null },
    {
      provider: 'acme',
      transport: async () => response,
      signal: new AbortController().signal,
      within: (promise) => promise,
      maxBodyBytes: 10,
      secrets: [],
      onHead: () => undefined,
    },
  )
}

describe('exchange with any transport', () => {
  it.each([204, 205, 300, 302, 304, 399])('looks at no body under HTTP %i', async (status) => {
    const answer = { status, headers: {}, body: '{"a":1}' }
    await expect(exchangeWith(answer)).resolves.toMatchObject({ status, body: '' })
  })

  it.each([
    { body: 'x'.repeat(11), bodyTooLarge: false },
    { body: '', bodyTooLarge: true },
  ])('refuses a body over the cap: $bodyTooLarge', async (changes) => {
    await expect(exchangeWith({ status: 200, headers: {}, ...changes })).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      httpStatus: 200,
    })
  })

  it.each([429, 500, 503])(
    'goes on without a large body under HTTP %i, which speaks for itself',
    async (status) => {
      const answer = { status, headers: { 'retry-after': '5' }, body: 'x'.repeat(11) }
      await expect(exchangeWith(answer)).resolves.toEqual({ ...answer, body: '' })
    },
  )
})
