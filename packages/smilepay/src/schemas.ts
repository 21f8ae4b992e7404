import * as z from 'zod/mini'
import { createAccessTokenResponseSchema, createInquiryStatusResponseSchema } from './answer-schema.ts'

/**
 * The success answer of `POST /v1.0/inquiry-status`. Strict about what decides (code, trade type, ids, status word),
 * tolerant about the rest. Source: https://docs.smilepay.id/inquiry
 */
export const inquiryStatusResponseSchema = /* @__PURE__ */ createInquiryStatusResponseSchema()

/** The success answer of `POST /v1.0/access-token/b2b`. Source: https://docs.smilepay.id/token */
export const accessTokenResponseSchema = /* @__PURE__ */ createAccessTokenResponseSchema()

/** A refusal of either call: HTTP part, service and case in seven digits. Source: https://docs.smilepay.id/errors */
export const errorResponseSchema = z.looseObject({
  responseCode: z.string(),
  responseMessage: z.nullish(z.string()),
})
