import { createBoundedRateLimiter } from './bounded-limiter.ts'
import { type Claim, createLine, type Line } from './queue.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** Nobody else can have taken a slot of this process. */
const taken: Claim = { outcome: 'taken', release: () => undefined, giveBack: () => undefined }
const claim = (): Promise<Claim> => Promise.resolve(taken)

/** A line whose slots are in this process alone. */
export function createLocalLine(): Line {
  return createLine(claim, { spreadMs: 0 })
}

/**
 * Makes a rate limiter of this process alone, apart from the one that all clients share unless they are given another.
 * For clients that must not wait for one another although they use the same credential, or that have no constant one.
 *
 * It remembers at most 100 000 keys, forgets those that are idle, and lets at most 100 000 calls wait.
 */
export function createRateLimiter(): RateLimiter {
  return createBoundedRateLimiter(createLocalLine)
}
