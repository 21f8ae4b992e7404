import { describe, expect, it } from 'vitest'
import type { PaymenkuQuery } from './index.ts'
import { createPaymenku } from './index.ts'
import { paidBody } from './test-bodies.ts'

const query = { merchantReference: 'INV-001' }
const now = (): Date => new Date('2026-01-26T03:00:00Z')

function clientFor(body: string, environment: 'production' | 'sandbox' = 'production') {
  return createPaymenku({
    apiKey: 'sk_live_xxxxxxx',
    environment,
    now,
    rateLimiter: false,
    fetch: async () => new Response(body),
  })
}

describe('createPaymenku', () => {
  it('reads answers for the environment that it was made for', async () => {
    const body = paidBody({ is_sandbox: true })
    const advice = async (environment: 'production' | 'sandbox') =>
      (await clientFor(body, environment).getTransactionStatus(query)).advice
    expect(await advice('production')).toBe('review')
    expect(await advice('sandbox')).toBe('fulfill')
  })

  it('states when it asked by its own clock, and how often', async () => {
    const { evidence } = await clientFor(paidBody()).getTransactionStatus(query)
    expect(evidence).toEqual({ observedAt: '2026-01-26T03:00:00.000Z', httpStatus: 200, attempts: 1 })
  })

  it('compares the answer with what was asked, though the query object is reused', async () => {
    const reused: PaymenkuQuery = { ...query }
    const asking = clientFor(paidBody()).getTransactionStatus(reused)
    reused.merchantReference = 'INV-002'
    expect((await asking).merchantReference).toBe('INV-001')
  })

  it('compares the answer with what was expected, though the options are reused', async () => {
    const reused = { expect: { amount: '104000' } }
    const asking = clientFor(paidBody()).getTransactionStatus(query, reused)
    reused.expect.amount = '5000'
    expect((await asking).advice).toBe('fulfill')
  })
})
