import * as z from 'zod/mini'

/** Makes `statusResponseSchema`; the main entry calls it with the first response instead of at import. */
export function createStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
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
}

/**
 * The response of `POST /v1/transaction` to a prepaid order. Strict about what decides (reference, product, number, word
 * and code), tolerant about the rest. Source: https://developer.digiflazz.com/api/buyer/topup/
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

/** A refusal has the form of a success; its `rc` tells the two apart. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  data: /* @__PURE__ */ z.looseObject({
    rc: /* @__PURE__ */ z.string(),
    status: /* @__PURE__ */ z.nullish(/* @__PURE__ */ z.string()),
    message: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.unknown()),
  }),
})
