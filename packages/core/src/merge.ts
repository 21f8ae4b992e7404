import { configurationError } from './errors.ts'
import { type Status, statusTable } from './status.ts'
import { parseTimestamp } from './timestamp.ts'
import type { Transaction } from './transaction.ts'

/** A final state as the provider once stated it. */
export interface FinalAnswer {
  status: Status
  providerStatus: string | null
  /** When it was first observed, ISO 8601 in UTC. */
  observedAt: string
}

/** What merging adds to an answer. */
export interface Contradiction {
  /** True when the provider gave two final states that no documented transition joins. Only a person ends it. */
  contradiction: boolean
  /** Those final states, each with the provider's own word, earliest first; empty without a contradiction. */
  contradicting: FinalAnswer[]
}

/** Everything known about one transaction from several answers. */
export type MergedTransaction<Raw = unknown> = Transaction<Raw> & Contradiction

type Answer = Omit<Transaction, 'raw'>

/** What may still happen to a final state, by the providers' own pages. */
const laterStatuses: Partial<Record<Status, readonly Status[]>> = {
  success: ['partial', 'refunded'],
  partial: ['refunded'],
}

/** True when a documented transition leads out of a final status: money can still be given back. */
export function canChangeWhenFinal(status: Status): boolean {
  return laterStatuses[status] !== undefined
}

/**
 * Joins what was known with what was observed; pure, and the same in whichever order two answers arrive. The newer
 * answer by `evidence.observedAt` counts (`observed`, when both are of one instant), but a final state never goes back
 * to one that is not. Two final states without a documented transition (`success` to `partial` or `refunded`, `partial`
 * to `refunded`) are a contradiction with the advice `review`. References and kind that one of them lacks are kept.
 *
 * `previous` is null the first time. Both may lack `raw`, as after `redactTransaction`.
 *
 * @throws CekStatusError `CONFIGURATION` when they are two transactions, or one has no readable time of observation
 */
export function mergeTransaction<Known extends Answer>(
  previous: Known | null,
  observed: Known,
): Known & Contradiction {
  if (previous === null) return complete(observed, observed, listContradicting(observed))
  const field = findDifference(previous, observed)
  if (field !== null) {
    throw configurationError(
      observed.provider,
      field,
      'merge answers about one and the same transaction only',
    )
  }
  const reversed = readInstant(observed) < readInstant(previous)
  const [earlier, later] = reversed ? [observed, previous] : [previous, observed]
  const held = isFinal(earlier) && !isFinal(later) ? earlier : later
  const contradicting = [...listContradicting(earlier), ...listContradicting(later)]
  if (isContradiction(earlier, later)) contradicting.push(toFinalAnswer(earlier), toFinalAnswer(later))
  return complete(held, held === earlier ? later : earlier, contradicting)
}

/** Names the field by which two answers are about two transactions; null when nothing tells them apart. */
export function findDifference(left: Answer, right: Answer): string | null {
  if (left.provider !== right.provider) return 'provider'
  if (left.kind !== right.kind && left.kind !== 'unknown' && right.kind !== 'unknown') return 'kind'
  if (left.sandbox !== right.sandbox && left.sandbox !== null && right.sandbox !== null) return 'sandbox'
  const references = ['merchantReference', 'providerReference'] as const
  const different = references.find(
    (name) => left[name] !== null && right[name] !== null && left[name] !== right[name],
  )
  if (different !== undefined) return different
  const shared = references.some((name) => left[name] !== null && left[name] === right[name])
  const named = [left, right].every((answer) => references.some((name) => answer[name] !== null))
  return named && !shared ? 'merchantReference' : null
}

function complete<Known extends Answer>(
  held: Known,
  other: Known,
  contradicting: FinalAnswer[],
): Known & Contradiction {
  const contradiction = contradicting.length > 0
  return {
    ...held,
    kind: held.kind === 'unknown' ? other.kind : held.kind,
    merchantReference: held.merchantReference ?? other.merchantReference,
    providerReference: held.providerReference ?? other.providerReference,
    advice: contradiction ? 'review' : held.advice,
    contradiction,
    contradicting: keepFirstOfEach(contradicting),
  }
}

function isFinal({ status }: Answer): boolean {
  // A stored answer may have been written by another version, so the table decides, not the stored flag.
  if (Object.hasOwn(statusTable, status)) return statusTable[status].final
  throw configurationError(null, 'status', 'give one of the statuses of statusTable')
}

function isContradiction(earlier: Answer, later: Answer): boolean {
  if (!isFinal(earlier) || !isFinal(later) || earlier.status === later.status) return false
  return laterStatuses[earlier.status]?.includes(later.status) !== true
}

function listContradicting(answer: Answer & Partial<Contradiction>): FinalAnswer[] {
  return answer.contradicting ?? []
}

function toFinalAnswer(answer: Answer): FinalAnswer {
  return { status: answer.status, providerStatus: answer.providerStatus, observedAt: readInstant(answer) }
}

/** One entry per status, so that the list cannot grow with the count of answers. */
function keepFirstOfEach(answers: readonly FinalAnswer[]): FinalAnswer[] {
  const sorted = [...answers].sort((left, right) => compareText(left.observedAt, right.observedAt))
  return sorted.filter(({ status }, index) => sorted.findIndex((other) => other.status === status) === index)
}

function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** In UTC with milliseconds, so that two of them compare as text. */
function readInstant({ evidence }: Answer): string {
  const instant = typeof evidence?.observedAt === 'string' ? parseTimestamp(evidence.observedAt) : null
  if (instant !== null) return instant
  throw configurationError(
    null,
    'evidence.observedAt',
    'give the ISO 8601 text of the answer, such as it came',
  )
}
