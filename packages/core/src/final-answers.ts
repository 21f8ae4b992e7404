import { configurationError } from './errors.ts'
import { isRecord } from './json.ts'
import { type Status, statuses, statusRules } from './status.ts'
import { parseTimestamp } from './timestamp.ts'

/** A final status that the provider returned. */
export interface FinalAnswer {
  status: Status
  /** The provider's own word in the first response. */
  providerStatus: string | null
  /** ISO 8601 in UTC, as `lastObservedAt`. */
  firstObservedAt: string
  /** Equal to `firstObservedAt` after one response. */
  lastObservedAt: string
}

/** Documented transitions of final statuses. */
const laterStatuses: Partial<Record<Status, readonly Status[]>> = {
  success: ['partial', 'refunded'],
  partial: ['refunded'],
}

/** True if a documented transition, such as a refund, leads out of a final status. */
export function canChangeWhenFinal(status: Status): boolean {
  return laterStatuses[status] !== undefined
}

/** One entry per status, earliest first, so that the list does not grow with the number of responses. */
export function joinFinalAnswers(answers: readonly FinalAnswer[]): FinalAnswer[] {
  return statuses
    .flatMap((status) => joinOfOneStatus(answers.filter((answer) => answer.status === status)))
    .sort((left, right) => compareText(left.firstObservedAt, right.firstObservedAt))
}

function joinOfOneStatus(answers: readonly FinalAnswer[]): FinalAnswer[] {
  const [first] = [...answers].sort(
    (left, right) =>
      compareText(left.firstObservedAt, right.firstObservedAt) ||
      compareText(left.providerStatus ?? '', right.providerStatus ?? ''),
  )
  if (first === undefined) return []
  const lastObservedAt = answers.map((answer) => answer.lastObservedAt).reduce(laterOf)
  return [{ ...first, lastObservedAt }]
}

/**
 * True if no sequence of documented transitions explains the statuses: for a documented transition, if the later status
 * was seen first; for any other two, always.
 */
export function isContradictory(answers: readonly FinalAnswer[]): boolean {
  return answers.some((left) => answers.some((right) => left !== right && !areJoined(left, right)))
}

function areJoined(left: FinalAnswer, right: FinalAnswer): boolean {
  if (isDocumented(right, left)) return areJoined(right, left)
  return isDocumented(left, right) && left.lastObservedAt <= right.firstObservedAt
}

function isDocumented(before: FinalAnswer, after: FinalAnswer): boolean {
  return laterStatuses[before.status]?.includes(after.status) === true
}

/** Parses the `finalAnswers` of a stored transaction. @throws CekStatusError `CONFIGURATION` */
export function readFinalAnswers(stored: unknown): FinalAnswer[] {
  if (stored === undefined) return []
  const answers = Array.isArray(stored) ? stored.map(readFinalAnswer) : [null]
  if (answers.includes(null)) {
    throw configurationError(null, 'finalAnswers', 'finalAnswers must be as mergeTransaction returned them')
  }
  return answers.filter((answer) => answer !== null)
}

function readFinalAnswer(stored: unknown): FinalAnswer | null {
  if (!isRecord(stored)) return null
  const status = statuses.find((name) => name === stored.status && statusRules[name].final)
  const [firstObservedAt, lastObservedAt] = [stored.firstObservedAt, stored.lastObservedAt].map((time) =>
    typeof time === 'string' ? parseTimestamp(time) : null,
  )
  if (status === undefined || !firstObservedAt || !lastObservedAt) return null
  const { providerStatus } = stored
  return {
    status,
    providerStatus: typeof providerStatus === 'string' ? providerStatus : null,
    firstObservedAt,
    lastObservedAt,
  }
}

function laterOf(left: string, right: string): string {
  return left < right ? right : left
}

/** Compares by character codes, as ISO 8601 times need; the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
