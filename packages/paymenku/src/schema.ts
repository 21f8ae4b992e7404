import * as z from 'zod/mini'

const id = z.nullish(z.union([z.string(), z.int()]))
const anything = z.optional(z.unknown())

/**
 * The success answer of `GET /check-status/{order_id}`. Strict about what decides (envelope, ids, status word, sandbox
 * flag), tolerant about the rest. Source: https://docs.paymenku.com/api/check-status
 */
export const checkStatusResponseSchema = z.looseObject({
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

/** The error answer. There is no error code; the HTTP status and the English message are all there is. */
export const errorResponseSchema = z.looseObject({ status: z.literal('error'), message: z.string() })
