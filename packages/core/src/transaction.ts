import type { Money } from './money.ts'
import type { Advice, Status } from './status.ts'
import type { Warning } from './warnings.ts'

/** Money in, money out, prepaid balance spent on goods, or not shown by the response. */
export type Kind = 'payment' | 'payout' | 'purchase' | 'unknown'

/** Whose money it is: `sandbox` clients may meet test-mode transactions without a warning. */
export type Environment = 'production' | 'sandbox'

/** What was given back, of a transaction or of one item. */
export interface Refund {
  /** Null where the provider states none that can be read. */
  amount: Money | null
  /** True while the provider still owes the refund. */
  pending: boolean
}

/** How a payment was made, in the provider's own words; a field that the provider does not have is null. */
export interface Channel {
  /** The group: `va`, `qris`, `ewallet`. */
  type: string | null
  /** The provider's code: `bca_va`. */
  code: string | null
  /** For people: `BCA Virtual Account`. */
  name: string | null
}

/** One item of a purchase. */
export interface TransactionLine {
  /** The provider's id of the item, such as that of its variant. */
  id: string | null
  /** What was bought, for people. */
  name: string | null
  /** The line's own ticket number at the provider. */
  providerReference: string | null
  /** What became of this item; the order's own status sums up all of them. */
  status: Status
  /** The provider's own word for the item, untouched. */
  providerStatus: string | null
  /** Why it failed, in the provider's words; null when it did not. */
  reason: string | null
  /** Phone number, link or player id that the goods went to: personal data. */
  target: string | null
  /** Whole numbers from 0; null where the provider does not count. */
  quantity: {
    ordered: number | null
    delivered: number | null
    /** Still to be delivered. */
    remaining: number | null
    /** What the counter of the target stood at before the order, such as its followers. */
    start: number | null
  }
  /** Proof of delivery; never a failure text. */
  serialNumber: string | null
  /** Delivered account or key: a secret. */
  license: string | null
  /** The total of the line, never a price per piece. */
  amount: Money | null
  /** What was given back of it; null when nothing was. */
  refund: Refund | null
}

/** What a provider answered about one transaction, in the common model. */
export interface Transaction<Raw = unknown> {
  /** The package's last part: `paymenku`. */
  provider: string
  /** `unknown` where the answer does not show it, which makes the advice `review`. */
  kind: Kind
  /** The caller's id: ref_id, reference_id, orderNo, externalId. */
  merchantReference: string | null
  /** The provider's id: trx_id, tradeNo, invoice, id. */
  providerReference: string | null
  /** What is known to have happened; switch on `advice` to act. */
  status: Status
  /** True when waiting will not change the status. */
  final: boolean
  /**
   * What the answer says to do; doubt turns `fulfill` and `release` into `review`. Act once, under a lock of your own.
   */
  advice: Advice
  /** The provider's own word, untouched. */
  providerStatus: string | null
  /** Why it failed, in the provider's words. */
  reason: string | null
  /** As the provider states it; each provider's README says what that is. */
  amount: Money | null
  /** Null where the provider states none; never computed. */
  fee: Money | null
  /** What is left after fees, where the provider states it; never computed. */
  netAmount: Money | null
  /** Null when nothing was given back, or the provider does not say. */
  refund: Refund | null
  /** How it was paid; null where the provider does not say. */
  channel: Channel | null
  /** One per item of a purchase; empty otherwise. */
  lines: TransactionLine[]
  /** ISO 8601 in UTC with milliseconds, like the other times. */
  createdAt: string | null
  /** Last change by the provider's account. */
  updatedAt: string | null
  /** When the money came in; null while it has not, or where the provider does not say. */
  paidAt: string | null
  /** When the order ends by itself; a later payment is still possible. */
  expiresAt: string | null
  /** Null when the provider does not say. */
  sandbox: boolean | null
  /** What looked wrong but did not decide the status; `warningInfo` says which of them forbid acting. */
  warnings: Warning[]
  /** How the answer came about. */
  evidence: {
    /** When the answer arrived, ISO 8601 in UTC by the client's clock; what `mergeTransaction` orders answers by. */
    observedAt: string
    /** From 200 to 299. */
    httpStatus: number
    /** HTTP inquiries of the call, failed ones included. */
    attempts: number
  }
  /** The parsed body, complete; numbers that would lose digits are kept as text. */
  raw: Raw
}
