import type { Money, StatusQuery } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  type ResponseSchema,
  type Selection,
  type TransactionFacts,
  toIdString,
  toMinorUnits,
} from '@cekstatus/core/provider'
import { createTransactionDetailResponseSchema, createTransactionListResponseSchema } from './schemas.ts'
import { readStatusWord } from './status.ts'

/** Tripay's success response as received: of the detail call, or of the list call. */
export type TripayResponse = TripayDetailResponse | TripayListResponse

/** The success response of `GET /transaction/detail`. Source: https://tripay.co.id/developer */
export interface TripayDetailResponse {
  /** Says that the call worked, nothing about the payment. */
  success: true
  data: TripayTransaction
  [field: string]: unknown
}

/** The success response of `GET /merchant/transactions`. Source: https://tripay.co.id/developer */
export interface TripayListResponse {
  success: true
  data: TripayTransaction[]
  pagination: { next_page: null; [field: string]: unknown }
  [field: string]: unknown
}

/** One transaction, with the provider's own field names; fields that do not decide are `unknown` until read. */
export interface TripayTransaction {
  reference?: string | number | null | undefined
  /** Null for a payment to an open payment code. */
  merchant_ref?: string | number | null | undefined
  /** The payment's state. */
  status?: string | null | undefined
  /** The code of the channel: `BRIVA`. */
  payment_method?: unknown
  payment_name?: unknown
  /** What the customer pays, `fee_customer` included. */
  amount?: unknown
  fee_merchant?: unknown
  fee_customer?: unknown
  total_fee?: unknown
  amount_received?: unknown
  /** In the list only. */
  created_at?: unknown
  /** Unix seconds as a number or as digits. */
  paid_at?: unknown
  /** The deadline in the detail. */
  expired_time?: unknown
  /** The deadline in the list. */
  expired_at?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.merchant_ref',
  providerReference: 'data.reference',
  amount: 'data.amount',
  kind: 'kind',
  sandbox: 'data.reference',
}

/** Makes one schema of the two, so that a difference is reported with its path. */
export function createResponseSchema(): ResponseSchema {
  const detail = createTransactionDetailResponseSchema()
  const list = createTransactionListResponseSchema()
  return {
    safeParse: (body) => (isRecord(body) && Array.isArray(body.data) ? list : detail).safeParse(body),
  }
}

/**
 * Picks the transaction of the query. No page states that the list's filter is exact or that `merchant_ref` is unique,
 * so only elements with an equal `merchant_ref` count.
 */
export function select(raw: TripayResponse, query: StatusQuery): Selection<TripayResponse> {
  const { data } = raw
  const listExpected = query.providerReference === undefined
  if (Array.isArray(data) !== listExpected) throw new TypeError('response of another call')
  const transactions = Array.isArray(data)
    ? data.map((transaction, index) => ({ transaction, path: `data[${index}]` }))
    : [{ transaction: data, path: 'data' }]
  return {
    matches: transactions
      .filter(
        ({ transaction }) =>
          !listExpected || toIdString(transaction.merchant_ref) === query.merchantReference,
      )
      .map(({ transaction, path }) => ({
        raw: { success: true, data: transaction, path },
        providerReference: toIdString(transaction.reference),
      })),
    emptyIsNotFound: false,
  }
}

/** Reads the facts out of a transaction that `select` returned, with its path. */
export function normalize(
  { data, path }: TripayResponse,
  reader: FieldReader,
  query: StatusQuery,
): TransactionFacts {
  if (Array.isArray(data)) throw new TypeError('no transaction was selected')
  const providerReference = toIdString(data.reference)
  const status = reader.status(data.status, `${path}.status`, readStatusWord)
  const time = (field: string) => reader.timestamp(data[field], `${path}.${field}`, 'epoch-seconds')
  return {
    kind: 'payment',
    merchantReference: toIdString(data.merchant_ref),
    providerReference,
    status,
    providerStatus: data.status ?? null,
    reason: null,
    ...readAmounts(data, reader, `${path}`),
    // No page states what was refunded.
    refund: status === 'refunded' ? { amount: null, pending: false } : null,
    channel: {
      type: null,
      code: reader.text(data.payment_method, `${path}.payment_method`),
      name: reader.text(data.payment_name, `${path}.payment_name`),
    },
    lines: [],
    createdAt: time('created_at'),
    updatedAt: null,
    paidAt: time('paid_at'),
    expiresAt: time(query.providerReference === undefined ? 'expired_at' : 'expired_time'),
    // Seen in sandbox answers, not on a page; a reference without it proves nothing.
    sandbox: providerReference?.startsWith('DEV-') ? true : null,
  }
}

/** Every sample of the page satisfies both sums. */
function readAmounts(
  data: TripayTransaction,
  reader: FieldReader,
  path: string,
): Pick<TransactionFacts, 'amount' | 'fee' | 'netAmount'> {
  const money = (field: string) => reader.money(data[field], `${path}.${field}`)
  const amount = money('amount')
  const fee = money('total_fee')
  const netAmount = money('amount_received')
  if (differs(amount, fee, netAmount)) {
    reader.warn('AMOUNT_SUM', `${path}.amount`, 'amount is not total_fee plus amount_received')
  }
  if (differs(fee, money('fee_merchant'), money('fee_customer'))) {
    reader.warn('AMOUNT_SUM', `${path}.total_fee`, 'total_fee is not fee_merchant plus fee_customer')
  }
  return { amount, fee, netAmount }
}

function differs(sum: Money | null, first: Money | null, second: Money | null): boolean {
  if (sum === null || first === null || second === null) return false
  return toMinorUnits(sum) !== toMinorUnits(first) + toMinorUnits(second)
}
