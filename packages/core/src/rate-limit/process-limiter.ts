import { createRateLimiter } from './local-limiter.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** The number changes with the interface or with what a key stands for. */
const place = Symbol.for('cekstatus.rate-limiter.1')

/**
 * The rate limiter that all clients of the process share unless they are given another. It lies under a registered
 * symbol on the global object, because two copies of this package, such as ESM and CommonJS, count as one to a provider.
 */
export function getProcessRateLimiter(): RateLimiter {
  const holder = globalThis as { [place]?: RateLimiter }
  const known = holder[place]
  if (known !== undefined) return known
  const limiter = createRateLimiter()
  Object.defineProperty(holder, place, { value: limiter, configurable: true })
  return limiter
}
