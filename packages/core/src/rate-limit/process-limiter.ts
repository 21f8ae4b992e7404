import { createRateLimiter } from './local-limiter.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** The number changes with the interface or with the meaning of a key. */
const place = Symbol.for('cekstatus.rate-limiter.1')

/**
 * Returns the default rate limiter of the process. It is kept under a registered symbol on the global object, because a
 * provider counts two copies of this package, such as ESM and CommonJS, as one caller.
 */
export function getProcessRateLimiter(): RateLimiter {
  const holder = globalThis as { [place]?: RateLimiter }
  const known = holder[place]
  if (known !== undefined) return known
  const limiter = createRateLimiter()
  Object.defineProperty(holder, place, { value: limiter, configurable: true })
  return limiter
}
