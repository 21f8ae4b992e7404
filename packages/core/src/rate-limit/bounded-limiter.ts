import type { Line } from './queue.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { limiterFull } from './refusals.ts'

/** How much one limiter may remember. */
const defaultBounds = { maxKeys: 100_000, maxWaiters: 100_000 }
/** Below this many keys it is not worth looking for those that can be forgotten. */
const minKeysToSweep = 1_000

/** Makes a limiter of one line per key. It forgets lines that are idle; what is one too many is refused. */
export function createBoundedRateLimiter(
  createLine: (key: string) => Line,
  { maxKeys, maxWaiters } = defaultBounds,
): RateLimiter {
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
    const line = createLine(key)
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
