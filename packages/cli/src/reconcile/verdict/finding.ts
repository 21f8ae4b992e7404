import {
  type CekStatusError,
  type ErrorCode,
  redactTransaction,
  type Transaction,
  type WarningCode,
} from '@cekstatus/core'
import { describeCause, readCause } from '../../error-cause.ts'

/** The kept part of a response: no license, target, body or link. */
export type Finding =
  | (Pick<
      Transaction,
      | 'status'
      | 'final'
      | 'advice'
      | 'kind'
      | 'merchantReference'
      | 'providerReference'
      | 'providerStatus'
      | 'reason'
      | 'amount'
      | 'fee'
      | 'netAmount'
      | 'sandbox'
      | 'paidAt'
      | 'createdAt'
    > & { outcome: 'answered'; warnings: WarningCode[]; attempts: number; checkedAt: string })
  | { outcome: 'refused'; code: ErrorCode; message: string; attempts: number; checkedAt: string }

/** Converts a transaction to what the journal keeps. */
export function findingOf(transaction: Transaction): Finding {
  // Redacting is slow, and most responses have no reason.
  const reason = transaction.reason === null ? null : redactTransaction(transaction).reason
  return {
    outcome: 'answered',
    status: transaction.status,
    final: transaction.final,
    advice: transaction.advice,
    kind: transaction.kind,
    merchantReference: transaction.merchantReference,
    providerReference: transaction.providerReference,
    providerStatus: transaction.providerStatus,
    reason,
    amount: transaction.amount,
    fee: transaction.fee,
    netAmount: transaction.netAmount,
    sandbox: transaction.sandbox,
    paidAt: transaction.paidAt,
    createdAt: transaction.createdAt,
    warnings: [...new Set(transaction.warnings.map(({ code }) => code))],
    attempts: transaction.evidence.attempts,
    checkedAt: transaction.evidence.observedAt,
  }
}

export function findingOfError(error: CekStatusError, checkedAt: Date): Finding {
  const { code, attempts } = error
  const cause = readCause(error)
  const message = cause === null ? error.message : `${error.message} (${describeCause(cause)})`
  return { outcome: 'refused', code, message, attempts, checkedAt: checkedAt.toISOString() }
}
