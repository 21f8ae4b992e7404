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

/** What merging adds to a transaction. */
export interface Merged {
  /** True if final statuses contradict each other. Stays true until a person decides. */
  contradiction: boolean
  /** Every final status seen, earliest first. */
  finalAnswers: FinalAnswer[]
}

/** One transaction, merged from several responses. */
export type MergedTransaction<Raw = unknown> = Transaction<Raw> & Merged

type Answer = Omit<Transaction, 'raw'>

/**
 * Merges a stored transaction with a new one; pure. The result depends on the transactions alone, not on their order or
 * on how often each arrives.
 *
 * The newest by `evidence.observedAt` wins, but a final status never returns to one that is not. Final statuses
 * without a documented transition (`success` to `partial` or `refunded`, `partial` to `refunded`) are a contradiction
 * with the advice `review`. Of two with the same time, the one whose status is later in `statuses` wins.
 * References and kind that one of them lacks come from the other.
 *
 * `previous` is null the first time. Both may lack `raw`, as after `redactTransaction`.
 *
 * @throws CekStatusError `CONFIGURATION` for two different transactions, or an invalid `evidence.observedAt`
 */
export function mergeTransaction<Known extends Omit<Transaction, 'raw'>>(
  previous: Known | null,
  observed: Known,
): Known & Merged {
  const known = previous ?? observed
  const field = findDifference(known, observed)
  if (field !== null) {
    throw configurationError(observed.provider, field, `${field} differs; both must be the same transaction`)
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

/** Returns the field that shows two different transactions; null if no field does. */
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

/** A transaction stored by another version may lack a field. */
function isKnown(value: string | boolean | null | undefined): boolean {
  return value !== null && value !== undefined
}

/** Positive if the left one wins; zero if they differ only in `raw` and in what is merged from both. */
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

/** Doubt in one of two equal transactions is doubt. Stored advice never exceeds the table. */
function joinAdvice(held: Answer, other: Answer): Advice {
  const { advice } = statusRules[held.status]
  const agreeing = isTie(held, other) ? [held, other] : [held]
  return agreeing.every((answer) => answer.advice === advice) ? advice : 'review'
}

function isFinal({ status }: Answer): boolean {
  // Another version may have stored the transaction, so the table decides, not the stored flag.
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

/** Equal for equal transactions, whatever the order of their fields; without what is merged from both. */
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
