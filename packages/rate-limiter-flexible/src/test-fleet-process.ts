import { pathToFileURL } from 'node:url'
import { isCekStatusError, type RateLimit, type RateLimiter } from '@cekstatus/core'

export interface FleetSettings {
  /** The module with the README's example, which creates the limiter. */
  example: string
  redisUrl: string
  providerUrl: string
  limit: RateLimit
  holdMs: number
}

/** The outcome of one call, sent to the test. */
export interface FleetReport {
  outcome: 'sent' | 'local' | 'store' | 'failed'
  /** Milliseconds until the limiter decided. */
  decidedAfterMs: number
}

/** Calls as fast as the limiter permits, until the test ends the process. */
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
// Two loops of calls that wait in the queue, and one of calls that never wait.
for (const maxQueueMs of [60_000, 60_000, 0]) void work(limiter, settings, { maxQueueMs })
