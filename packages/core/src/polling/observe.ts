import type { CallOptions, StatusClient } from '../client.ts'
import { CekStatusError, errorInfo, isCekStatusError } from '../errors.ts'
import { canChangeWhenFinal } from '../final-answers.ts'
import { findDifference, type MergedTransaction, mergeTransaction } from '../merge.ts'
import { maxRetryAfterMs } from '../options.ts'
import type { StatusQuery } from '../query.ts'
import { follow, pause } from '../signals.ts'
import type { Transaction } from '../transaction.ts'
import { abortedError, ask } from './ask.ts'
import { delayAt, delaysFor, isWaiting, type Schedule } from './schedule.ts'

/** Before the deadline, so that the last answer has time to arrive. */
const lastLookMs = 5_000

/** How to wait; see `WaitOptions`. */
export interface Settings {
  callOptions: Omit<CallOptions, 'signal'>
  deadlineMs: number
  maxAttempts: number
  schedule: Schedule
  notFoundGraceMs: number
  isTooNew: (error: CekStatusError) => boolean
  expiredRecheckMs: number | undefined
  refundRecheckMs: number | undefined
  random: () => number
}

/** What is known after one more call of the client. */
export interface PollResult<Raw> {
  /** Everything answered so far; null when nothing was. */
  transaction: MergedTransaction<Raw> | null
  /** Why this call brought no answer; null when it did. */
  error: CekStatusError | null
  /** Calls of the client so far. */
  attempts: number
  /** True when there is nothing left to wait for. */
  settled: boolean
}

/** What is waited for: a final status, the second look after `expired`, or a refund of a success. */
type Phase = 'final' | 'second look' | 'refund' | 'nothing'

/**
 * Asks, pauses and asks again until there is nothing left to wait for, or time or attempts are used up; calls never
 * overlap. Yields after each call; nothing runs while it is suspended.
 *
 * @throws CekStatusError every error that asking again cannot cure, and `ABORTED`
 */
export async function* observe<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<PollResult<Raw>, void, undefined> {
  const asked = { ...query }
  const startedAt = performance.now()
  let deadline = startedAt + settings.deadlineMs
  let phase: Phase = 'final'
  let phaseAttempts = 0
  let transaction: MergedTransaction<Raw> | null = null
  for (let attempts = 1; ; attempts += 1) {
    phaseAttempts += 1
    const answer = await lookOnce(client, asked, settings, { signal, attempts, deadline })
    const error = isCekStatusError(answer) ? answer : null
    if (isCekStatusError(answer)) {
      const patient = transaction === null && performance.now() - startedAt < settings.notFoundGraceMs
      if (!isWorthAskingAgain(answer, patient, settings)) throw answer
    } else {
      transaction = merge(transaction, answer)
      const next: Phase = nextPhase(phase, transaction, settings)
      if (next !== phase) {
        phaseAttempts = 1
        if (next === 'refund') deadline = performance.now() + (settings.refundRecheckMs ?? 0)
      }
      phase = next
    }
    yield { transaction, error, attempts, settled: phase === 'nothing' }
    if (phase === 'nothing' || attempts >= settings.maxAttempts) return
    const remainingMs = deadline - performance.now()
    const pauseMs = planPause({ phase, phaseAttempts, transaction, error, remainingMs, settings })
    if (pauseMs === null) return
    await pause(pauseMs, signal)
  }
}

/** Returns the answer, or the error of this call; cut off at the deadline it is `TIMEOUT`. */
async function lookOnce<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  { callOptions }: Settings,
  { signal, attempts, deadline }: { signal: AbortSignal; attempts: number; deadline: number },
): Promise<Transaction<Raw> | CekStatusError> {
  if (signal.aborted) throw abortedError(client.provider, attempts - 1)
  const controller = new AbortController()
  const unfollow = follow(signal, controller)
  const timer = setTimeout(() => controller.abort(), Math.max(0, deadline - performance.now()))
  try {
    return await ask(client, query, callOptions, controller.signal)
  } catch (error) {
    if (signal.aborted) throw abortedError(client.provider, attempts)
    if (isCekStatusError(error)) return error
    const message = 'no complete answer before the deadline of the waiting'
    return new CekStatusError({ code: 'TIMEOUT', provider: client.provider, message, attempts: 1 })
  } finally {
    clearTimeout(timer)
    unfollow()
  }
}

function isWorthAskingAgain(error: CekStatusError, patient: boolean, settings: Settings): boolean {
  // Of the code alone: whoever waits where asking may act has accepted that it is asked again.
  if (errorInfo[error.code].retryable) return true
  return patient && (error.code === 'NOT_FOUND' || error.code === 'REJECTED') && settings.isTooNew(error)
}

/** One query was asked, so an answer that cannot be merged is the answer's fault, not the caller's. */
function merge<Raw>(known: MergedTransaction<Raw> | null, answer: Transaction<Raw>): MergedTransaction<Raw> {
  const field = known === null ? null : findDifference(known, answer)
  if (field === null) return mergeTransaction<Transaction<Raw>>(known, answer)
  throw new CekStatusError({
    code: 'RESPONSE_MISMATCH',
    provider: answer.provider,
    field,
    message: `the answer of ${answer.provider} is about another transaction than the one before: ${field} differs`,
    httpStatus: answer.evidence.httpStatus,
    attempts: answer.evidence.attempts,
  })
}

function nextPhase<Raw>(phase: Phase, transaction: MergedTransaction<Raw>, settings: Settings): Phase {
  const { status, contradiction } = transaction
  if (isWaiting(status)) return 'final'
  if (contradiction) return 'nothing'
  if (status === 'expired' && phase === 'final' && settings.expiredRecheckMs !== undefined)
    return 'second look'
  return canChangeWhenFinal(status) && settings.refundRecheckMs !== undefined ? 'refund' : 'nothing'
}

interface Situation<Raw> {
  phase: Phase
  /** Calls since this phase began, the one that began it included. */
  phaseAttempts: number
  transaction: MergedTransaction<Raw> | null
  error: CekStatusError | null
  remainingMs: number
  settings: Settings
}

/**
 * Milliseconds until the next call; null when none fits before the deadline. Where the scheduled one comes too late, a
 * last one is made shortly before the deadline, but never sooner than the schedule's first delay or the provider allows.
 */
function planPause<Raw>(situation: Situation<Raw>): number | null {
  const { phase, phaseAttempts, error, remainingMs, settings } = situation
  if (phase === 'second look' && error === null) {
    const pauseMs = settings.expiredRecheckMs ?? 0
    return pauseMs < remainingMs ? pauseMs : null
  }
  const delays = listDelays(situation)
  const demandedMs = Math.min(error?.retryAfterMs ?? 0, maxRetryAfterMs)
  const wantedMs = Math.max(delayAt(delays, phaseAttempts, settings.random), demandedMs)
  if (wantedMs < remainingMs) return wantedMs
  const latestMs = Math.floor(remainingMs - lastLookMs)
  return latestMs >= Math.max(delayAt(delays, 1), demandedMs) ? latestMs : null
}

function listDelays<Raw>({ phase, transaction, settings: { schedule } }: Situation<Raw>): readonly number[] {
  if (phase === 'refund') return schedule.recheck
  return transaction !== null && isWaiting(transaction.status)
    ? delaysFor(schedule, transaction.status)
    : schedule.pending
}
