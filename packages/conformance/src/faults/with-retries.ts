import type { Demand, Fault } from './fault.ts'

/** Inquiries that a call with retries may send in these tests. */
export const maxAttempts = 2

/** Errors that another attempt may cure, as the errors' own table has it. */
const retried: readonly string[] = ['NETWORK', 'TIMEOUT', 'RATE_LIMITED', 'PROVIDER_UNAVAILABLE']

/** The longest pause that fits the deadline of the calls of these tests. */
const longestPauseMs = 100_000

/**
 * What a caller with retries must get, where the fault strikes once: an error that may pass is followed by the answer at
 * the second attempt, after the pause that the provider demands; a fault that stays is the same error; and everything
 * else is as without retries.
 */
export function demandWithRetries({ meets, strikes = 1 }: Fault, demand: Demand): Demand {
  if (!('code' in demand) || !retried.includes(demand.code)) return demand
  const { retryAfterMs } = demand
  if (typeof retryAfterMs === 'number' && retryAfterMs > longestPauseMs) return { ...demand, attempts: 1 }
  if (typeof meets === 'string' || strikes >= maxAttempts) return demand
  const paused = typeof retryAfterMs === 'number' && retryAfterMs > 0 ? { pausedMs: retryAfterMs } : {}
  return { status: 'success', attempts: maxAttempts, ...paused }
}
