import * as z from 'zod/mini'

/** Makes `getStatusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createGetStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  const noProblem = z.nullish(z.null())
  return z.looseObject({
    status: z.literal(200),
    error: noProblem,
    errors: noProblem,
    data: z.looseObject({
      id,
      externalId: id,
      status: z.nullish(z.string()),
      amount: anything,
      attributes: anything,
      createdAt: anything,
      paidAt: anything,
      expiredAt: anything,
      metadata: anything,
    }),
  })
}

/**
 * The success response of `GET /v1/get-status`. Strict about what decides (envelope, ids, status word, no error beside
 * the data), tolerant about the rest. Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 */
export const getStatusResponseSchema = /* @__PURE__ */ createGetStatusResponseSchema()

/** The member `error`. Source: https://paystrator.readme.io/reference/post_send-money */
export const problemSchema = /* @__PURE__ */ createProblemSchema()

/** An error response. No page shows one of this call; other calls call the object `error`, or `errors` when it is null. */
export const errorResponseSchema = /* @__PURE__ */ createErrorResponseSchema()

function createProblemSchema() {
  const text = z.optional(z.string())
  const anything = z.optional(z.unknown())
  return z.looseObject({ code: text, message: text, action: anything, reason: anything })
}

function createErrorResponseSchema() {
  return z.looseObject({ error: z.nullish(problemSchema), errors: z.nullish(problemSchema) })
}
