import * as z from 'zod/mini'

/**
 * Sekalipay's success response as received. Fields that do not decide are `unknown` until read.
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
  /** Read only where the list is not next to `data`. */
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
  /** True while a person at Sekalipay still has to pay the refund. */
  partial_refund_pending_manual?: boolean | null | undefined
  [field: string]: unknown
}

/** Makes `transactionDetailResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createTransactionDetailResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const word = z.nullish(z.string())
  const flag = z.nullish(z.boolean())
  const anything = z.optional(z.unknown())
  const h2hResultsSchema = z.nullish(
    z.array(
      z.looseObject({
        variant_id: id,
        sn: id,
        dispatch_status: word,
        log_message: anything,
      }),
    ),
  )
  const smmResultsSchema = z.nullish(
    z.array(
      z.looseObject({
        variant_id: id,
        order_id: id,
        status: word,
        provider_status: anything,
        start_count: anything,
        remains: anything,
        delivered_count: anything,
        refund_amount: anything,
        partial_refund_pending_manual: flag,
      }),
    ),
  )
  const itemSchema = z.looseObject({
    variant_id: id,
    variant_name: anything,
    product_name: anything,
    product_license: anything,
    price: anything,
    qty: anything,
    note: anything,
    order_process: word,
    is_smm: flag,
    status: word,
  })
  return z.looseObject({
    message: z.literal('OK'),
    data: z.looseObject({
      ref_id: id,
      invoice: id,
      payment_method: anything,
      status: word,
      price: anything,
      fees: anything,
      amount: anything,
      created_at: anything,
      expired_at: anything,
      items: z.nullish(z.array(itemSchema)),
      h2h_results: h2hResultsSchema,
      smm_results: smmResultsSchema,
    }),
    h2h_results: h2hResultsSchema,
    smm_results: smmResultsSchema,
  })
}

/**
 * The success response of `GET /v1/trx/{ref_id}`. Strict about what decides (envelope, references, state words, flags),
 * tolerant about the rest. The page shows the results beside `data`; clients describe them inside it.
 * Source: https://sekalipay.com/api-docs/transactions/detail
 */
export const transactionDetailResponseSchema = /* @__PURE__ */ createTransactionDetailResponseSchema()

/** The error response: `message` is a code in capitals; `errors` appears where a request was not valid. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  message: /* @__PURE__ */ z.string(),
  errors: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.unknown()),
})
