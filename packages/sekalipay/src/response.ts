import type { Channel, ParseOptions, StatusResponse, Transaction } from '@cekstatus/core'
import {
  type FieldReader,
  readStatusResponse,
  type TransactionFacts,
  toIdString,
  toMinorUnits,
} from '@cekstatus/core/provider'
import { createTransactionDetailResponseSchema } from './answer-schema.ts'
import { refusalRules } from './errors.ts'
import { readLine } from './lines.ts'
import { decideOrder, findReason, readOrder, sumRefunds } from './order.ts'
import { queryRules, type SekalipayQuery } from './request.ts'
import { findResults } from './results.ts'
import { isWord } from './status.ts'

/**
 * Sekalipay's success answer as received. Fields that do not decide are `unknown` until read.
 * Source: https://sekalipay.com/api-docs/transactions/detail
 */
export interface SekalipayResponse {
  /** Says that the call worked, nothing about the order. */
  message: 'OK'
  data: SekalipayOrder
  /** Where the page shows the results. */
  h2h_results?: SekalipayH2hResult[] | null | undefined
  smm_results?: SekalipaySmmResult[] | null | undefined
  [field: string]: unknown
}

/** The order, with the provider's own field names. Source: https://sekalipay.com/api-docs/transactions/detail */
export interface SekalipayOrder {
  ref_id?: string | number | null | undefined
  invoice?: string | number | null | undefined
  /** `saldo`, `qris`, … */
  payment_method?: unknown
  /** The order's own word; `completed` says nothing about delivery. */
  status?: string | null | undefined
  /** Rupiah before fees. */
  price?: unknown
  fees?: unknown
  /** Rupiah with fees. */
  amount?: unknown
  created_at?: unknown
  expired_at?: unknown
  items?: SekalipayItem[] | null | undefined
  /** Read only where the list does not stand beside `data`. */
  h2h_results?: SekalipayH2hResult[] | null | undefined
  smm_results?: SekalipaySmmResult[] | null | undefined
  [field: string]: unknown
}

/** One item of an order. Source: https://sekalipay.com/api-docs/transactions/detail */
export interface SekalipayItem {
  /** The only link to a result. */
  variant_id?: string | number | null | undefined
  variant_name?: unknown
  product_name?: unknown
  /** The delivered account or key of an `auto` item: a secret. */
  product_license?: unknown
  /** The total of the line. */
  price?: unknown
  qty?: unknown
  /** Phone number, link or account that the goods go to: personal data. */
  note?: unknown
  /** `auto`, `manual`, `h2h` (also on SMM items) or `smm`. */
  order_process?: string | null | undefined
  is_smm?: boolean | null | undefined
  /** Repeats the state of an SMM item. */
  status?: string | null | undefined
  [field: string]: unknown
}

/** What became of one H2H item. Source: https://sekalipay.com/api-docs/transactions/detail */
export interface SekalipayH2hResult {
  variant_id?: string | number | null | undefined
  /** The serial number, or `failed: ` and the reason. */
  sn?: string | number | null | undefined
  dispatch_status?: string | null | undefined
  log_message?: unknown
  [field: string]: unknown
}

/** What became of one SMM item. Source: https://sekalipay.com/api-docs/transactions/detail */
export interface SekalipaySmmResult {
  variant_id?: string | number | null | undefined
  /** The ticket number of the SMM panel. */
  order_id?: string | number | null | undefined
  status?: string | null | undefined
  /** The panel's own word, from another vocabulary. */
  provider_status?: unknown
  start_count?: unknown
  /** How many are still to be delivered. */
  remains?: unknown
  delivered_count?: unknown
  /** Rupiah. */
  refund_amount?: unknown
  /** True while a person at Sekalipay still has to give the refund. */
  partial_refund_pending_manual?: boolean | null | undefined
  [field: string]: unknown
}

/**
 * Reads a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction asked
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: SekalipayQuery,
  options: ParseOptions = {},
): Transaction<SekalipayResponse> {
  return readStatusResponse<SekalipayResponse>(response, query, options, {
    ...refusalRules,
    queryRules,
    createSchema: createTransactionDetailResponseSchema,
    fieldPaths: {
      merchantReference: 'data.ref_id',
      providerReference: 'data.invoice',
      amount: 'data.amount',
      kind: 'kind',
      sandbox: 'data.status',
    },
    normalize,
  })
}

function normalize(body: SekalipayResponse, reader: FieldReader): TransactionFacts {
  const { data } = body
  const order = readOrder(data.status, reader)
  const results = findResults(body, reader)
  const lines = (data.items ?? []).map((item, index) =>
    readLine(item, `data.items[${index}]`, results.of(item), order, reader),
  )
  const status = decideOrder(order, lines, results, reader)
  return {
    kind: 'purchase',
    merchantReference: toIdString(data.ref_id),
    providerReference: toIdString(data.invoice),
    status,
    providerStatus: data.status ?? null,
    reason: findReason(status, lines),
    ...readAmounts(data, reader),
    refund: sumRefunds(lines),
    channel: readChannel(data.payment_method, reader),
    lines,
    createdAt: reader.timestamp(data.created_at, 'data.created_at'),
    updatedAt: null,
    paidAt: null,
    expiresAt: reader.timestamp(data.expired_at, 'data.expired_at'),
    sandbox: isWord(data.status, 'sandbox') ? true : null,
  }
}

function readAmounts(
  data: SekalipayOrder,
  reader: FieldReader,
): Pick<TransactionFacts, 'amount' | 'fee' | 'netAmount'> {
  const amount = reader.money(data.amount, 'data.amount')
  const fee = reader.money(data.fees, 'data.fees')
  const netAmount = reader.money(data.price, 'data.price')
  if (
    amount !== null &&
    fee !== null &&
    netAmount !== null &&
    toMinorUnits(amount) !== toMinorUnits(netAmount) + toMinorUnits(fee)
  ) {
    reader.warn('AMOUNT_SUM', 'data.amount', 'amount is not price plus fees')
  }
  return { amount, fee, netAmount }
}

/** The page knows one word for how the order was paid, `saldo` or `qris`. */
function readChannel(method: unknown, reader: FieldReader): Channel | null {
  const code = reader.text(method, 'data.payment_method')
  return code === null ? null : { type: null, code, name: null }
}
