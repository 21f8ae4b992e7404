import { describe, expect, it } from 'vitest'
import type { SekalipayQuery } from './index.ts'
import { createSekalipay } from './index.ts'
import { autoBody } from './test-bodies.ts'

const now = (): Date => new Date('2026-02-10T05:00:00Z')

function clientFor(body: string, environment: 'production' | 'sandbox') {
  return createSekalipay({ apiKey: 'sk_live_xxxxx', environment, now, fetch: async () => new Response(body) })
}

describe('createSekalipay', () => {
  it('reads answers for the environment that it was made for', async () => {
    const body = autoBody({ order: { status: 'sandbox' } })
    const query = { merchantReference: 'INV-001' }
    const warnings = async (environment: 'production' | 'sandbox') =>
      (await clientFor(body, environment).getTransactionStatus(query)).warnings.map(({ code }) => code)
    expect(await warnings('production')).toEqual(['SANDBOX'])
    expect(await warnings('sandbox')).toEqual([])
  })

  it('states when it asked by its own clock, and how often', async () => {
    const query = { merchantReference: 'INV-001' }
    const { evidence } = await clientFor(autoBody(), 'production').getTransactionStatus(query)
    expect(evidence).toEqual({ observedAt: '2026-02-10T05:00:00.000Z', httpStatus: 200, attempts: 1 })
  })

  it('compares the answer with what was asked, though the query object is reused', async () => {
    const reused: SekalipayQuery = { merchantReference: 'INV-001' }
    const asking = clientFor(autoBody(), 'production').getTransactionStatus(reused)
    reused.merchantReference = 'INV-002'
    expect((await asking).merchantReference).toBe('INV-001')
  })

  it('compares the answer with what was expected, though the options are reused', async () => {
    const reused = { expect: { amount: '50000' } }
    const query = { merchantReference: 'INV-001' }
    const asking = clientFor(autoBody(), 'production').getTransactionStatus(query, reused)
    reused.expect.amount = '5000'
    expect((await asking).advice).toBe('fulfill')
  })
})
