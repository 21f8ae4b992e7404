import { describe, expect, it, vi } from 'vitest'
import { createPaymenku } from './index.ts'
import { readRateLimit } from './provider.ts'
import { paidBody } from './test-bodies.ts'

const now = new Date('2026-11-20T03:00:00.000Z')
const seconds = now.getTime() / 1_000

describe('the headers of an answer', () => {
  it.each([
    [
      { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': `${seconds + 30}` },
      null,
    ],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${seconds + 30}` }, { pauseMs: 30_000 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${seconds + 3_000}` }, { pauseMs: 60_000 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${seconds - 3_000}` }, { pauseMs: 1_000 }],
    [{ 'x-ratelimit-remaining': '0' }, { pauseMs: 60_000 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, { pauseMs: 60_000 }],
    [
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': `${seconds + 3_630}`,
        date: 'Fri, 20 Nov 2026 04:00:00 GMT',
      },
      { pauseMs: 30_000 },
    ],
    [{ 'x-ratelimit-remaining': '-1' }, null],
    [{ 'x-ratelimit-remaining': '' }, null],
    [{}, null],
  ])('%j', (headers, expected) => {
    expect(readRateLimit(headers, now)).toEqual(expected)
  })

  it('hold back the next call until the limit is reset', async () => {
    vi.useFakeTimers({ now })
    try {
      const asked: number[] = []
      const paymenku = createPaymenku({
        apiKey: 'sk_live_headers',
        fetch: async () => {
          asked.push(Date.now() - now.getTime())
          const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${seconds + 20}` }
          return new Response(paidBody(), { headers })
        },
      })
      const query = { merchantReference: 'INV-001' }
      const calls = paymenku.getTransactionStatus(query).then(() => paymenku.getTransactionStatus(query))
      await vi.advanceTimersByTimeAsync(20_000)
      await calls
      expect(asked).toEqual([0, 20_000])
      const refused = paymenku.getTransactionStatus(query, { maxQueueMs: 0 })
      await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'local' })
    } finally {
      vi.useRealTimers()
    }
  })
})
