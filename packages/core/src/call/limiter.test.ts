import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOptions, CommonOptions } from '../client.ts'
import { CekStatusError, isCekStatusError } from '../errors.ts'
import { readHeader } from '../headers.ts'
import type { PermitRequest, RateLimiter } from '../rate-limit/rate-limiter.ts'
import { type AcmeChanges, acmeBody, createAcme } from '../test-provider.ts'
import { createLimiterKey } from './limiter-key.ts'
import { digestImmediately, type Meeting, scriptTransport } from './test-transport.ts'

const query = { merchantReference: 'INV-001' }
const good: Meeting = { body: acmeBody() }
const limit = { calls: 9, windowMs: 60_000 }

beforeEach(() => {
  vi.useFakeTimers()
  digestImmediately()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A limiter that notes what it is told, between the requests that are sent. */
function createNotingLimiter(
  acquire: (request: PermitRequest, count: number) => Promise<unknown> = () => Promise.resolve(),
) {
  const notes: string[] = []
  const requests: PermitRequest[] = []
  const rateLimiter: RateLimiter = {
    acquire: async (request) => {
      notes.push('acquire')
      requests.push(request)
      await acquire(request, requests.length)
      return { release: () => void notes.push('release') }
    },
    pause: (_key, delayMs) => void notes.push(`pause ${delayMs}`),
  }
  return { rateLimiter, notes, requests }
}

async function ask(
  limiter: ReturnType<typeof createNotingLimiter>,
  meetings: readonly Meeting[],
  options: CommonOptions = {},
  { call, ...changes }: AcmeChanges & { call?: CallOptions } = {},
) {
  const script = scriptTransport(meetings)
  const client = createAcme(
    {
      transport: (...parameters) => {
        limiter.notes.push('send')
        return script.transport(...parameters)
      },
      rateLimiter: limiter.rateLimiter,
      ...options,
      retry: options.retry === false ? false : { random: () => 1, ...options.retry },
    },
    { secrets: ['key-1'], ...changes, capabilities: { rateLimit: limit, ...changes.capabilities } },
  )
  const asking = client.getTransactionStatus(query, call).catch((error: unknown) => {
    if (isCekStatusError(error)) return error
    throw error
  })
  await vi.runAllTimersAsync()
  return { outcome: await asking, ...script }
}

describe('the permit of an attempt', () => {
  it('is taken before the request is built, and given back when the answer has come', async () => {
    const limiter = createNotingLimiter()
    await ask(
      limiter,
      [good],
      {},
      {
        inquiry: {
          buildRequest: () => {
            limiter.notes.push('build')
            return { method: 'GET', url: 'https://acme.example', headers: {}, body: null }
          },
        },
      },
    )
    expect(limiter.notes).toEqual(['acquire', 'build', 'send', 'release'])
  })

  it('is asked for under the key of credential and origin, with the documented limit and the time it may take', async () => {
    const limiter = createNotingLimiter()
    await ask(limiter, [good], { timeoutMs: 5_000, baseUrl: 'http://127.0.0.1:9/proxy' })
    expect(limiter.requests).toEqual([
      {
        key: await createLimiterKey({ provider: 'acme', origin: 'http://127.0.0.1:9', credential: 'key-1' }),
        limit,
        holdMs: 5_000,
        maxQueueMs: 60_000,
        signal: expect.any(AbortSignal),
        onWait: expect.any(Function),
      },
    ])
  })

  it('is asked for without a limit where no page names one', async () => {
    const limiter = createNotingLimiter()
    await ask(limiter, [good], {}, { capabilities: { rateLimit: null } })
    expect(limiter.requests[0]?.limit).toBeNull()
  })

  it.each([
    [{}, {}, 60_000],
    [{ deadlineMs: 5_000 }, {}, 5_000],
    [{ maxQueueMs: 7_000 }, {}, 7_000],
    [{ maxQueueMs: 7_000 }, { maxQueueMs: 0 }, 0],
    [{ maxQueueMs: 7_000 }, { deadlineMs: 6_000 }, 6_000],
  ])('may be waited for as long as %j and %j allow', async (options, call, maxQueueMs) => {
    const limiter = createNotingLimiter()
    await ask(limiter, [good], options, { call })
    expect(limiter.requests[0]?.maxQueueMs).toBe(maxQueueMs)
  })

  it.each([
    ['an error', [{ status: 500 }]],
    ['silence', ['silence']],
    ['a broken connection', [new Error('reset')]],
  ] as [string, Meeting[]][])('is given back after %s', async (_name, meetings) => {
    const limiter = createNotingLimiter()
    await ask(limiter, meetings, { retry: false })
    expect(limiter.notes).toEqual(['acquire', 'send', 'release'])
  })

  it('is given back when no request could be built', async () => {
    const limiter = createNotingLimiter()
    await ask(limiter, [good], {}, { inquiry: { buildRequest: () => Promise.reject(new Error('no token')) } })
    expect(limiter.notes).toEqual(['acquire', 'release'])
  })

  it('is taken anew for every retry and every remedy', async () => {
    const limiter = createNotingLimiter()
    const refused: Meeting = { status: 400, body: '{"ok":false,"code":"BAD_KEY"}' }
    const recoverFrom = ({ code }: CekStatusError): { name: 'fresh-token' } | null =>
      code === 'AUTHENTICATION' ? { name: 'fresh-token' } : null
    await ask(limiter, [{ status: 503 }, refused, good], {}, { inquiry: { recoverFrom } })
    const once = ['acquire', 'send', 'release']
    expect(limiter.notes).toEqual([...once, ...once, ...once])
  })

  it('is not taken for a query that cannot be asked', async () => {
    const limiter = createNotingLimiter()
    const client = createAcme({ rateLimiter: limiter.rateLimiter })
    await expect(client.getTransactionStatus({})).rejects.toMatchObject({ code: 'CONFIGURATION' })
    expect(limiter.notes).toEqual([])
  })

  it('is not taken with rateLimiter: false', async () => {
    const limiter = createNotingLimiter()
    await ask(limiter, [good], { rateLimiter: false })
    expect(limiter.notes).toEqual(['send'])
  })
})

describe('the wait for a permit', () => {
  const forEver = () => new Promise<never>(() => undefined)

  it('ends with the signal of the caller and sends nothing, also where the limiter is deaf', async () => {
    const aborting = new AbortController()
    setTimeout(() => aborting.abort(), 100)
    const limiter = createNotingLimiter(forEver)
    const { outcome } = await ask(limiter, [good], {}, { call: { signal: aborting.signal } })
    expect(outcome).toMatchObject({ code: 'ABORTED', attempts: 0 })
    expect([limiter.notes, vi.getTimerCount()]).toEqual([['acquire'], 0])
    expect(getEventListeners(aborting.signal, 'abort')).toEqual([])
    expect(limiter.requests[0]?.signal.aborted).toBe(true)
  })

  it('forgets the HTTP status of the attempt before', async () => {
    const limiter = createNotingLimiter((_request, count) => (count === 1 ? Promise.resolve() : forEver()))
    const { outcome } = await ask(limiter, [{ status: 503 }])
    expect(outcome).toMatchObject({ code: 'TIMEOUT', attempts: 1, httpStatus: null })
  })

  it('ends with the deadline of the call', async () => {
    const { outcome } = await ask(createNotingLimiter(forEver), [good], { deadlineMs: 1_000 })
    expect(outcome).toMatchObject({ code: 'TIMEOUT', attempts: 0 })
  })

  it('gives back a permit that comes too late', async () => {
    const limiter = createNotingLimiter(() => new Promise((resolve) => setTimeout(resolve, 2_000)))
    await ask(limiter, [good], { deadlineMs: 1_000 })
    await vi.runAllTimersAsync()
    expect(limiter.notes).toEqual(['acquire', 'release'])
  })

  it('does not count as time of the attempt', async () => {
    const limiter = createNotingLimiter(() => new Promise((resolve) => setTimeout(resolve, 2_000)))
    const { outcome } = await ask(limiter, [good], { timeoutMs: 1_000 })
    expect(outcome).toMatchObject({ status: 'success' })
  })

  it.each(['local', 'store'] as const)(
    'refused by %s is thrown at once, and nothing was sent',
    async (limitedBy) => {
      const refusal = new CekStatusError({
        code: 'RATE_LIMITED',
        message: 'full',
        limitedBy,
        retryAfterMs: 1_000,
      })
      const limiter = createNotingLimiter(() => Promise.reject(refusal))
      const { outcome } = await ask(limiter, [good])
      expect(outcome).toMatchObject({
        code: 'RATE_LIMITED',
        provider: 'acme',
        limitedBy,
        retryAfterMs: 1_000,
        attempts: 0,
        retryable: true,
      })
      expect(limiter.notes).toEqual(['acquire'])
    },
  )

  it.each([
    ['grants', () => Promise.resolve({ release: () => undefined })],
    ['refuses', () => Promise.reject(new CekStatusError({ code: 'RATE_LIMITED', message: 'full' }))],
    [
      'refuses without a promise',
      () => {
        throw new TypeError('broken')
      },
    ],
  ])('that a limiter %s leaves no timer', async (_name, acquire) => {
    const rateLimiter = { acquire, pause: () => undefined }
    const client = createAcme({ transport: scriptTransport([good]).transport, rateLimiter, retry: false })
    await client.getTransactionStatus(query).catch(() => undefined)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that a limiter fails in a way of its own is the caller’s to mend, and tells nothing', async () => {
    const limiter = createNotingLimiter(() => Promise.reject(new TypeError('redis://user:canary@host')))
    const { outcome } = await ask(limiter, [good])
    expect(outcome).toMatchObject({ code: 'CONFIGURATION', attempts: 0 })
    expect(String(outcome)).not.toContain('canary')
  })
})

describe('what the provider says about its limit', () => {
  const limited = (headers: Record<string, string> = {}): Meeting => ({ status: 429, headers })

  it.each([
    ['the time that it names', limited({ 'retry-after': '5' }), 5_000],
    ['the longest pause where it names none', limited(), 8_000],
    ['an hour at most', limited({ 'retry-after': '99999' }), 3_600_000],
  ])('holds up all calls under the key for %s, before anybody is let in', async (_name, meeting, pauseMs) => {
    const limiter = createNotingLimiter()
    await ask(limiter, [meeting], { retry: false })
    expect(limiter.notes).toEqual(['acquire', 'send', `pause ${pauseMs}`, 'release'])
  })

  it('is not put down to it when our limiter refuses', async () => {
    const refusal = new CekStatusError({ code: 'RATE_LIMITED', message: 'full', limitedBy: 'local' })
    const limiter = createNotingLimiter(() => Promise.reject(refusal))
    await ask(limiter, [good])
    expect(limiter.notes).toEqual(['acquire'])
  })

  it('in headers of a good answer holds up, too', async () => {
    const limiter = createNotingLimiter()
    const { outcome } = await ask(
      limiter,
      [{ ...good, headers: { 'x-left': '0' } }],
      {},
      {
        inquiry: {
          readRateLimit: (headers) => (readHeader(headers, 'x-left') === '0' ? { pauseMs: 1_234 } : null),
        },
      },
    )
    expect(outcome).toMatchObject({ status: 'success' })
    expect(limiter.notes).toEqual(['acquire', 'send', 'pause 1234', 'release'])
  })
})

describe('createLimiterKey', () => {
  const key = (changes: Partial<Parameters<typeof createLimiterKey>[0]>) =>
    createLimiterKey({
      provider: 'acme',
      origin: 'https://acme.example',
      credential: 'key-1',
      ...changes,
    })

  it('is the same in every process', async () => {
    expect(await key({})).toBe('acme:870fce9ff28713e5be5347a6167ed92b')
  })

  it('differs between providers, origins and credentials', async () => {
    const keys = await Promise.all([
      key({}),
      key({ provider: 'other' }),
      key({ origin: 'https://acme.example:444' }),
      key({ credential: 'key-2' }),
      key({ credential: null }),
    ])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('does not reveal the credential', async () => {
    expect(await key({ credential: 'canary' })).toMatch(/^acme:[0-9a-f]{32}$/)
  })
})
