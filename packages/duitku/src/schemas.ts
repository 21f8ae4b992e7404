import * as z from 'zod/mini'

/** Makes `statusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createStatusResponseSchema() {
  const anything = z.optional(z.unknown())
  return z.looseObject({
    merchantOrderId: z.string(),
    reference: z.nullish(z.union([z.string(), z.int()])),
    amount: anything,
    fee: anything,
    statusCode: z.nullish(z.string()),
    statusMessage: anything,
    // The response of the create call has the same `statusCode` "00"; only this field is never in a status response.
    paymentUrl: z.optional(z.never()),
  })
}

/**
 * The success response of `POST /webapi/api/merchant/transactionStatus`. It has no envelope, so the order id is
 * required; a `statusCode` must be text where it is present. Source: https://docs.duitku.com/api/id/
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

/** The error response, which the page's own code reads; the HTTP status names the error. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({ Message: /* @__PURE__ */ z.string() })
