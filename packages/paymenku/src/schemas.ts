import * as z from 'zod/mini'

/** Makes `checkStatusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createCheckStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
    status: z.literal('success'),
    data: z.looseObject({
      trx_id: id,
      reference_id: id,
      status: z.nullish(z.string()),
      is_sandbox: z.nullish(z.boolean()),
      amount: anything,
      total_fee: anything,
      amount_received: anything,
      payment_channel: anything,
      paid_at: anything,
      created_at: anything,
      updated_at: anything,
    }),
  })
}

/**
 * The success response of `GET /check-status/{order_id}`. Strict about what decides (envelope, ids, status word, sandbox
 * flag), tolerant about the rest. Source: https://docs.paymenku.com/api/check-status
 */
export const checkStatusResponseSchema = /* @__PURE__ */ createCheckStatusResponseSchema()

/** The error response. It has no error code, only the HTTP status and an English message. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  status: /* @__PURE__ */ z.literal('error'),
  message: /* @__PURE__ */ z.string(),
})
