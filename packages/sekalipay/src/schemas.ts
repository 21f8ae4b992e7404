import * as z from 'zod/mini'
import { createTransactionDetailResponseSchema } from './answer-schema.ts'

const anything = z.optional(z.unknown())

/**
 * The success answer of `GET /v1/trx/{ref_id}`. Strict about what decides (envelope, references, state words, flags),
 * tolerant about the rest. The page shows the results beside `data`; clients describe them inside it.
 * Source: https://sekalipay.com/api-docs/transactions/detail
 */
export const transactionDetailResponseSchema = /* @__PURE__ */ createTransactionDetailResponseSchema()

/** The error answer: `message` is a code in capitals; `errors` appears where a request was not valid. */
export const errorResponseSchema = z.looseObject({ message: z.string(), errors: anything })
