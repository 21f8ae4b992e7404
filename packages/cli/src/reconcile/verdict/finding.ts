import {
  type CekStatusError,
  type ErrorCode,
  redactTransaction,
  type Transaction,
  type WarningCode,
} from '@cekstatus/core'
import { describeCause, readCause } from '../../error-cause.ts'

/** What the provider answered about one row, as far as it is kept: no license, no target, no body, no link. */
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
      | 'sandbox'
      | 'paidAt'
      | 'createdAt'
    > & { outcome: 'answered'; warnings: WarningCode[]; attempts: number; checkedAt: string })
  | { outcome: 'refused'; code: ErrorCode; message: string; attempts: number; checkedAt: string }

/** The only way from an answer to what is written down. */
export function findingOf(transaction: Transaction): Finding {
  // Redacting is dear, and most answers give no reason.
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
