import type { RateLimiter } from '@cekstatus/core'
import { marginMs, type Permit, type PermitRequest } from '@cekstatus/core/provider'
import { mostInWindow, stateOf } from '@cekstatus/test-server'
import fc from 'fast-check'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSharedRateLimiter, type FlexibleLimiter, type SharedRateLimiterOptions } from './index.ts'
import { createTestStore } from './test-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const limit = { calls: 3, windowMs: 5_000 }
const holdMs = 2_000
const storeTimeoutMs = 500
const leaseMs = 2 * storeTimeoutMs + holdMs + limit.windowMs + marginMs
const request = (changes: Partial<PermitRequest> = {}): PermitRequest => ({
  key: 'key-1',
  limit,
  holdMs,
  maxQueueMs: 3_600_000,
  signal: new AbortController().signal,
  ...changes,
})
const createLimiter = (store: FlexibleLimiter, options: SharedRateLimiterOptions = {}): RateLimiter =>
  createSharedRateLimiter(store, { storeTimeoutMs, ...options })

/** Makes calls one after another in each process; returns the time of each arrival. */
async function runFleet(
  processes: readonly RateLimiter[],
  durationMs: number,
  { latencyMs, waitMs = () => 0 }: { latencyMs(): number; waitMs?(): number },
): Promise<number[]> {
  const arrivals: number[] = []
  let over = false
  const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))
  const work = async (limiter: RateLimiter): Promise<void> => {
    while (!over) {
      await sleep(waitMs())
      const permit = await limiter.acquire(request({ maxQueueMs: 60_000 })).catch(() => null)
      if (permit === null) await sleep(100)
      const duration = latencyMs()
      if (permit !== null) arrivals.push(performance.now() + Math.random() * duration)
      await sleep(duration)
      permit?.release()
    }
  }
  // Two calls at once in every process, as a server has them.
  for (const limiter of processes) for (const _ of [1, 2]) void work(limiter)
  await vi.advanceTimersByTimeAsync(durationMs)
  over = true
  return arrivals
}

describe('createSharedRateLimiter', () => {
  it('takes and keeps slots for whole seconds, rounded up', async () => {
    const seconds: number[] = []
    const store = createTestStore().connect()
    const limiter = createLimiter({
      ...store,
      consume: (key, points, options) => {
        seconds.push(options.customDuration)
        return store.consume(key, points, options)
      },
      block: (key, duration) => {
        seconds.push(duration)
        return store.block(key, duration)
      },
    })
    const permit = await limiter.acquire(request({ limit: { calls: 1, windowMs: 4_100 } }))
    permit.release()
    await vi.advanceTimersByTimeAsync(0)
    // Two operations, the call and its rest are 8.1 s; the rest alone is 5.1 s.
    expect(seconds).toEqual([9, 6])
  })

  it('never exceeds the limit, in any schedule, with any delays, and with processes that die', async () => {
    const call = fc.record({
      process: fc.nat(2),
      comesAt: fc.nat(15_000),
      latencyMs: fc.nat(holdMs),
      arrivalShare: fc.double({ min: 0, max: 1, noNaN: true }),
      dies: fc.constantFrom(false, false, false, true),
    })
    const fleet = fc.record({
      calls: fc.integer({ min: 1, max: 4 }),
      windowMs: fc.integer({ min: 1, max: 5_000 }),
      delays: fc.array(fc.nat(60), { minLength: 1, maxLength: 20 }),
      list: fc.array(call, { minLength: 1, maxLength: 20 }),
    })
    await fc.assert(
      fc.asyncProperty(fleet, async ({ calls, windowMs, delays, list }) => {
        let turn = 0
        const store = createTestStore(() => delays[turn++ % delays.length] ?? 0)
        const processes = [0, 1, 2].map(() => createLimiter(store.connect()))
        const arrivals: number[] = []
        for (const { process, comesAt, latencyMs, arrivalShare, dies } of list) {
          setTimeout(async () => {
            const permit = await processes[process]?.acquire(request({ limit: { calls, windowMs } }))
            arrivals.push(performance.now() + latencyMs * arrivalShare)
            if (!dies) setTimeout(() => permit?.release(), latencyMs)
          }, comesAt)
        }
        // Every slot in turn, each held and rested to its end, lets everyone go in this time.
        await vi.advanceTimersByTimeAsync(15_000 + 20 * (leaseMs + 1_000))
        expect(arrivals.length).toBe(list.length)
        expect(mostInWindow(arrivals, windowMs)).toBeLessThanOrEqual(calls)
      }),
      { numRuns: 60 },
    )
  })

  it('comes near the limit with fewer than 10 store operations per call', async () => {
    const store = createTestStore(() => 2)
    const processes = [0, 1, 2].map(() => createLimiter(store.connect()))
    const arrivals = await runFleet(processes, 120_000, { latencyMs: () => 200 })
    expect(mostInWindow(arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.calls)
    // A slot is free again 200 ms, 5 s and 1 s after it was taken.
    const possible = (limit.calls * 120_000) / (200 + limit.windowMs + marginMs)
    expect(arrivals.length).toBeGreaterThan(0.9 * possible)
    // Four of its own, and two of each other process that waits for the same slot.
    expect(store.operations.length / arrivals.length).toBeLessThan(10)
  })

  it('uses four store operations for a call that does not wait', async () => {
    const store = createTestStore()
    const limiter = createLimiter(store.connect())
    ;(await limiter.acquire(request())).release()
    await vi.advanceTimersByTimeAsync(leaseMs)
    store.operations.length = 0
    for (let index = 0; index < 5; index += 1) {
      ;(await limiter.acquire(request())).release()
      await vi.advanceTimersByTimeAsync(leaseMs)
    }
    expect(store.operations.filter((name) => name !== 'set')).toEqual(
      Array.from({ length: 5 }, () => ['consume', 'get', 'get', 'block']).flat(),
    )
    // Without a documented limit, only the pause is read.
    store.operations.length = 0
    ;(await limiter.acquire(request({ key: 'key-2', limit: null }))).release()
    expect(store.operations).toEqual(['get'])
  })

  it('keeps a slot for its rest after the response, or after the longest possible call without a release', async () => {
    const store = createTestStore()
    const [first, second] = [createLimiter(store.connect()), createLimiter(store.connect())]
    const one = { calls: 1, windowMs: 5_000 }
    const permit = await first.acquire(request({ limit: one }))
    await vi.advanceTimersByTimeAsync(1_500)
    permit.release()
    const next = second.acquire(request({ limit: one }))
    await vi.advanceTimersByTimeAsync(5_999)
    expect(await stateOf(next)).toBe('pending')
    await vi.advanceTimersByTimeAsync(60)
    expect(await stateOf(next)).toBe('granted')
    // The second process dies here.
    const last = first.acquire(request({ limit: one }))
    await vi.advanceTimersByTimeAsync(leaseMs - 100)
    expect(await stateOf(last)).toBe('pending')
    await vi.advanceTimersByTimeAsync(200)
    expect(await stateOf(last)).toBe('granted')
  })

  it('keeps the slot of another process when a release comes after the end of its own hold', async () => {
    const store = createTestStore()
    const [first, second, third] = [0, 1, 2].map(() => createLimiter(store.connect()))
    const one = { calls: 1, windowMs: 5_000 }
    const late = await first?.acquire(request({ limit: one }))
    await vi.advanceTimersByTimeAsync(leaseMs + 100)
    await second?.acquire(request({ limit: one, holdMs: 60_000, maxQueueMs: 0 }))
    late?.release()
    await vi.advanceTimersByTimeAsync(30_000)
    await expect(third?.acquire(request({ limit: one, maxQueueMs: 0 }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'local',
    })
  })

  it('fails fast with the shortest possible wait', async () => {
    const store = createTestStore()
    const [first, second] = [createLimiter(store.connect()), createLimiter(store.connect())]
    const permits = await Promise.all([1, 2, 3].map(() => first.acquire(request({ maxQueueMs: 0 }))))
    for (const permit of permits) permit.release()
    await vi.advanceTimersByTimeAsync(1_000)
    const refused = await second.acquire(request({ maxQueueMs: 0 })).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'local' })
    const { retryAfterMs } = refused as { retryAfterMs: number }
    expect(retryAfterMs).toBeGreaterThanOrEqual(5_000)
    expect(retryAfterMs).toBeLessThanOrEqual(5_050)
  })

  it('gives back a slot that was taken for a call aborted in the meantime', async () => {
    const store = createTestStore(() => 20)
    const limiter = createLimiter(store.connect())
    const controller = new AbortController()
    const one = { calls: 1, windowMs: 5_000 }
    const aborted = limiter.acquire(request({ limit: one, signal: controller.signal }))
    aborted.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(30)
    controller.abort(new Error('enough'))
    expect(await stateOf(aborted)).toMatchObject({ error: controller.signal.reason })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(store.operations).toContain('delete')
    const next = createLimiter(store.connect()).acquire(request({ limit: one, maxQueueMs: 0 }))
    await vi.advanceTimersByTimeAsync(200)
    expect(await stateOf(next)).toBe('granted')
  })
})

describe('pause of a shared rate limiter', () => {
  it('holds back all processes, keeps no slot, and is not shortened by a later pause', async () => {
    const store = createTestStore()
    const [first, second] = [createLimiter(store.connect()), createLimiter(store.connect())]
    first.pause('key-1', 8_000)
    await vi.advanceTimersByTimeAsync(10)
    second.pause('key-1', 10)
    await vi.advanceTimersByTimeAsync(100)
    const held = [1, 2, 3].map(() => second.acquire(request()))
    first.pause('key-2', 8_000)
    await vi.advanceTimersByTimeAsync(0)
    const unlimited = second.acquire(request({ key: 'key-2', limit: null }))
    await vi.advanceTimersByTimeAsync(7_800)
    expect(await Promise.all(held.map(stateOf))).toEqual(['pending', 'pending', 'pending'])
    expect(await stateOf(unlimited)).toBe('pending')
    await vi.advanceTimersByTimeAsync(200)
    expect(await Promise.all(held.map(stateOf))).toEqual(['granted', 'granted', 'granted'])
    await vi.advanceTimersByTimeAsync(200)
    expect(await stateOf(unlimited)).toBe('granted')
  })

  it('holds back its own process when the store fails', async () => {
    const store = createTestStore()
    const limiter = createLimiter(store.connect())
    store.state = 'down'
    limiter.pause('key-1', 8_000)
    await vi.advanceTimersByTimeAsync(1_000)
    store.state = 'up'
    await expect(limiter.acquire(request({ maxQueueMs: 6_000 }))).rejects.toMatchObject({
      limitedBy: 'local',
    })
  })
})

describe('a shared rate limiter whose store fails', () => {
  it('rejects every call at once with limitedBy store', async () => {
    const store = createTestStore()
    const limiter = createLimiter(store.connect())
    store.state = 'down'
    for (const wanted of [limit, null]) {
      const error = await limiter.acquire(request({ limit: wanted })).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'store', retryable: true })
      expect(error).toMatchObject({ message: expect.stringContaining('Error ECONNREFUSED') })
      expect(String(error)).not.toContain('password')
    }
    expect(vi.getTimerCount()).toBe(0)
    store.state = 'up'
    await vi.advanceTimersByTimeAsync(250)
    expect(await stateOf(limiter.acquire(request()))).toBe('granted')
  })

  it('waits at most storeTimeoutMs, and then sends only probes to a silent store', async () => {
    const store = createTestStore()
    const limiter = createLimiter(store.connect())
    store.state = 'silent'
    const refusal = (): Promise<void> =>
      expect(limiter.acquire(request())).rejects.toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'store' })
    const calls = [1, 2, 3].map(refusal)
    await vi.advanceTimersByTimeAsync(storeTimeoutMs)
    await Promise.all(calls)
    for (let index = 0; index < 20; index += 1) {
      const call = refusal()
      await vi.advanceTimersByTimeAsync(storeTimeoutMs)
      await call
    }
    expect(vi.getTimerCount()).toBe(0)
    store.state = 'up'
    await vi.advanceTimersByTimeAsync(10)
    // The three in flight, and probes.
    expect(store.operations.filter((name) => name === 'consume').length).toBe(3)
    expect(store.operations.length).toBeLessThanOrEqual(6)
  })

  it('rejects when the store fails between slot and permit', async () => {
    const store = createTestStore()
    const connection = store.connect()
    const limiter = createLimiter({ ...connection, get: () => Promise.reject(new Error('gone')) })
    await expect(limiter.acquire(request())).rejects.toMatchObject({ limitedBy: 'store' })
    const throwing = createLimiter({
      ...connection,
      consume: () => {
        throw new TypeError('closed')
      },
    })
    await expect(throwing.acquire(request())).rejects.toMatchObject({ limitedBy: 'store' })
  })

  it.each([
    ['no permit', 'the process stood still for too long', 2 * storeTimeoutMs + 1, 0, 'store'],
    ['no permit', 'the machine slept for too long', 0, leaseMs + 1, 'store'],
    [
      'a permit',
      'the process stood still for no longer than two operations',
      2 * storeTimeoutMs,
      0,
      'granted',
    ],
  ])(
    'grants %s when %s between two responses of the store',
    async (_, _case, processMs, sleepMs, outcome) => {
      const store = createTestStore().connect()
      const monotonicNow = performance.now.bind(performance)
      let stoodStillMs = 0
      vi.spyOn(performance, 'now').mockImplementation(() => monotonicNow() + stoodStillMs)
      const limiter = createLimiter({
        ...store,
        get: async (key) => {
          stoodStillMs = processMs
          vi.setSystemTime(Date.now() + sleepMs)
          return store.get(key)
        },
      })
      const call = limiter.acquire(request({ maxQueueMs: 0 })).then(
        () => 'granted',
        (error: { limitedBy?: string }) => error.limitedBy,
      )
      expect(await call).toBe(outcome)
    },
  )

  it('stays within the limit after the store loses its data: processes wait until lost calls leave the window', async () => {
    const store = createTestStore(() => 1)
    const processes = [0, 1, 2].map(() => createLimiter(store.connect()))
    let emptiedAt = 0
    setTimeout(() => {
      emptiedAt = performance.now()
      store.empty()
    }, 40_000)
    const arrivals = await runFleet(processes, 120_000, {
      latencyMs: () => Math.random() * holdMs,
      waitMs: () => Math.random() * 1_000,
    })
    expect(mostInWindow(arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.calls)
    // Calls with an earlier permit may still arrive; no other does while lost calls may be in the window.
    const lastArrival = emptiedAt + holdMs + 100
    const inWait = arrivals.filter((time) => time > lastArrival && time < emptiedAt + leaseMs - 1_000)
    expect(inWait).toEqual([])
    expect(arrivals.filter((time) => time > emptiedAt + 2 * leaseMs).length).toBeGreaterThan(10)
  })

  it('uses the share of each process with onStoreFailure: { fallbackProcesses }', async () => {
    const store = createTestStore()
    store.state = 'down'
    const shareOf = async (processes: number, count: number): Promise<string[]> => {
      const limiter = createLimiter(store.connect(), { onStoreFailure: { fallbackProcesses: processes } })
      const outcomes = await Promise.allSettled(
        Array.from({ length: count }, () =>
          limiter.acquire(request({ limit: { calls: 9, windowMs: 60_000 }, maxQueueMs: 0 })),
        ),
      )
      return outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? 'granted' : outcome.reason.limitedBy,
      )
    }
    expect(await shareOf(4, 3)).toEqual(['granted', 'granted', 'local'])
    expect(await shareOf(20, 2)).toEqual(['granted', 'local'])
    const limiter = createLimiter(store.connect(), { onStoreFailure: { fallbackProcesses: 20 } })
    const slow = request({ limit: { calls: 9, windowMs: 60_000 } })
    ;(await limiter.acquire(slow)).release()
    const next = limiter.acquire(slow)
    await vi.advanceTimersByTimeAsync(180_999)
    expect(await stateOf(next)).toBe('pending')
    await vi.advanceTimersByTimeAsync(1)
    expect(await stateOf(next)).toBe('granted')
    limiter.pause('key-2', 5_000)
    await expect(
      limiter.acquire(request({ key: 'key-2', limit: null, maxQueueMs: 0 })),
    ).rejects.toMatchObject({
      limitedBy: 'local',
    })
  })
})

describe('arguments of createSharedRateLimiter', () => {
  const options = { points: 1, duration: 1 }
  const create = (limiter: unknown, settings?: unknown): RateLimiter =>
    createSharedRateLimiter(limiter as FlexibleLimiter, settings as SharedRateLimiterOptions)

  it('accepts a limiter of the library', async () => {
    const limiter: RateLimiter = create(new RateLimiterMemory(options))
    const permits: Permit[] = await Promise.all([1, 2, 3].map(() => limiter.acquire(request())))
    expect(permits.length).toBe(3)
    await expect(limiter.acquire(request({ maxQueueMs: 0 }))).rejects.toMatchObject({ limitedBy: 'local' })
  })

  it.each([
    ['limiter', undefined],
    ['limiter', 'redis'],
    ['limiter.consume', {}],
    ['limiter.get', { consume: () => undefined }],
    ['limiter.points', new RateLimiterMemory({ points: 9, duration: 60 })],
    ['limiter.blockDuration', new RateLimiterMemory({ ...options, blockDuration: 10 })],
    ['limiter.execEvenly', new RateLimiterMemory({ ...options, execEvenly: true })],
    [
      'limiter.inMemoryBlockOnConsumed',
      Object.assign(new RateLimiterMemory(options), { inMemoryBlockOnConsumed: 1 }),
    ],
    [
      'limiter.insuranceLimiter',
      Object.assign(new RateLimiterMemory(options), { insuranceLimiter: new RateLimiterMemory(options) }),
    ],
    ['limiter', new (class RateLimiterRedisNonAtomic extends RateLimiterMemory {})(options)],
  ])('rejects a wrong %s', (field, limiter) => {
    expect(() => create(limiter)).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field }))
  })

  it.each([
    ['options', null],
    ['options', { timeout: 1 }],
    ['storeTimeoutMs', { storeTimeoutMs: 0 }],
    ['storeTimeoutMs', { storeTimeoutMs: 10_001 }],
    ['onStoreFailure', { onStoreFailure: 'local' }],
    ['onStoreFailure', { onStoreFailure: null }],
    ['onStoreFailure', { onStoreFailure: { fallbackProcesses: 0 } }],
  ])('rejects a wrong option %s', (field, settings) => {
    expect(() => create(new RateLimiterMemory(options), settings)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })
})
