import * as z from 'zod/mini'
import { createCheckStatusResponseSchema } from './answer-schema.ts'

/**
 * The success answer of `GET /check-status/{order_id}`. Strict about what decides (envelope, ids, status word, sandbox
 * flag), tolerant about the rest. Source: https://docs.paymenku.com/api/check-status
 */
export const checkStatusResponseSchema = /* @__PURE__ */ createCheckStatusResponseSchema()

/** The error answer. There is no error code; the HTTP status and the English message are all there is. */
export const errorResponseSchema = z.looseObject({ status: z.literal('error'), message: z.string() })
