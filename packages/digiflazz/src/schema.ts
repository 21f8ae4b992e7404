import * as z from 'zod/mini'

const id = z.nullish(z.union([z.string(), z.int()]))
const anything = z.optional(z.unknown())

/**
 * The answer of `POST /v1/transaction` to a prepaid order. Strict about what decides (reference, product, number, word
 * and code), tolerant about the rest. Source: https://developer.digiflazz.com/api/buyer/topup/
 */
export const statusResponseSchema = z.looseObject({
  data: z.looseObject({
    ref_id: id,
    customer_no: id,
    buyer_sku_code: id,
    status: z.nullish(z.string()),
    rc: z.nullish(z.string()),
    message: anything,
    sn: anything,
    buyer_last_saldo: anything,
    price: anything,
    tele: anything,
    wa: anything,
  }),
})

/** A refusal has the form of an answer; its `rc` tells the two apart. */
export const errorResponseSchema = z.looseObject({
  data: z.looseObject({ rc: z.string(), status: z.nullish(z.string()), message: anything }),
})
