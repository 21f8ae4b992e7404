import { configurationError } from './errors.ts'
import { isRecord } from './json.ts'
import { type Status, statuses, statusRules } from './status.ts'
import { parseTimestamp } from './timestamp.ts'

/** A final status that the provider stated, once or more often. */
export interface FinalAnswer {
  /** One of the final ones. */
  status: Status
  /** The provider's own word, as it was the first time. */
  providerStatus: string | null
  /** ISO 8601 in UTC, as `lastObservedAt`. */
  firstObservedAt: string
  /** Equal to `firstObservedAt` when it was stated once. */
  lastObservedAt: string
}

/** What may still happen to a final status, by the providers' own pages. */
const laterStatuses: Partial<Record<Status, readonly Status[]>> = {
  success: ['partial', 'refunded'],
  partial: ['refunded'],
}

/** True when a documented transition leads out of a final status: money can still be given back. */
export function canChangeWhenFinal(status: Status): boolean {
  return laterStatuses[status] !== undefined
}

/** One entry per status, earliest first, so that the list cannot grow with the count of answers. */
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
 * True when no order of documented transitions explains the answers: for a documented one, when the later status was
 * seen before the earlier one; for any other two, always.
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

/** Reads what a merged answer remembers; it may come out of the caller's store. @throws CekStatusError `CONFIGURATION` */
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

/** By character codes, as the order of instants in ISO 8601 is; the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
