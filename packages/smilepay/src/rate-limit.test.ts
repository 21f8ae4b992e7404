import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { credentials } from '@cekstatus/mocks/smilepay'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { capabilities, createSmilepay } from './index.ts'
import { inquiryBody, refusalBody, tokenBody } from './test-bodies.ts'

const query = { merchantReference: 'INV-001', kind: 'payment' } as const
const minute = 60_000

/** SmilePay as a `fetch` under fake time; `judge` says when an inquiry arrives, when it is answered, and with what. */
function createGateway(
  judge: (inquiry: number) => { arrivesAfterMs?: number; answersAfterMs: number; status?: number },
) {
  const arrivals: number[] = []
  let inquiries = 0
  const sleep = (durationMs: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, durationMs))
  const fetching: typeof fetch = async (url) => {
    if (String(url).endsWith('/v1.0/access-token/b2b')) return new Response(tokenBody({}))
    inquiries += 1
    const { arrivesAfterMs = 0, answersAfterMs, status = 200 } = judge(inquiries)
    await sleep(arrivesAfterMs)
    arrivals.push(performance.now())
    await sleep(answersAfterMs - arrivesAfterMs)
    return status === 200
      ? new Response(inquiryBody())
      : new Response(refusalBody('4299200', 'Too Many Requests'), { status })
  }
  // A key of its own for each test: the limiter is the one of the process.
  const createClient = () =>
    createSmilepay({
      ...credentials,
      partnerId: `sandbox-${Math.random()}`,
      fetch: fetching,
      deadlineMs: 10 * minute,
    })
  return { arrivals, createClient }
}

function mostInAMinute(arrivals: readonly number[]): number {
  return Math.max(
    ...arrivals.map((start) => arrivals.filter((time) => time >= start && time <= start + minute).length),
  )
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('nine inquiries in any minute, as SmilePay counts them', () => {
  it('hold though the first call arrives late and the tenth at once', async () => {
    const { arrivals, createClient } = createGateway((inquiry) =>
      inquiry === 1 ? { arrivesAfterMs: 14_000, answersAfterMs: 14_500 } : { answersAfterMs: 50 },
    )
    const smilepay = createClient()
    const calls = Array.from({ length: 10 }, () => smilepay.getTransactionStatus(query))
    await vi.advanceTimersByTimeAsync(3 * minute)
    await Promise.all(calls)
    expect(arrivals.length).toBe(10)
    expect(mostInAMinute(arrivals)).toBe(9)
  })

  it('hold in a batch of thirty with every latency up to the timeout', async () => {
    const { arrivals, createClient } = createGateway((inquiry) => ({
      arrivesAfterMs: (inquiry * 1_913) % 14_000,
      answersAfterMs: 14_000,
    }))
    const smilepay = createClient()
    const calls = Array.from({ length: 30 }, () => smilepay.getTransactionStatus(query))
    await vi.advanceTimersByTimeAsync(6 * minute)
    await Promise.all(calls)
    expect(arrivals.length).toBe(30)
    expect(mostInAMinute(arrivals)).toBeLessThanOrEqual(9)
  })

  it('are shared by all clients of a merchant, and by nobody else', async () => {
    const { createClient } = createGateway(() => ({ answersAfterMs: 50 }))
    const partnerId = 'sandbox-shared'
    const fetching: typeof fetch = async (url) =>
      new Response(String(url).includes('access-token') ? tokenBody({}) : inquiryBody())
    const [one, other] = [1, 2].map(() => createSmilepay({ ...credentials, partnerId, fetch: fetching }))
    for (let call = 0; call < 9; call += 1) await (call % 2 === 0 ? one : other)?.getTransactionStatus(query)
    await expect(one?.getTransactionStatus(query, { maxQueueMs: 0 })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'local',
      retryAfterMs: 61_000,
      attempts: 0,
    })
    const stranger = createClient().getTransactionStatus(query, { maxQueueMs: 0 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await stranger).toMatchObject({ merchantReference: 'INV-001' })
  })

  it('give way to a minute without any, after an HTTP 429', async () => {
    const { arrivals, createClient } = createGateway((inquiry) =>
      inquiry === 1 ? { answersAfterMs: 50, status: 429 } : { answersAfterMs: 50 },
    )
    const smilepay = createClient()
    const first = smilepay.getTransactionStatus(query)
    await vi.advanceTimersByTimeAsync(1_000)
    const second = smilepay.getTransactionStatus(query)
    await vi.advanceTimersByTimeAsync(2 * minute)
    await Promise.all([first, second])
    const [refusedAt = 0, ...later] = arrivals
    expect(later.length).toBe(2)
    expect(Math.min(...later)).toBeGreaterThanOrEqual(refusedAt + minute)
  })
})

describe('a real server that counts', () => {
  it('sees nine of ten, and the tenth is refused before anything is sent', async () => {
    vi.useRealTimers()
    let inquiries = 0
    const server = createServer((request, response) => {
      request.resume()
      const isToken = request.url?.includes('access-token') === true
      if (!isToken) inquiries += 1
      response.end(isToken ? tokenBody({}) : inquiryBody())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const smilepay = createSmilepay({ ...credentials, baseUrl })
    const calls = Array.from({ length: 10 }, () =>
      smilepay.getTransactionStatus(query, { maxQueueMs: 1_000 }),
    )
    const outcomes = await Promise.allSettled(calls)
    server.closeAllConnections()
    server.close()
    expect(inquiries).toBe(capabilities.rateLimit?.calls)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(9)
    const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'local' })
  })
})
