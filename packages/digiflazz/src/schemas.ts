import * as z from 'zod/mini'
import { createStatusResponseSchema } from './answer-schema.ts'

const anything = z.optional(z.unknown())

/**
 * The answer of `POST /v1/transaction` to a prepaid order. Strict about what decides (reference, product, number, word
 * and code), tolerant about the rest. Source: https://developer.digiflazz.com/api/buyer/topup/
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

/** A refusal has the form of an answer; its `rc` tells the two apart. */
export const errorResponseSchema = z.looseObject({
  data: z.looseObject({ rc: z.string(), status: z.nullish(z.string()), message: anything }),
})
