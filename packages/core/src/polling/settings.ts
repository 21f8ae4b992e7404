import type { CallOptions, StatusClient } from '../client.ts'
import { type CekStatusError, configurationError } from '../errors.ts'
import {
  acceptAny,
  checkDuration,
  checkFunction,
  checkInteger,
  checkPollingOptions,
  checkWait,
  maxTimerMs,
  type OptionRules,
} from '../options.ts'
import type { Settings } from './poll.ts'
import { defaultSchedule, type NotFoundGrace, readSchedule, type Schedule } from './schedule.ts'

const defaultNotFoundGrace: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 10_000 }

/** Times are whole milliseconds up to 2^31 - 1; `timeoutMs` and `expect` apply to each call. */
export interface WaitOptions extends CallOptions {
  /** Deadline of everything, including calls and delays, from 1 (default: 300 000). */
  deadlineMs?: number
  /** Maximum number of calls, from 1 (default: unlimited until the deadline). */
  maxAttempts?: number
  /** Delays between calls; omitted lists are those of `client.capabilities.schedule`. */
  schedule?: Partial<Schedule>
  /**
   * How long after the start an unknown reference is retried, because it may be too new (default:
   * `client.capabilities.notFoundGrace.graceMs`); 0 disables this. The grace period ends with the first response.
   */
  notFoundGraceMs?: number
  /**
   * Selects the `NOT_FOUND` and `REJECTED` errors that mean an unknown reference (default: the codes of
   * `client.capabilities.notFoundGrace`).
   */
  isTooNew?: (error: CekStatusError) => boolean
  /**
   * Checks once more this long after `expired`, because some payments arrive late; must be less than `deadlineMs`. A
   * different status is then a contradiction with advice `review`. By default, `expired` is final at once.
   */
  expiredRecheckMs?: number
  /** Spreads each delay between half and all of the scheduled one (default: `Math.random`). */
  random?: () => number
  /** Allows repeated calls of a client whose capabilities have `repeatable: false`. */
  allowRepeat?: boolean
}

/** @throws CekStatusError `CONFIGURATION` naming the option and the fix */
export function readSettings(
  client: StatusClient,
  options: WaitOptions & { refundRecheckMs?: number },
  kind: { defaultDeadlineMs: number; rechecks: boolean },
): Settings {
  checkPollingOptions(client, options, kind.rechecks ? watchChecks : waitChecks)
  const { deadlineMs = kind.defaultDeadlineMs, schedule = {}, expiredRecheckMs } = options
  // A client of the caller's own may have neither.
  const { schedule: ownSchedule = defaultSchedule, notFoundGrace = defaultNotFoundGrace } =
    client.capabilities
  if (expiredRecheckMs !== undefined && expiredRecheckMs >= deadlineMs) {
    const message = `expiredRecheckMs must be less than deadlineMs (${deadlineMs})`
    throw configurationError(client.provider, 'expiredRecheckMs', message)
  }
  return {
    callOptions: pickCallOptions(options),
    deadlineMs,
    maxAttempts: options.maxAttempts ?? Number.POSITIVE_INFINITY,
    schedule: readSchedule(client.provider, schedule, ownSchedule),
    notFoundGraceMs: options.notFoundGraceMs ?? notFoundGrace.graceMs,
    isTooNew: options.isTooNew ?? (({ code }) => notFoundGrace.codes.some((known) => known === code)),
    expiredRecheckMs,
    refundRecheckMs: options.refundRecheckMs,
    random: options.random ?? Math.random,
  }
}

const waitChecks: OptionRules = {
  deadlineMs: checkDuration,
  maxAttempts: (value) => checkInteger(value, 1, maxTimerMs, 'calls'),
  notFoundGraceMs: checkWait,
  isTooNew: checkFunction,
  expiredRecheckMs: checkDuration,
  random: checkFunction,
  // `readSchedule` checks it.
  schedule: acceptAny,
}

const watchChecks: OptionRules = { ...waitChecks, refundRecheckMs: checkDuration }

/** The options that each call of the client gets. */
export function pickCallOptions({ timeoutMs, maxQueueMs, expect }: CallOptions): Omit<CallOptions, 'signal'> {
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(maxQueueMs === undefined ? {} : { maxQueueMs }),
    ...(expect === undefined ? {} : { expect }),
  }
}
