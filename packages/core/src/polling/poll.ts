import type { CallOptions, StatusClient } from '../client.ts'
import { CekStatusError, errorInfo, isCekStatusError } from '../errors.ts'
import { canChangeWhenFinal } from '../final-answers.ts'
import { findDifference, type MergedTransaction, mergeTransaction } from '../merge.ts'
import { maxRetryAfterMs } from '../options.ts'
import type { StatusQuery } from '../query.ts'
import { follow, pause } from '../signals.ts'
import type { Transaction } from '../transaction.ts'
import { abortedError, callClient } from './call-client.ts'
import { delayAt, delaysFor, isWaiting, type Schedule } from './schedule.ts'

/** Before the deadline, so that the last response has time to arrive. */
const lastPollMs = 5_000

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

/** State after one more call of the client. */
export interface PollResult<Raw> {
  /** All responses so far, merged; null without any. */
  transaction: MergedTransaction<Raw> | null
  /** Error of this call; null after a response. */
  error: CekStatusError | null
  /** Calls of the client so far. */
  attempts: number
  /** True when there is nothing left to wait for. */
  settled: boolean
}

/** What polling waits for: a final status, the recheck after `expired`, or a refund of a success. */
type Phase = 'final' | 'recheck' | 'refund' | 'nothing'

/**
 * Polls until there is nothing left to wait for, or time or attempts are used up. Calls never overlap. Yields after each
 * call; nothing runs while it is suspended.
 *
 * @throws CekStatusError every error that is not worth a retry, and `ABORTED`
 */
export async function* poll<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<PollResult<Raw>, void, undefined> {
  const queryCopy = { ...query }
  const startedAt = performance.now()
  let deadline = startedAt + settings.deadlineMs
  let phase: Phase = 'final'
  let phaseAttempts = 0
  let transaction: MergedTransaction<Raw> | null = null
  for (let attempts = 1; ; attempts += 1) {
    phaseAttempts += 1
    const answer = await pollOnce(client, queryCopy, settings, { signal, attempts, deadline })
    const error = isCekStatusError(answer) ? answer : null
    if (isCekStatusError(answer)) {
      const inGracePeriod = transaction === null && performance.now() - startedAt < settings.notFoundGraceMs
      if (!isWorthRetrying(answer, inGracePeriod, settings)) throw answer
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
    const delayMs = planDelay({ phase, phaseAttempts, transaction, error, remainingMs, settings })
    if (delayMs === null) return
    await pause(delayMs, signal)
  }
}

/** Returns the transaction, or the error of this call: `TIMEOUT` at the deadline. */
async function pollOnce<Query extends StatusQuery, Raw>(
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
    return await callClient(client, query, callOptions, controller.signal)
  } catch (error) {
    if (signal.aborted) throw abortedError(client.provider, attempts)
    if (isCekStatusError(error)) return error
    const message = 'no complete response before deadlineMs'
    return new CekStatusError({ code: 'TIMEOUT', provider: client.provider, message, attempts: 1 })
  } finally {
    clearTimeout(timer)
    unfollow()
  }
}

function isWorthRetrying(error: CekStatusError, inGracePeriod: boolean, settings: Settings): boolean {
  // By the code alone: `allowRepeat` accepts repeated calls of a client with `repeatable: false`.
  if (errorInfo[error.code].retryable) return true
  return (
    inGracePeriod && (error.code === 'NOT_FOUND' || error.code === 'REJECTED') && settings.isTooNew(error)
  )
}

/** All responses are for one query, so a response that cannot be merged is the provider's mistake. */
function merge<Raw>(known: MergedTransaction<Raw> | null, answer: Transaction<Raw>): MergedTransaction<Raw> {
  const field = known === null ? null : findDifference(known, answer)
  if (field === null) return mergeTransaction<Transaction<Raw>>(known, answer)
  throw new CekStatusError({
    code: 'RESPONSE_MISMATCH',
    provider: answer.provider,
    field,
    message: `response from ${answer.provider} is for a different transaction: ${field} differs from the previous response`,
    httpStatus: answer.evidence.httpStatus,
    attempts: answer.evidence.attempts,
  })
}

function nextPhase<Raw>(phase: Phase, transaction: MergedTransaction<Raw>, settings: Settings): Phase {
  const { status, contradiction } = transaction
  if (isWaiting(status)) return 'final'
  if (contradiction) return 'nothing'
  if (status === 'expired' && phase === 'final' && settings.expiredRecheckMs !== undefined) return 'recheck'
  return canChangeWhenFinal(status) && settings.refundRecheckMs !== undefined ? 'refund' : 'nothing'
}

interface Situation<Raw> {
  phase: Phase
  /** Calls in this phase, including the one that began it. */
  phaseAttempts: number
  transaction: MergedTransaction<Raw> | null
  error: CekStatusError | null
  remainingMs: number
  settings: Settings
}

/**
 * Returns the milliseconds until the next call; null when none fits before the deadline. If the scheduled call is too
 * late, a last one is made shortly before the deadline, but not before the schedule's first delay or `retryAfterMs`.
 */
function planDelay<Raw>(situation: Situation<Raw>): number | null {
  const { phase, phaseAttempts, error, remainingMs, settings } = situation
  if (phase === 'recheck' && error === null) {
    const delayMs = settings.expiredRecheckMs ?? 0
    return delayMs < remainingMs ? delayMs : null
  }
  const delays = listDelays(situation)
  const demandedMs = Math.min(error?.retryAfterMs ?? 0, maxRetryAfterMs)
  const wantedMs = Math.max(delayAt(delays, phaseAttempts, settings.random), demandedMs)
  if (wantedMs < remainingMs) return wantedMs
  const latestMs = Math.floor(remainingMs - lastPollMs)
  return latestMs >= Math.max(delayAt(delays, 1), demandedMs) ? latestMs : null
}

function listDelays<Raw>({ phase, transaction, settings: { schedule } }: Situation<Raw>): readonly number[] {
  if (phase === 'refund') return schedule.recheck
  return transaction !== null && isWaiting(transaction.status)
    ? delaysFor(schedule, transaction.status)
    : schedule.pending
}
