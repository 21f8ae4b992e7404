import {
  type CekStatusError,
  errorInfo,
  isCekStatusError,
  type StatusQuery,
  statusInfo,
  type Transaction,
} from '@cekstatus/core'
import { nothing, type Oracle } from './oracle.ts'

/** What a reading came to; `thrown` is anything that is not ours. */
export type Outcome = { transaction: Transaction } | { error: CekStatusError } | { thrown: unknown }

/** Runs a reading and catches everything. */
export function outcomeOf(read: () => Transaction): Outcome {
  try {
    return { transaction: read() }
  } catch (error) {
    return toOutcome(error)
  }
}

export function toOutcome(error: unknown): Outcome {
  return isCekStatusError(error) ? { error } : { thrown: error }
}

/** Longer than any message of ours, so that an error never carries a body. */
const maxErrorLength = 4_000

/** Says what is wrong with what came of an answer; null when nothing is. */
export function findFault(
  outcome: Outcome,
  answer: { httpStatus: number; text: string },
  query: StatusQuery,
  oracle: Oracle,
): string | null {
  if ('thrown' in outcome) return `threw what is not ours: ${String(outcome.thrown)}`
  if ('error' in outcome) return findFaultyError(outcome.error)
  const { transaction } = outcome
  const allowed = oracle({ httpStatus: answer.httpStatus, body: parse(answer.text) }, query) ?? nothing
  const successLines = transaction.lines.filter(({ status }) => status === 'success').length
  if (transaction.status === 'success' && !allowed.success) return 'said success where no document does'
  if (successLines > allowed.successLines) {
    return `said success of ${successLines} lines where the documents do of ${allowed.successLines}`
  }
  if (transaction.advice === 'fulfill' && !allowed.fulfill)
    return 'advised to fulfill where no document allows it'
  return findInconsistency(transaction)
}

function findFaultyError(error: CekStatusError): string | null {
  if (!Object.hasOwn(errorInfo, error.code)) return `threw the unknown code ${error.code}`
  if (error.code === 'CONFIGURATION') return `blamed the caller for an answer: ${error.message}`
  const length = `${error}${JSON.stringify(error)}`.length
  return length > maxErrorLength ? `threw an error of ${length} characters` : null
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const money = /^\d{1,15}\.\d{2}$/

function findInconsistency(transaction: Transaction): string | null {
  const { status, final, advice } = transaction
  if (!Object.hasOwn(statusInfo, status)) return `said the unknown status ${status}`
  const rule = statusInfo[status]
  if (final !== rule.final) return `said final ${final} of ${status}`
  if (advice !== rule.advice && advice !== 'review') return `advised ${advice} for ${status}`
  const times = [transaction.createdAt, transaction.updatedAt, transaction.paidAt, transaction.expiresAt]
  if (times.some((time) => time !== null && !instant.test(time))) return 'a time is not ISO 8601 in UTC'
  const amounts = [
    transaction.amount,
    transaction.fee,
    transaction.netAmount,
    transaction.refund?.amount ?? null,
  ]
  if (amounts.some((amount) => amount !== null && !money.test(amount.value)))
    return 'an amount is no decimal text'
  const texts = [transaction.merchantReference, transaction.providerReference, transaction.providerStatus]
  if (texts.some((text) => text !== null && typeof text !== 'string')) return 'a reference or word is no text'
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^[\s\uFEFF]+/, ''))
  } catch {
    return undefined
  }
}
