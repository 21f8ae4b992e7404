import { afterEach, describe, expect, it, vi } from 'vitest'
import { getProcessRateLimiter } from './process-limiter.ts'
import { permitRequest } from './test-permits.ts'

const place = Symbol.for('cekstatus.rate-limiter.1')

afterEach(() => {
  vi.resetModules()
  Reflect.deleteProperty(globalThis, place)
})

describe('the limiter of the process', () => {
  it('is one for all copies of the package', async () => {
    vi.resetModules()
    const copy = await import('./process-limiter.ts')
    expect(copy.getProcessRateLimiter).not.toBe(getProcessRateLimiter)
    const limit = { calls: 1, windowMs: 60_000 }
    const permit = await getProcessRateLimiter().acquire(permitRequest({ limit }))
    permit.release()
    await expect(
      copy.getProcessRateLimiter().acquire(permitRequest({ limit, maxQueueMs: 0 })),
    ).rejects.toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'local' })
  })

  it('is made when it is first needed, and is no property that a loop over the global object finds', () => {
    expect(Reflect.has(globalThis, place)).toBe(false)
    const limiter = getProcessRateLimiter()
    expect(getProcessRateLimiter()).toBe(limiter)
    expect(Object.getOwnPropertyDescriptor(globalThis, place)).toMatchObject({ enumerable: false })
  })
})
