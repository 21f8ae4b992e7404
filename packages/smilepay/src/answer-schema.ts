import * as z from 'zod/mini'

// Built by functions, because the main entry builds its schemas with the first answer and not while it is imported.

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

export function createAccessTokenResponseSchema() {
  const anything = z.optional(z.unknown())
  return z.looseObject({
    responseCode: z.literal('2007300'),
    /** Only what a header can carry. */
    accessToken: z.string().check(z.regex(/^[\x21-\x7e]{1,8000}$/)),
    expiresIn: anything,
  })
}
