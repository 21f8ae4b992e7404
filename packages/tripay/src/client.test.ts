import { describe, expect, it } from 'vitest'
import { createTripay, type TripayQuery } from './index.ts'
import { detailBody, listBody } from './test-bodies.ts'

describe('createTripay', () => {
  it.each([
    { query: { providerReference: 'T0001000000000000006' }, body: detailBody() },
    { query: { merchantReference: 'INV345675' }, body: listBody([{}]) },
  ])('sends one request for $query and returns its status', async ({ query, body }) => {
    const sent: string[] = []
    const client = createTripay({
      apiKey: 'key',
      rateLimiter: false,
      fetch: async (url) => {
        sent.push(String(url))
        return new Response(body)
      },
    })
    const transaction = await client.getTransactionStatus(query as TripayQuery)
    expect([transaction.advice, sent.length]).toEqual(['fulfill', 1])
  })

  it.each(['/api', '/api/transaction', '/api-sandbox', '/api/merchant'])(
    'rejects the base URL https://tripay.co.id%s, because the path is appended',
    (path) => {
      expect(() => createTripay({ apiKey: 'key', baseUrl: `https://tripay.co.id${path}` })).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', field: 'baseUrl' }),
      )
    },
  )
})
