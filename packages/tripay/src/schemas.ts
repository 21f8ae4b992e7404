import * as z from 'zod/mini'

/** Makes `transactionDetailResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createTransactionDetailResponseSchema() {
  return z.looseObject({ success: z.literal(true), data: createTransactionSchema() })
}

/** Makes `transactionListResponseSchema`, as the function above. */
export function createTransactionListResponseSchema() {
  return z.looseObject({
    success: z.literal(true),
    data: z.array(createTransactionSchema()),
    pagination: z.looseObject({ next_page: z.null() }),
  })
}

function createTransactionSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
    reference: id,
    merchant_ref: id,
    status: z.nullish(z.string()),
    payment_method: anything,
    payment_name: anything,
    amount: anything,
    fee_merchant: anything,
    fee_customer: anything,
    total_fee: anything,
    amount_received: anything,
    created_at: anything,
    paid_at: anything,
    expired_time: anything,
    expired_at: anything,
  })
}

/**
 * The success response of `GET /transaction/detail`. Strict about what decides (envelope, ids, status word), tolerant
 * about the rest. Source: https://tripay.co.id/developer
 */
export const transactionDetailResponseSchema = /* @__PURE__ */ createTransactionDetailResponseSchema()

/**
 * The success response of `GET /merchant/transactions`, as far as it is accepted: a list that goes on may have a second
 * transaction with the same reference on its next page.
 */
export const transactionListResponseSchema = /* @__PURE__ */ createTransactionListResponseSchema()

/** The error response of every call. It has no error code. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  success: /* @__PURE__ */ z.literal(false),
  message: /* @__PURE__ */ z.string(),
})
