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
import type { Settings } from './observe.ts'
import { defaultSchedule, type NotFoundGrace, readSchedule, type Schedule } from './schedule.ts'

const defaultNotYetKnown: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 10_000 }

/** How to wait for a final status. Times are whole milliseconds up to 2^31 - 1; `timeoutMs` and `expect` go to each call. */
export interface WaitOptions extends CallOptions {
  /** For everything, calls and pauses included, from 1: 300 000 unless said. No call outlives it. */
  deadlineMs?: number
  /** Calls of the client at most, from 1; unless said, only the deadline ends the waiting. */
  maxAttempts?: number
  /** When to ask again; lists that it lacks are those of the provider, `client.capabilities.schedule`. */
  schedule?: Partial<Schedule>
  /**
   * How long after the start an unknown reference may only be too new to be known; unless said, as long as
   * `client.capabilities.notFoundGrace` says; 0 for no patience. It ends with the first answer.
   */
  notFoundGraceMs?: number
  /**
   * Tells which `NOT_FOUND` and `REJECTED` errors mean an unknown reference; unless said, those of the codes in
   * `client.capabilities.notFoundGrace`.
   */
  isTooNew?: (error: CekStatusError) => boolean
  /**
   * Looks once more this long after `expired`, shorter than `deadlineMs`, because some payments arrive late. An answer
   * that then says otherwise is a contradiction, to be reviewed. Without it, `expired` is believed at once.
   */
  expiredRecheckMs?: number
  /** Spreads each pause between half and all of the scheduled one; `Math.random` unless said. */
  random?: () => number
  /** Accepts that a client whose capabilities say `repeatable: false` is asked more than once. */
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
  const { schedule: ownSchedule = defaultSchedule, notFoundGrace = defaultNotYetKnown } = client.capabilities
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
