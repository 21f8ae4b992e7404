import { describe, expect, it, vi } from 'vitest'
import type { PermitRequest, RateLimiter } from '../rate-limit/rate-limiter.ts'
import { acmeBody, createAcme } from '../test-provider.ts'
import { startDeadline } from './deadline.ts'

const query = { merchantReference: 'INV-001' }
const send = vi.fn(async () => new Response(acmeBody()))

/** A limiter that lets everything through and keeps what it was asked. */
function createOpenLimiter(): { rateLimiter: RateLimiter; requests: PermitRequest[] } {
  const requests: PermitRequest[] = []
  const rateLimiter: RateLimiter = {
    acquire: async (request) => {
      requests.push(request)
      return { release: () => undefined }
    },
    pause: () => undefined,
  }
  return { rateLimiter, requests }
}

describe('options of a client and of a call', () => {
  it('have the longest wait of the call go before that of the client', async () => {
    const { rateLimiter, requests } = createOpenLimiter()
    const client = createAcme({ fetch: send, rateLimiter, maxQueueMs: 2_000 })
    await client.getTransactionStatus(query)
    await client.getTransactionStatus(query, { maxQueueMs: 5 })
    expect(requests.map(({ maxQueueMs }) => maxQueueMs)).toEqual([2_000, 5])
  })

  it('have the size cap of the client bound its answers', async () => {
    const capOf = (maxBodyBytes: number) =>
      createAcme({ fetch: send, maxBodyBytes }).getTransactionStatus(query)
    await expect(capOf(20)).rejects.toMatchObject({ code: 'RESPONSE_INVALID' })
    await expect(capOf(2_000)).resolves.toMatchObject({ status: 'success' })
  })
})

describe('a malformed query', () => {
  it('is refused before anything is waited for or sent', async () => {
    const { rateLimiter, requests } = createOpenLimiter()
    const fetch = vi.fn(send)
    const client = createAcme({ fetch, rateLimiter })
    await expect(client.getTransactionStatus({ merchantReference: '' })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      field: 'merchantReference',
    })
    expect([requests.length, fetch.mock.calls.length]).toEqual([0, 0])
  })
})

describe('a deadline that has passed', () => {
  it('begins no further part', () => {
    const deadline = startDeadline(-1, undefined)
    expect(() => deadline.begin(1_000)).toThrow(expect.objectContaining({ code: 'TIMEOUT' }))
  })

  it('lets nothing wait that begins after the caller has ended the call', async () => {
    const caller = new AbortController()
    const deadline = startDeadline(60_000, caller.signal)
    const part = deadline.begin(60_000)
    caller.abort()
    await expect(part.within(new Promise(() => undefined))).rejects.toMatchObject({ code: 'ABORTED' })
    part.end()
    deadline.end()
  })
})
