import { createBoundedRateLimiter } from './bounded-limiter.ts'
import { type Claim, createQueue, type Queue } from './queue.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** No other process can have taken a slot of this one. */
const taken: Claim = { outcome: 'taken', release: () => undefined, giveBack: () => undefined }
const claim = (): Promise<Claim> => Promise.resolve(taken)

export function createLocalQueue(): Queue {
  return createQueue(claim, { spreadMs: 0 })
}

/**
 * Creates a rate limiter inside this process, separate from the default one that all clients share. Use it for clients
 * that must not wait for one another although they use the same credential, or that have no constant credential.
 *
 * It remembers at most 100 000 keys, forgets idle ones, and lets at most 100 000 calls wait.
 */
export function createRateLimiter(): RateLimiter {
  return createBoundedRateLimiter(createLocalQueue)
}
