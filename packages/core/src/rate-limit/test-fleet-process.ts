import { pathToFileURL } from 'node:url'
import { isCekStatusError } from '../errors.ts'
import type { RateLimit, RateLimiter } from './rate-limiter.ts'

/** What the test tells each process of its fleet. */
export interface FleetSettings {
  /** The module of the page whose example makes the limiter. */
  example: string
  redisUrl: string
  /** The server that counts. */
  providerUrl: string
  limit: RateLimit
  holdMs: number
}

/** What a process tells the test of each call. */
export interface FleetReport {
  outcome: 'sent' | 'local' | 'store' | 'failed'
  /** How long the limiter took to say so. */
  decidedAfterMs: number
}

/** Asks as fast as the limiter lets it, until the test ends it. */
async function work(
  limiter: RateLimiter,
  settings: FleetSettings,
  { maxQueueMs }: { maxQueueMs: number },
): Promise<never> {
  const { limit, holdMs, providerUrl } = settings
  for (;;) {
    const startedAt = performance.now()
    const report = (outcome: FleetReport['outcome']): void => {
      process.send?.({ outcome, decidedAfterMs: performance.now() - startedAt } satisfies FleetReport)
    }
    try {
      const { signal } = new AbortController()
      const permit = await limiter.acquire({ key: 'fleet', limit, holdMs, maxQueueMs, signal })
      report('sent')
      await fetch(providerUrl, { signal: AbortSignal.timeout(holdMs) }).catch(() => undefined)
      permit.release()
    } catch (error) {
      report(
        isCekStatusError(error) && error.limitedBy !== 'provider' ? (error.limitedBy ?? 'failed') : 'failed',
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

const settings = JSON.parse(process.argv[2] ?? '') as FleetSettings
const { createFleetRateLimiter } = (await import(pathToFileURL(settings.example).href)) as {
  createFleetRateLimiter(url: string): Promise<RateLimiter>
}
const limiter = await createFleetRateLimiter(settings.redisUrl)
// Calls that wait for their turn, and one after another that does not wait at all.
for (const maxQueueMs of [60_000, 60_000, 0]) void work(limiter, settings, { maxQueueMs })
