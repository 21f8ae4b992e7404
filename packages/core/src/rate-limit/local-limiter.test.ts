import { mostInWindow, stateOf } from '@cekstatus/test-server'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBoundedRateLimiter } from './bounded-limiter.ts'
import { createLocalQueue, createRateLimiter } from './local-limiter.ts'
import type { Permit } from './rate-limiter.ts'
import { marginMs } from './slots.ts'
import { permitRequest } from './test-permits.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  // Whatever a test did, nothing may be left that keeps a process alive.
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** One call of a schedule: when it comes, how long it is under way, and when within that it reaches the provider. */
interface Scheduled {
  comesAt: number
  latencyMs: number
  arrivalShare: number
  fate: 'answered' | 'never released' | 'aborted'
  abortedAfterMs: number
}

const scheduled = (holdMs: number): fc.Arbitrary<Scheduled> =>
  fc.record({
    comesAt: fc.nat(20_000),
    latencyMs: fc.integer({ min: 0, max: holdMs }),
    arrivalShare: fc.double({ min: 0, max: 1, noNaN: true }),
    fate: fc.constantFrom('answered', 'answered', 'answered', 'never released', 'aborted'),
    abortedAfterMs: fc.nat(15_000),
  })

const schedules = fc.record({
  calls: fc.integer({ min: 1, max: 5 }),
  windowMs: fc.integer({ min: 1, max: 10_000 }),
  holdMs: fc.constant(4_000),
  list: fc.array(scheduled(4_000), { minLength: 1, maxLength: 25 }),
})

interface Played {
  call: Scheduled
  grantedAt: number | null
  arrivedAt: number | null
}

async function play(
  { calls, windowMs, holdMs }: { calls: number; windowMs: number; holdMs: number },
  list: readonly Scheduled[],
): Promise<Played[]> {
  const limiter = createRateLimiter()
  const startedAt = performance.now()
  const played = list.map((call): Played => ({ call, grantedAt: null, arrivedAt: null }))
  for (const entry of played) {
    const { comesAt, latencyMs, arrivalShare, fate, abortedAfterMs } = entry.call
    setTimeout(() => {
      const controller = new AbortController()
      if (fate === 'aborted') setTimeout(() => controller.abort(), abortedAfterMs)
      const request = permitRequest({ limit: { calls, windowMs }, holdMs, signal: controller.signal })
      limiter.acquire(request).then(
        (permit) => {
          entry.grantedAt = performance.now() - startedAt
          entry.arrivedAt = entry.grantedAt + latencyMs * arrivalShare
          if (fate !== 'never released') setTimeout(() => permit.release(), latencyMs)
        },
        () => undefined,
      )
    }, comesAt)
  }
  await vi.runAllTimersAsync()
  return played
}

describe('any schedule of calls', () => {
  it('never passes the limit in any window as the provider counts arrivals', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ list, ...limit }) => {
        const arrivals = (await play(limit, list)).flatMap(({ arrivedAt }) => arrivedAt ?? [])
        expect(mostInWindow(arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.calls)
        expect(vi.getTimerCount()).toBe(0)
      }),
      { numRuns: 150 },
    )
  })

  it('goes first come, first served, each call as soon as a slot has rested', async () => {
    const patient = schedules.map(({ list, ...rest }) => ({
      ...rest,
      list: list
        .map((call) => ({ ...call, fate: call.fate === 'aborted' ? ('answered' as const) : call.fate }))
        .sort((left, right) => left.comesAt - right.comesAt),
    }))
    await fc.assert(
      fc.asyncProperty(patient, async ({ list, ...limit }) => {
        const played = await play(limit, list)
        // The model: slots are times at which they are free again, and every call takes the earliest.
        const free = Array.from({ length: limit.calls }, () => 0)
        const wanted = list.map(({ comesAt, latencyMs, fate }) => {
          free.sort((left, right) => left - right)
          const goesAt = Math.max(comesAt, free[0] ?? 0)
          const endsAt = goesAt + (fate === 'never released' ? limit.holdMs : latencyMs)
          free[0] = endsAt + limit.windowMs + marginMs
          return goesAt
        })
        const modelHolds = isPredictable(list, wanted)
        const granted = played.map(({ grantedAt }) => grantedAt ?? Number.NaN)
        expect(granted.every((time) => Number.isFinite(time))).toBe(true)
        expect([...granted].sort((left, right) => left - right)).toEqual(granted)
        if (modelHolds) expect(granted.map(Math.round)).toEqual(wanted.map(Math.round))
      }),
      { numRuns: 150 },
    )
  })
})

/** The model decides at arrival what the limiter decides later; they agree where no call overtakes another. */
function isPredictable(list: readonly Scheduled[], wanted: readonly number[]): boolean {
  return wanted.every((time, index) => index === 0 || time >= (wanted[index - 1] ?? 0)) && list.length > 0
}

describe('waiting', () => {
  const waitForWindowMs = 10_000 + marginMs

  async function fill(
    limiter = createRateLimiter(),
  ): Promise<{ limiter: typeof limiter; permits: Permit[] }> {
    const permits = [await limiter.acquire(permitRequest()), await limiter.acquire(permitRequest())]
    return { limiter, permits }
  }

  it('is refused at once when it is known not to fit, with what it would take', async () => {
    const { limiter, permits } = await fill()
    await vi.advanceTimersByTimeAsync(1_000)
    for (const permit of permits) permit.release()
    await vi.advanceTimersByTimeAsync(500)
    await expect(limiter.acquire(permitRequest({ maxQueueMs: 10_499 }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'local',
      retryAfterMs: waitForWindowMs - 500,
      retryable: true,
    })
    expect(vi.getTimerCount()).toBe(0)
    const fits = limiter.acquire(permitRequest({ maxQueueMs: waitForWindowMs - 500 }))
    await vi.advanceTimersByTimeAsync(waitForWindowMs - 501)
    expect(await stateOf(fits)).toBe('pending')
    await vi.advanceTimersByTimeAsync(1)
    expect(await stateOf(fits)).toBe('granted')
  })

  it('counts those who wait before', async () => {
    const { limiter, permits } = await fill()
    for (const permit of permits) permit.release()
    const before = [limiter.acquire(permitRequest()), limiter.acquire(permitRequest())]
    const refused = limiter.acquire(permitRequest({ maxQueueMs: 2 * waitForWindowMs - 1 }))
    await expect(refused).rejects.toMatchObject({ retryAfterMs: 2 * waitForWindowMs })
    const last = limiter.acquire(permitRequest({ maxQueueMs: 2 * waitForWindowMs }))
    await vi.advanceTimersByTimeAsync(waitForWindowMs)
    for (const waiting of before) (await waiting).release()
    await vi.advanceTimersByTimeAsync(waitForWindowMs)
    expect(await stateOf(last)).toBe('granted')
  })

  it('fails fast with maxQueueMs 0, and not where a slot is free', async () => {
    const limiter = createRateLimiter()
    const request = permitRequest({ maxQueueMs: 0 })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => limiter.acquire(request)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })

  it('ends as soon as an answer makes it too long', async () => {
    const { limiter, permits } = await fill()
    const waiting = limiter.acquire(permitRequest({ maxQueueMs: waitForWindowMs + 1_000 }))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await stateOf(waiting)).toBe('pending')
    permits[0]?.release()
    permits[1]?.release()
    expect(await stateOf(waiting)).toMatchObject({ error: { code: 'RATE_LIMITED', limitedBy: 'local' } })
  })

  it('ends after maxQueueMs when calls are never released', async () => {
    const { limiter } = await fill()
    const waiting = limiter.acquire(permitRequest({ maxQueueMs: waitForWindowMs }))
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await vi.advanceTimersByTimeAsync(waitForWindowMs)
    await outcome
  })

  it('tells the caller how long it is at least, and says nothing where there is none', async () => {
    const onWait = vi.fn()
    const limiter = createRateLimiter()
    await limiter.acquire(permitRequest({ onWait }))
    await limiter.acquire(permitRequest({ onWait }))
    expect(onWait).not.toHaveBeenCalled()
    const controller = new AbortController()
    const waiting = limiter.acquire(permitRequest({ onWait, signal: controller.signal }))
    expect(onWait.mock.calls).toEqual([[waitForWindowMs]])
    controller.abort()
    await expect(waiting).rejects.toBe(controller.signal.reason)
  })

  it('leaves queue, timer and listener when it is aborted', async () => {
    const { limiter, permits } = await fill()
    const controller = new AbortController()
    const remove = vi.spyOn(controller.signal, 'removeEventListener')
    const aborted = limiter.acquire(permitRequest({ signal: controller.signal }))
    const next = limiter.acquire(permitRequest())
    for (const permit of permits) permit.release()
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    expect(remove).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(waitForWindowMs)
    expect(await stateOf(next)).toBe('granted')
    await expect(limiter.acquire(permitRequest({ signal: controller.signal }))).rejects.toThrow('enough')
  })

  it('lets 20,000 calls come and be aborted without looking at all of them each time', async () => {
    const { limiter } = await fill()
    const calls = Array.from({ length: 20_000 }, () => {
      const controller = new AbortController()
      const { signal } = controller
      return { controller, permit: limiter.acquire(permitRequest({ signal, maxQueueMs: 2_000_000_000 })) }
    })
    expect(await stateOf(calls.at(-1)?.permit ?? Promise.resolve())).toBe('pending')
    for (const { controller } of calls) controller.abort(new Error('enough'))
    const outcomes = await Promise.allSettled(calls.map(({ permit }) => permit))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    await vi.advanceTimersByTimeAsync(5_000 + waitForWindowMs)
    expect(await stateOf(limiter.acquire(permitRequest({ maxQueueMs: 0 })))).toBe('granted')
  })

  it('is not moved by the machine’s clock', async () => {
    const { limiter, permits } = await fill()
    for (const permit of permits) permit.release()
    const waiting = limiter.acquire(permitRequest())
    vi.setSystemTime(Date.now() + 86_400_000)
    await vi.advanceTimersByTimeAsync(waitForWindowMs - 1)
    expect(await stateOf(waiting)).toBe('pending')
    vi.setSystemTime(Date.now() - 2 * 86_400_000)
    await vi.advanceTimersByTimeAsync(1)
    expect(await stateOf(waiting)).toBe('granted')
  })
})

describe('a pause', () => {
  it('holds back everyone under the key and nobody else, also where there is no limit', async () => {
    const limiter = createRateLimiter()
    limiter.pause('key-1', 7_000)
    const held = [limiter.acquire(permitRequest()), limiter.acquire(permitRequest({ limit: null }))]
    expect(await stateOf(limiter.acquire(permitRequest({ key: 'key-2' })))).toBe('granted')
    await vi.advanceTimersByTimeAsync(6_999)
    expect(await Promise.all(held.map(stateOf))).toEqual(['pending', 'pending'])
    await vi.advanceTimersByTimeAsync(1)
    expect(await Promise.all(held.map(stateOf))).toEqual(['granted', 'granted'])
  })

  it('reaches those who wait already, is never shortened by another, and ends after an hour', async () => {
    const limiter = createRateLimiter()
    limiter.pause('key-1', 1_000)
    const impatient = limiter.acquire(permitRequest({ limit: null, maxQueueMs: 5_000 }))
    const patient = limiter.acquire(permitRequest({ limit: null, maxQueueMs: 2 * 3_600_000 }))
    limiter.pause('key-1', 1e15)
    limiter.pause('key-1', 10)
    expect(await stateOf(impatient)).toMatchObject({
      error: { code: 'RATE_LIMITED', limitedBy: 'local', retryAfterMs: 3_600_000 },
    })
    await vi.advanceTimersByTimeAsync(3_599_999)
    expect(await stateOf(patient)).toBe('pending')
    await vi.advanceTimersByTimeAsync(1)
    expect(await stateOf(patient)).toBe('granted')
  })
})

describe('a permit', () => {
  it('counts once, however often it is released', async () => {
    const limiter = createRateLimiter()
    const limit = { calls: 1, windowMs: 10_000 }
    const permit = await limiter.acquire(permitRequest({ limit }))
    permit.release()
    await vi.advanceTimersByTimeAsync(5_000)
    permit.release()
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await stateOf(limiter.acquire(permitRequest({ limit, maxQueueMs: 0 })))).toBe('granted')
  })

  it('released after its hold keeps the slot of the call that has it now', async () => {
    const limiter = createRateLimiter()
    const limit = { calls: 1, windowMs: 1_000 }
    const late = await limiter.acquire(permitRequest({ limit, holdMs: 1_000 }))
    await vi.advanceTimersByTimeAsync(3_000)
    await limiter.acquire(permitRequest({ limit, holdMs: 60_000, maxQueueMs: 0 }))
    late.release()
    await vi.advanceTimersByTimeAsync(30_000)
    await expect(limiter.acquire(permitRequest({ limit, maxQueueMs: 0 }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    })
  })
})

describe('memory', () => {
  it('forgets idle keys and keeps what still counts', async () => {
    const limiter = createRateLimiter()
    const limit = { calls: 1, windowMs: 10_000 }
    const keep = permitRequest({ key: 'kept', limit, holdMs: 3_600_000, maxQueueMs: 0 })
    await limiter.acquire(keep)
    const added = vi.spyOn(Map.prototype, 'set')
    const forgotten = vi.spyOn(Map.prototype, 'delete')
    for (let round = 0; round < 5; round += 1) {
      for (let index = 0; index < 1_000; index += 1) {
        const key = `${round}-${index}`
        const permit = await limiter.acquire(permitRequest({ key, limit }))
        permit.release()
      }
      await vi.advanceTimersByTimeAsync(11_000)
    }
    expect(added.mock.calls.length - forgotten.mock.calls.length).toBeLessThanOrEqual(2_000)
    added.mockRestore()
    forgotten.mockRestore()
    await expect(limiter.acquire(keep)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })

  it('is bounded: a key or a waiting call too many is refused', async () => {
    const limiter = createBoundedRateLimiter(createLocalQueue, { maxKeys: 10, maxWaiters: 20 })
    const full = { code: 'RATE_LIMITED', limitedBy: 'local', retryAfterMs: null }
    const waiting = Array.from({ length: 20 }, (_, index) => {
      const key = `key-${index % 10}`
      limiter.pause(key, 60_000)
      return limiter.acquire(permitRequest({ key, limit: null }))
    })
    await expect(limiter.acquire(permitRequest({ key: 'one more key' }))).rejects.toMatchObject(full)
    await expect(limiter.acquire(permitRequest({ limit: null }))).rejects.toMatchObject(full)
    limiter.pause('one more key', 60_000)
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await Promise.allSettled(waiting)).every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await stateOf(limiter.acquire(permitRequest({ key: 'one more key' })))).toBe('granted')
  })

  it('refuses a key too many also while calls may still wait', async () => {
    const limiter = createBoundedRateLimiter(createLocalQueue, { maxKeys: 1, maxWaiters: 20 })
    const permit = await limiter.acquire(permitRequest({ key: 'first' }))
    const second = permitRequest({ key: 'second' })
    await expect(limiter.acquire(second)).rejects.toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'local' })
    permit.release()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await stateOf(limiter.acquire(second))).toBe('granted')
  })
})
