import { createRateLimiter, isCekStatusError, type RateLimit, type RateLimiter } from '@cekstatus/core'
import { createBoundedRateLimiter } from '@cekstatus/core/provider'
import { checkFlexibleLimiter, type FlexibleLimiter } from './flexible-limiter.ts'
import { checkSharedOptions, type SharedRateLimiterOptions } from './options.ts'
import { createSharedQueue } from './shared-queue.ts'
import { createStore } from './store.ts'

export type { FlexibleLimiter, FlexibleResult } from './flexible-limiter.ts'
export type { SharedRateLimiterOptions } from './options.ts'

/**
 * Creates a rate limiter that all processes of a fleet share, from a limiter of `rate-limiter-flexible` with `points: 1`,
 * such as `RateLimiterRedis`.
 *
 * That library counts fixed windows, two of which overlap any rolling window. Therefore a limit of n calls is n slots of
 * one point each. A slot is taken for the longest possible call, and kept for the window and a second after its response.
 *
 * @throws CekStatusError `CONFIGURATION` naming the invalid option
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

/** Uses a local limiter with this process's share of the limit while the store fails. */
function withFallback(shared: RateLimiter, processes: number): RateLimiter {
  const local = createRateLimiter()
  return {
    acquire: async (request) => {
      try {
        return await shared.acquire(request)
      } catch (error) {
        if (!isCekStatusError(error) || error.limitedBy !== 'store') throw error
        return local.acquire({ ...request, limit: divide(request.limit, processes) })
      }
    },
    pause: (key, delayMs) => {
      shared.pause(key, delayMs)
      local.pause(key, delayMs)
    },
  }
}

/** Fewer calls in the window, or, where that would be none, one call in a longer window. */
function divide(limit: RateLimit | null, processes: number): RateLimit | null {
  if (limit === null) return null
  const calls = Math.floor(limit.calls / processes)
  if (calls >= 1) return { calls, windowMs: limit.windowMs }
  return { calls: 1, windowMs: limit.windowMs * Math.ceil(processes / limit.calls) }
}
