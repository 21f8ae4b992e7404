import * as z from 'zod/mini'

const id = z.nullish(z.union([z.string(), z.int()]))
const anything = z.optional(z.unknown())

/**
 * The success answer of `POST /v1.0/inquiry-status`. Strict about what decides (code, trade type, ids, status word),
 * tolerant about the rest. Source: https://docs.smilepay.id/inquiry
 */
export const inquiryStatusResponseSchema = z.looseObject({
  responseCode: z.literal('2009200'),
  tradeType: z.nullish(z.union([z.literal(1), z.literal(2), z.literal('1'), z.literal('2')])),
  orderNo: id,
  tradeNo: id,
  status: z.nullish(z.string()),
  paymentMethod: anything,
  money: anything,
  remark: anything,
})

/** The success answer of `POST /v1.0/access-token/b2b`. Source: https://docs.smilepay.id/token */
export const accessTokenResponseSchema = z.looseObject({
  responseCode: z.literal('2007300'),
  /** Only what a header can carry. */
  accessToken: z.string().check(z.regex(/^[\x21-\x7e]{1,8000}$/)),
  expiresIn: anything,
})

/** A refusal of either call: HTTP part, service and case in seven digits. Source: https://docs.smilepay.id/errors */
export const errorResponseSchema = z.looseObject({
  responseCode: z.string(),
  responseMessage: z.nullish(z.string()),
})
