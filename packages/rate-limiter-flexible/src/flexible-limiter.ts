import { configurationError } from '@cekstatus/core/provider'

/** What `rate-limiter-flexible` tells about a key. */
export interface FlexibleResult {
  /** Milliseconds until the key is free again. */
  msBeforeNext: number
  /** More than `points` when somebody else has the slot. */
  consumedPoints: number
}

/** What is used of a limiter of `rate-limiter-flexible`, such as `RateLimiterRedis`, with `points: 1`. */
export interface FlexibleLimiter {
  /** Must be 1. */
  readonly points: number
  /** Must be 0. */
  readonly blockDuration: number
  /** Must be false. */
  readonly execEvenly: boolean
  /** Takes a slot for so many seconds; rejects with a `FlexibleResult` when it is taken. */
  consume(key: string, points: number, options: { customDuration: number }): Promise<FlexibleResult>
  /** What is known of a key; null when nothing is. */
  get(key: string): Promise<FlexibleResult | null>
  /** Keeps a slot for so many seconds from now. */
  set(key: string, points: number, seconds: number): Promise<unknown>
  /** Holds a key back for so many seconds: a pause that the provider asked for. */
  block(key: string, seconds: number): Promise<unknown>
  /** Frees a slot at once. */
  delete(key: string): Promise<unknown>
}

const methods = ['consume', 'get', 'set', 'block', 'delete']

/** Options of the library that change what taking a slot means, and what each of them has to be. */
const settings: Record<string, { holds(value: unknown): boolean; fix: string }> = {
  points: {
    holds: (value) => value === 1,
    fix: 'make the limiter with points: 1; a slot is taken by one call',
  },
  blockDuration: { holds: isUnset, fix: 'must not be set; it would block slots that are free' },
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
      'NonAtomic limiters are not supported; pass one that counts atomically',
    )
  }
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === 0 || value === false
}
