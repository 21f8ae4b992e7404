import * as z from 'zod/mini'

const id = z.nullish(z.union([z.string(), z.int()]))
const anything = z.optional(z.unknown())
const noProblem = z.nullish(z.null())

/**
 * The success answer of `GET /v1/get-status`. Strict about what decides (envelope, ids, status word, no error beside
 * the data), tolerant about the rest. Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 */
export const getStatusResponseSchema = z.looseObject({
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
