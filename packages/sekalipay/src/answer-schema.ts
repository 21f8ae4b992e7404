import * as z from 'zod/mini'

// Built by a function, because the main entry builds its schema with the first answer and not while it is imported.

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
