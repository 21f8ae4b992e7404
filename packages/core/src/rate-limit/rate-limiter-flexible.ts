import { isCekStatusError } from '../errors.ts'
import { createBoundedRateLimiter } from './bounded-limiter.ts'
import { createRateLimiter } from './local-limiter.ts'
import type { RateLimit, RateLimiter } from './rate-limiter.ts'
import { checkFlexibleLimiter, type FlexibleLimiter } from './shared/flexible-limiter.ts'
import { checkSharedOptions, type SharedRateLimiterOptions } from './shared/options.ts'
import { createSharedQueue } from './shared/shared-queue.ts'
import { createStore } from './shared/store.ts'

export type { Permit, PermitRequest, RateLimit, RateLimiter } from './rate-limiter.ts'
export type { FlexibleLimiter, FlexibleResult } from './shared/flexible-limiter.ts'
export type { SharedRateLimiterOptions } from './shared/options.ts'

/**
 * Makes a rate limiter that all processes of a fleet share, of a limiter of `rate-limiter-flexible` with `points: 1`,
 * such as `RateLimiterRedis`.
 *
 * That library counts fixed windows, of which two can meet in one rolling one. So a limit of n calls is n slots of one
 * point each, taken for as long as a call may last and then kept for the window and a second from its answer.
 *
 * @throws CekStatusError `CONFIGURATION` naming the option of the limiter, or the option here, that is wrong
 */
export function createSharedRateLimiter(
  limiter: FlexibleLimiter,
  options: SharedRateLimiterOptions = {},
): RateLimiter {
  checkFlexibleLimiter(limiter)
  const { storeTimeoutMs, onStoreFailure } = checkSharedOptions(options)
  const store = createStore(limiter, { timeoutMs: storeTimeoutMs })
  const shared = createBoundedRateLimiter((key) =>
    createSharedQueue(store, key, { timeoutMs: storeTimeoutMs }),
  )
  return onStoreFailure === 'reject' ? shared : withFallback(shared, onStoreFailure.fallbackProcesses)
}

/** Goes on in this process alone, with its share of the limit, where the store does not answer. */
function withFallback(shared: RateLimiter, processes: number): RateLimiter {
  const alone = createRateLimiter()
  return {
    acquire: async (request) => {
      try {
        return await shared.acquire(request)
      } catch (error) {
        if (!isCekStatusError(error) || error.limitedBy !== 'store') throw error
        return alone.acquire({ ...request, limit: divide(request.limit, processes) })
      }
    },
    pause: (key, delayMs) => {
      shared.pause(key, delayMs)
      alone.pause(key, delayMs)
    },
  }
}

/** Fewer calls in the window, or where that is none, one call in a longer window. */
function divide(limit: RateLimit | null, processes: number): RateLimit | null {
  if (limit === null) return null
  const calls = Math.floor(limit.calls / processes)
  if (calls >= 1) return { calls, windowMs: limit.windowMs }
  return { calls: 1, windowMs: limit.windowMs * Math.ceil(processes / limit.calls) }
}
