import type { CekStatusError } from '../errors.ts'
import { spreadDelay } from '../jitter.ts'
import { maxRetryAfterMs } from '../options.ts'

/** When and how often a call that failed is tried again. */
export interface RetryOptions {
  /** Tries of one call at most, the first one included, from 1 to 100. Default: 3. */
  maxAttempts?: number
  /** Milliseconds before the second try, doubled for each one after it, from 1. Default: 500. */
  baseDelayMs?: number
  /** Where the doubling ends, not below `baseDelayMs`. Default: 8 000. */
  maxDelayMs?: number
  /** Spreads each pause between half and all of the planned one; default: `Math.random`. */
  random?: () => number
}

export const defaultRetry = {
  maxAttempts: 3,
  baseDelayMs: 500,
  maxDelayMs: 8_000,
} as const satisfies RetryOptions

/** How to try again; complete, and with one try where the options say never. */
export type RetryPlan = Required<RetryOptions>

/** Fills in the defaults; `false` is one try. */
export function readRetryPlan(retry: false | RetryOptions | undefined): RetryPlan {
  const {
    maxAttempts = defaultRetry.maxAttempts,
    baseDelayMs = defaultRetry.baseDelayMs,
    maxDelayMs = Math.max(defaultRetry.maxDelayMs, baseDelayMs),
    random = Math.random,
  }: RetryOptions = retry === false ? { maxAttempts: 1 } : (retry ?? {})
  return { maxAttempts, baseDelayMs, maxDelayMs, random }
}

/**
 * Milliseconds to pause after so many tries, from 1: exponential, spread between half and all of it, and not shorter
 * than what the provider demands, up to an hour.
 */
export function delayAfter(error: CekStatusError, tries: number, plan: RetryPlan): number {
  const plannedMs = Math.min(plan.maxDelayMs, plan.baseDelayMs * 2 ** (tries - 1))
  return Math.max(spreadDelay(plannedMs, plan.random), Math.min(error.retryAfterMs ?? 0, maxRetryAfterMs))
}
