import type { Money } from './money.ts'
import type { Advice, Status } from './status.ts'
import type { Warning } from './warnings.ts'

/** Money in, money out, prepaid balance spent on goods, or not shown by the response. */
export type Kind = 'payment' | 'payout' | 'purchase' | 'unknown'

/** A test-mode transaction in `production` has a warning. */
export type Environment = 'production' | 'sandbox'

/** Refund of a transaction or of one item. */
export interface Refund {
  /** Null if the provider returns no valid amount. */
  amount: Money | null
  /** True while the provider still owes the refund. */
  pending: boolean
}

/** Payment method in the provider's own words; a field that the provider lacks is null. */
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
  /** Product name, for people. */
  name: string | null
  /** The provider's ticket number of the line. */
  providerReference: string | null
  /** Status of this item; the status of the order sums up all items. */
  status: Status
  /** The provider's own word, unchanged. */
  providerStatus: string | null
  /** The provider's reason for a failure. */
  reason: string | null
  /** Phone number, link or player id that receives the goods: personal data. */
  target: string | null
  /** Integers of at least 0; null where the provider does not count. */
  quantity: {
    ordered: number | null
    delivered: number | null
    /** Still to be delivered. */
    remaining: number | null
    /** Counter of the target before the order, such as followers. */
    start: number | null
  }
  /** Proof of delivery; never a failure text. */
  serialNumber: string | null
  /** Delivered account or key: a secret. */
  license: string | null
  /** Total of the line, not the price of one piece. */
  amount: Money | null
  refund: Refund | null
}

/** The status of one transaction in the common model. */
export interface Transaction<Raw = unknown> {
  /** The package's last part: `paymenku`. */
  provider: string
  /** `unknown` if the response does not show it; the advice is then `review`. */
  kind: Kind
  /** The caller's id: ref_id, reference_id, orderNo, externalId. */
  merchantReference: string | null
  /** The provider's id: trx_id, tradeNo, invoice, id. */
  providerReference: string | null
  /** Switch on `advice` to act. */
  status: Status
  /** True if polling can stop. */
  final: boolean
  /**
   * What to do; doubt turns `fulfill` and `release` into `review`. Act once per reference, under a lock.
   */
  advice: Advice
  /** The provider's own word, untouched. */
  providerStatus: string | null
  /** The provider's reason for a failure. */
  reason: string | null
  /** Amount that the provider returns; the provider's README defines it. */
  amount: Money | null
  /** As returned, never computed. */
  fee: Money | null
  /** Amount after fees, as returned, never computed. */
  netAmount: Money | null
  /** Null without a refund, or where the provider does not report refunds. */
  refund: Refund | null
  /** Payment method. */
  channel: Channel | null
  /** One per item of a purchase; empty otherwise. */
  lines: TransactionLine[]
  /** ISO 8601 in UTC with milliseconds, like the other times. */
  createdAt: string | null
  updatedAt: string | null
  /** Time of payment. */
  paidAt: string | null
  /** When the order ends by itself; a later payment is still possible. */
  expiresAt: string | null
  /** True in test mode; null where the response does not show it. */
  sandbox: boolean | null
  /** Problems that do not change the status; `warningInfo` shows which turn the advice into `review`. */
  warnings: Warning[]
  evidence: {
    /** Time of arrival by the client's clock, ISO 8601 in UTC; `mergeTransaction` sorts by it. */
    observedAt: string
    /** From 200 to 299. */
    httpStatus: number
    /** Number of requests of the call, including failed ones. */
    attempts: number
  }
  /** The complete parsed body; numbers that would lose digits are strings. */
  raw: Raw
}
