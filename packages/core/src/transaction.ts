import type { Money } from './money.ts'
import type { Advice, Status } from './status.ts'
import type { Warning } from './warnings.ts'

/** Money in, money out, prepaid balance spent on goods, or not to be told from the answer. */
export type Kind = 'payment' | 'payout' | 'purchase' | 'unknown'

/** Whose money it is: `sandbox` clients may meet test-mode transactions without a warning. */
export type Environment = 'production' | 'sandbox'

export interface Refund {
  amount: Money | null
  /** True while the provider still owes the refund. */
  pending: boolean
}

export interface Channel {
  type: string | null
  code: string | null
  name: string | null
}

/** One item of a purchase. */
export interface TransactionLine {
  id: string | null
  name: string | null
  /** The line's own ticket number at the provider. */
  providerReference: string | null
  status: Status
  providerStatus: string | null
  reason: string | null
  /** Phone number, link or player id that the goods went to: personal data. */
  target: string | null
  quantity: {
    ordered: number | null
    delivered: number | null
    remaining: number | null
    start: number | null
  }
  /** Proof of delivery; never a failure text. */
  serialNumber: string | null
  /** Delivered account or key: a secret. */
  license: string | null
  amount: Money | null
  refund: Refund | null
}

/** What a provider answered about one transaction, in the common model. */
export interface Transaction<Raw = unknown> {
  provider: string
  kind: Kind
  /** The caller's id: ref_id, reference_id, orderNo, externalId. */
  merchantReference: string | null
  /** The provider's id: trx_id, tradeNo, invoice, id. */
  providerReference: string | null
  status: Status
  /** True when waiting will not change the status. */
  final: boolean
  advice: Advice
  /** The provider's own word, untouched. */
  providerStatus: string | null
  /** Why it failed, in the provider's words. */
  reason: string | null
  /** As the provider states it; each provider's README says what that is. */
  amount: Money | null
  fee: Money | null
  netAmount: Money | null
  refund: Refund | null
  channel: Channel | null
  /** One per item of a purchase; empty otherwise. */
  lines: TransactionLine[]
  /** ISO 8601 in UTC with milliseconds, like the other times. */
  createdAt: string | null
  updatedAt: string | null
  paidAt: string | null
  expiresAt: string | null
  /** Null when the provider does not say. */
  sandbox: boolean | null
  warnings: Warning[]
  evidence: { observedAt: string; httpStatus: number; attempts: number }
  /** The parsed body, complete; numbers that would lose digits are kept as text. */
  raw: Raw
}
