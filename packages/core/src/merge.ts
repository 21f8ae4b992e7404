import { configurationError } from './errors.ts'
import {
  compareText,
  type FinalAnswer,
  isContradictory,
  joinFinalAnswers,
  readFinalAnswers,
} from './final-answers.ts'
import { isRecord } from './json.ts'
import { type Advice, statuses, statusRules } from './status.ts'
import { parseTimestamp } from './timestamp.ts'
import type { Transaction } from './transaction.ts'

/** What merging adds to an answer. */
export interface Merged {
  /** True when the provider gave final states that no documented transitions join. Only a person ends it. */
  contradiction: boolean
  /** Every final state that was seen, earliest first; at a contradiction these are the words that contradict. */
  finalAnswers: FinalAnswer[]
}

/** Everything known about one transaction from several answers. */
export type MergedTransaction<Raw = unknown> = Transaction<Raw> & Merged

type Answer = Omit<Transaction, 'raw'>

/**
 * Joins what was known with what was observed; pure. What comes out depends on the answers alone, not on the order in
 * which they arrive or on how often each does.
 *
 * The newest answer by `evidence.observedAt` counts, but a final state never goes back to one that is not. Final states
 * without a documented transition (`success` to `partial` or `refunded`, `partial` to `refunded`) are a contradiction
 * with the advice `review`. Of two answers of one instant, the one whose status stands later in `statuses` counts.
 * References and kind that one of them lacks are kept.
 *
 * `previous` is null the first time. Both may lack `raw`, as after `redactTransaction`.
 *
 * @throws CekStatusError `CONFIGURATION` when they are two transactions, or one has no readable time of observation
 */
export function mergeTransaction<Known extends Omit<Transaction, 'raw'>>(
  previous: Known | null,
  observed: Known,
): Known & Merged {
  const known = previous ?? observed
  const field = findDifference(known, observed)
  if (field !== null) {
    throw configurationError(
      observed.provider,
      field,
      `${field} differs; both answers must be for the same transaction`,
    )
  }
  const [other, held] = compareWeight(known, observed) > 0 ? [observed, known] : [known, observed]
  const finalAnswers = joinFinalAnswers([...listFinalAnswers(known), ...listFinalAnswers(observed)])
  const contradiction = isContradictory(finalAnswers) || [known, observed].some(wasContradiction)
  return {
    ...held,
    kind: held.kind === 'unknown' ? other.kind : held.kind,
    merchantReference: held.merchantReference ?? other.merchantReference,
    providerReference: held.providerReference ?? other.providerReference,
    final: isFinal(held),
    advice: contradiction ? 'review' : joinAdvice(held, other),
    contradiction,
    finalAnswers,
  }
}

/** Names the field by which two answers are about two transactions; null when nothing tells them apart. */
export function findDifference(left: Answer, right: Answer): string | null {
  if (left.provider !== right.provider) return 'provider'
  if (left.kind !== right.kind && left.kind !== 'unknown' && right.kind !== 'unknown') return 'kind'
  if (left.sandbox !== right.sandbox && isKnown(left.sandbox) && isKnown(right.sandbox)) return 'sandbox'
  const references = ['merchantReference', 'providerReference'] as const
  const different = references.find(
    (name) => isKnown(left[name]) && isKnown(right[name]) && left[name] !== right[name],
  )
  if (different !== undefined) return different
  const shared = references.some((name) => isKnown(left[name]) && left[name] === right[name])
  const named = [left, right].every((answer) => references.some((name) => isKnown(answer[name])))
  return named && !shared ? 'merchantReference' : null
}

/** An answer that another version stored may lack a field. */
function isKnown(value: string | boolean | null | undefined): boolean {
  return value !== null && value !== undefined
}

/** Positive when the left answer counts more. Zero only where they differ in nothing but what is joined, and `raw`. */
function compareWeight(left: Answer, right: Answer): number {
  const differences = [
    Number(isFinal(left)) - Number(isFinal(right)),
    compareText(readInstant(left), readInstant(right)),
    statuses.indexOf(left.status) - statuses.indexOf(right.status),
  ]
  return differences.find((difference) => difference !== 0) ?? compareText(describe(left), describe(right))
}

function isTie(left: Answer, right: Answer): boolean {
  return left.status === right.status && readInstant(left) === readInstant(right)
}

/** Doubt that only one of two equally good answers has is doubt. A stored advice never says more than the table. */
function joinAdvice(held: Answer, other: Answer): Advice {
  const { advice } = statusRules[held.status]
  const agreeing = isTie(held, other) ? [held, other] : [held]
  return agreeing.every((answer) => answer.advice === advice) ? advice : 'review'
}

function isFinal({ status }: Answer): boolean {
  // A stored answer may have been written by another version, so the table decides, not the stored flag.
  if (Object.hasOwn(statusRules, status)) return statusRules[status].final
  throw configurationError(null, 'status', 'status must be one of the statuses of statusInfo')
}

function wasContradiction(answer: Answer & Partial<Merged>): boolean {
  return answer.contradiction === true
}

function listFinalAnswers(answer: Answer & Partial<Merged>): FinalAnswer[] {
  const remembered = readFinalAnswers(answer.finalAnswers)
  if (!isFinal(answer)) return remembered
  const { status, providerStatus } = answer
  const observedAt = readInstant(answer)
  return [...remembered, { status, providerStatus, firstObservedAt: observedAt, lastObservedAt: observedAt }]
}

/** Equal for equal answers, in whichever order a store keeps the fields; without what is joined from both. */
function describe(answer: Answer & Partial<Merged> & { raw?: unknown }): string {
  const {
    raw: _raw,
    kind: _kind,
    merchantReference: _merchantReference,
    providerReference: _providerReference,
    final: _final,
    advice: _advice,
    contradiction: _contradiction,
    finalAnswers: _finalAnswers,
    ...rest
  } = answer
  return JSON.stringify(rest, (_key, value: unknown) => (isRecord(value) ? sortFields(value) : value))
}

function sortFields(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => compareText(left, right)))
}

/** In UTC with milliseconds, so that two of them compare as text. */
function readInstant({ evidence }: Answer): string {
  const instant = typeof evidence?.observedAt === 'string' ? parseTimestamp(evidence.observedAt) : null
  if (instant !== null) return instant
  const field = 'evidence.observedAt'
  throw configurationError(null, field, `${field} must be the transaction's ISO 8601 timestamp`)
}
