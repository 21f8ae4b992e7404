import { configurationError } from '../errors.ts'
import { spreadDelay } from '../jitter.ts'
import { checkInteger, checkOptions, maxTimerMs } from '../options.ts'
import { type Status, statusRules } from '../status.ts'
import type { Transaction } from '../transaction.ts'

type WaitingStatus = {
  [Name in Status]: (typeof statusRules)[Name]['final'] extends false ? Name : never
}[Status]

/**
 * When to poll, as plain data: milliseconds between one inquiry and the next, by the last known status, the last one for
 * all that follow. Each list has at least one whole number from 1 to 2^31 - 1, and none is smaller than the one before.
 */
export interface Schedule extends Readonly<Record<Exclude<WaitingStatus, 'authorized'>, readonly number[]>> {
  /** Default: as `pending`. */
  readonly authorized?: readonly number[]
  /** For a success that is looked at again in case of a refund. */
  recheck: readonly number[]
}

/**
 * Right after its creation a provider may not know an order yet, and report that in its own way. Which errors may mean
 * that, and for how long after the first inquiry; later they mean what they say.
 */
export interface NotFoundGrace {
  /** `REJECTED` only where the provider has no error of its own for an unknown reference. */
  codes: readonly ('NOT_FOUND' | 'REJECTED')[]
  /** Milliseconds from the first inquiry, from 0. */
  graceMs: number
}

/** For a client that has no schedule of its own: fit for a buyer who waits, slow after a minute. */
export const defaultSchedule: Schedule = {
  pending: [3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 60_000],
  authorized: [60_000, 300_000, 900_000, 3_600_000],
  processing: [5_000, 10_000, 15_000, 30_000, 60_000],
  unknown: [15_000, 30_000, 60_000, 120_000, 300_000],
  recheck: [60_000, 300_000, 900_000, 3_600_000],
}

/**
 * Milliseconds until the next inquiry makes sense, for a job queue that owns the clock; null when the status is final.
 * A whole number that never shrinks from one attempt to the next while the status stays.
 *
 * `transaction` is the last answer, null when there is none yet (then as `pending`); `attempt` counts the inquiries so
 * far, from 1. `schedule` is the provider's own, `client.capabilities.schedule`; lists that it lacks are those of
 * `defaultSchedule`. With `random`, a function like `Math.random`, the delay falls between half and all of the scheduled
 * one. After an error, wait at least its `retryAfterMs`.
 *
 * @throws CekStatusError `CONFIGURATION`
 */
export function nextDelayMs(
  transaction: Pick<Transaction, 'status'> | null,
  attempt: number,
  schedule: Partial<Schedule> = {},
  random?: () => number,
): number | null {
  if (!Number.isInteger(attempt) || attempt < 1) {
    throw configurationError(null, 'attempt', 'attempt must be an integer of at least 1')
  }
  const complete = readSchedule(null, schedule, defaultSchedule)
  const status = transaction === null ? 'pending' : transaction.status
  if (!Object.hasOwn(statusRules, status)) {
    throw configurationError(
      null,
      'transaction',
      'transaction must be null or have one of the statuses of statusInfo',
    )
  }
  return isWaiting(status) ? delayAt(delaysFor(complete, status), attempt, random) : null
}

export function isWaiting(status: Status): status is WaitingStatus {
  return !statusRules[status].final
}

/** The list for a status that is not final. */
export function delaysFor(schedule: Schedule, status: WaitingStatus): readonly number[] {
  return schedule[status] ?? schedule.pending
}

/** The list's delay after so many inquiries, from 1. */
export function delayAt(delays: readonly number[], attempt: number, random?: () => number): number {
  const delayMs = delays[Math.min(attempt, delays.length) - 1] ?? maxTimerMs
  return random === undefined ? delayMs : spreadDelay(delayMs, random)
}

/** Checks a schedule and fills what it lacks. @throws CekStatusError `CONFIGURATION` naming the list */
export function readSchedule(provider: string | null, schedule: unknown, fallback: Schedule): Schedule {
  if (typeof schedule !== 'object' || schedule === null || Array.isArray(schedule)) {
    throw configurationError(provider, 'schedule', 'schedule must be an object')
  }
  const checks = Object.fromEntries(Object.keys(defaultSchedule).map((name) => [name, checkDelays]))
  checkOptions(provider, schedule, checks, 'schedule')
  const set = Object.entries(schedule).filter(([, delays]) => delays !== undefined)
  return { ...fallback, ...Object.fromEntries(set) }
}

function checkDelays(value: unknown): string | null {
  const valid =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((delay, index) => checkInteger(delay, value[index - 1] ?? 1, maxTimerMs, '') === null)
  return valid
    ? null
    : `must be a list of integers from 1 to ${maxTimerMs} (milliseconds), none smaller than the one before`
}
