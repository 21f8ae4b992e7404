import { type Claim, createLine, type Line } from './line.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { limiterFull } from './refusals.ts'

/** How much one limiter may remember. */
const bounds = { maxKeys: 100_000, maxWaiters: 100_000 }
/** Below this many keys it is not worth looking for those that can be forgotten. */
const minKeysToSweep = 1_000

/** Nobody else can have taken a slot of this process. */
const taken: Claim = { outcome: 'taken', release: () => undefined, giveBack: () => undefined }
const claim = (): Promise<Claim> => Promise.resolve(taken)

/**
 * Makes a rate limiter of this process alone, apart from the one that all clients share unless they are given another.
 * For clients that must not wait for one another although they use the same credential, or that have no constant one.
 *
 * It remembers at most 100 000 keys, forgets those that are idle, and lets at most 100 000 calls wait.
 */
export function createRateLimiter(): RateLimiter {
  return createBoundedRateLimiter(bounds)
}

export function createBoundedRateLimiter({ maxKeys, maxWaiters }: typeof bounds): RateLimiter {
  const lines = new Map<string, Line>()
  let waiting = 0
  let sweepAt = minKeysToSweep

  const sweep = (): void => {
    for (const [key, line] of lines) if (line.isIdle()) lines.delete(key)
    sweepAt = Math.max(minKeysToSweep, 2 * lines.size)
  }

  const open = (key: string): Line | null => {
    const known = lines.get(key)
    if (known !== undefined) return known
    if (lines.size >= Math.min(sweepAt, maxKeys)) sweep()
    if (lines.size >= maxKeys) return null
    const line = createLine(claim, { spreadMs: 0 })
    lines.set(key, line)
    return line
  }

  return {
    acquire: async (request) => {
      const line = open(request.key)
      if (line === null) throw limiterFull(`${maxKeys} keys`)
      if (waiting >= maxWaiters) throw limiterFull(`${maxWaiters} waiting calls`)
      waiting += 1
      try {
        return await line.acquire(request)
      } finally {
        waiting -= 1
      }
    },
    pause: (key, delayMs) => open(key)?.pause(delayMs),
  }
}
