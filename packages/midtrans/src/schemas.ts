import * as z from 'zod/mini'

/** Makes `statusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createStatusResponseSchema() {
  const id = z.nullish(z.string())
  const anything = z.optional(z.unknown())
  return z.looseObject({
    status_code: z.enum(['200', '201', '202', '407']),
    status_message: anything,
    transaction_id: id,
    order_id: id,
    payment_type: anything,
    transaction_status: z.nullish(z.string()),
    fraud_status: z.nullish(z.string()),
    gross_amount: anything,
    currency: anything,
    metadata: anything,
    refund_amount: anything,
    refunds: z.nullish(z.array(z.looseObject({ bank_confirmed_at: anything }))),
    permata_va_number: anything,
    transaction_time: anything,
    settlement_time: anything,
    expiry_time: anything,
  })
}

/**
 * The success response of the status call. Strict about what decides (code, references, state words), tolerant about
 * the rest. Source: https://docs.midtrans.com/reference/get-transaction-status
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

function createErrorResponseSchema() {
  const anything = z.optional(z.unknown())
  return z.looseObject({
    status_code: z.string().check(z.regex(/^(?!200$|201$|202$|407$)\d{3}$/)),
    status_message: anything,
    id: anything,
  })
}

/** The error response, which may come with HTTP 200; its code differs from all codes that come with a state. */
export const errorResponseSchema = /* @__PURE__ */ createErrorResponseSchema()
