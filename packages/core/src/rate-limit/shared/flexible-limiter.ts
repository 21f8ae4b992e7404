import { configurationError } from '../../errors.ts'

/** What `rate-limiter-flexible` tells about a key. */
export interface FlexibleResult {
  msBeforeNext: number
  consumedPoints: number
}

/** What is used of a limiter of `rate-limiter-flexible`, such as `RateLimiterRedis`, with `points: 1`. */
export interface FlexibleLimiter {
  readonly points: number
  readonly blockDuration: number
  readonly execEvenly: boolean
  consume(key: string, points: number, options: { customDuration: number }): Promise<FlexibleResult>
  get(key: string): Promise<FlexibleResult | null>
  set(key: string, points: number, seconds: number): Promise<unknown>
  block(key: string, seconds: number): Promise<unknown>
  delete(key: string): Promise<unknown>
}

const methods = ['consume', 'get', 'set', 'block', 'delete']

/** Options of the library that change what taking a slot means, and what each of them has to be. */
const settings: Record<string, { holds(value: unknown): boolean; fix: string }> = {
  points: {
    holds: (value) => value === 1,
    fix: 'make the limiter with points: 1; a slot is taken by one call',
  },
  blockDuration: { holds: isUnset, fix: 'leave blockDuration out; it would hold a slot that nobody has' },
  execEvenly: { holds: isUnset, fix: 'leave execEvenly out; it delays what is already decided' },
  inMemoryBlockOnConsumed: {
    holds: isUnset,
    fix: 'leave inMemoryBlockOnConsumed out; a process would not see that a slot is free again',
  },
  insuranceLimiter: {
    holds: isUnset,
    fix: 'leave insuranceLimiter out; each process would count alone and the limit would be passed',
  },
}

/** @throws CekStatusError `CONFIGURATION` naming what about the limiter is wrong */
export function checkFlexibleLimiter(value: unknown): asserts value is FlexibleLimiter {
  if (typeof value !== 'object' || value === null) {
    throw configurationError(
      null,
      'limiter',
      'give a limiter of rate-limiter-flexible, such as RateLimiterRedis',
    )
  }
  const limiter = value as Record<string, unknown>
  const missing = methods.find((name) => typeof limiter[name] !== 'function')
  if (missing !== undefined) {
    throw configurationError(
      null,
      `limiter.${missing}`,
      'give a limiter of rate-limiter-flexible that can consume, get, set, block and delete, such as RateLimiterRedis',
    )
  }
  for (const [name, { holds, fix }] of Object.entries(settings)) {
    if (!holds(limiter[name])) throw configurationError(null, `limiter.${name}`, fix)
  }
  if (/NonAtomic/.test(value.constructor?.name ?? '')) {
    throw configurationError(
      null,
      'limiter',
      'give one that counts atomically; its name says that it does not',
    )
  }
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === 0 || value === false
}
