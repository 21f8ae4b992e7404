import * as z from 'zod/mini'
import { createGetStatusResponseSchema } from './answer-schema.ts'

const anything = z.optional(z.unknown())

/**
 * The success answer of `GET /v1/get-status`. Strict about what decides (envelope, ids, status word, no error beside
 * the data), tolerant about the rest. Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 */
export const getStatusResponseSchema = /* @__PURE__ */ createGetStatusResponseSchema()

/** What stands in `error`. Source: https://paystrator.readme.io/reference/post_send-money */
export const problemSchema = z.looseObject({
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  action: anything,
  reason: anything,
})

/** An error answer. No page shows one of this call; other calls call the object `error`, or `errors` when it is null. */
export const errorResponseSchema = z.looseObject({
  error: z.nullish(problemSchema),
  errors: z.nullish(problemSchema),
})
