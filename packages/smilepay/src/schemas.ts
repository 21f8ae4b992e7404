import * as z from 'zod/mini'

/** Makes `inquiryStatusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createInquiryStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
    responseCode: z.literal('2009200'),
    tradeType: z.nullish(z.union([z.literal(1), z.literal(2), z.literal('1'), z.literal('2')])),
    orderNo: id,
    tradeNo: id,
    status: z.nullish(z.string()),
    paymentMethod: anything,
    money: anything,
    remark: anything,
  })
}

/** Makes `accessTokenResponseSchema`, likewise. */
export function createAccessTokenResponseSchema() {
  const anything = z.optional(z.unknown())
  return z.looseObject({
    responseCode: z.literal('2007300'),
    /** Only what a header can carry. */
    accessToken: z.string().check(z.regex(/^[\x21-\x7e]{1,8000}$/)),
    expiresIn: anything,
  })
}

/**
 * The success response of `POST /v1.0/inquiry-status`. Strict about what decides (code, trade type, ids, status word),
 * tolerant about the rest. Source: https://docs.smilepay.id/inquiry
 */
export const inquiryStatusResponseSchema = /* @__PURE__ */ createInquiryStatusResponseSchema()

/** The success response of `POST /v1.0/access-token/b2b`. Source: https://docs.smilepay.id/token */
export const accessTokenResponseSchema = /* @__PURE__ */ createAccessTokenResponseSchema()

/** A refusal of either call: HTTP part, service and case in seven digits. Source: https://docs.smilepay.id/errors */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  responseCode: /* @__PURE__ */ z.string(),
  responseMessage: /* @__PURE__ */ z.nullish(/* @__PURE__ */ z.string()),
})
