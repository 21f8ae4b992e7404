import type { Queue } from './queue.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { limiterFull } from './refusals.ts'

const defaultBounds = { maxKeys: 100_000, maxWaiters: 100_000 }
/** With fewer keys, looking for idle ones is not worth the time. */
const minKeysToSweep = 1_000

/** Creates a limiter with one queue per key. It forgets idle queues and refuses what exceeds its bounds. */
export function createBoundedRateLimiter(
  createQueue: (key: string) => Queue,
  { maxKeys, maxWaiters } = defaultBounds,
): RateLimiter {
  const queues = new Map<string, Queue>()
  let waiting = 0
  let sweepAt = minKeysToSweep

  const sweep = (): void => {
    for (const [key, queue] of queues) if (queue.isIdle()) queues.delete(key)
    sweepAt = Math.max(minKeysToSweep, 2 * queues.size)
  }

  const open = (key: string): Queue | null => {
    const known = queues.get(key)
    if (known !== undefined) return known
    if (queues.size >= Math.min(sweepAt, maxKeys)) sweep()
    if (queues.size >= maxKeys) return null
    const queue = createQueue(key)
    queues.set(key, queue)
    return queue
  }

  return {
    acquire: async (request) => {
      const queue = open(request.key)
      if (queue === null) throw limiterFull(`${maxKeys} keys`)
      if (waiting >= maxWaiters) throw limiterFull(`${maxWaiters} waiting calls`)
      waiting += 1
      try {
        return await queue.acquire(request)
      } finally {
        waiting -= 1
      }
    },
    pause: (key, delayMs) => open(key)?.pause(delayMs),
  }
}
