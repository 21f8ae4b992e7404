import * as z from 'zod/mini'

// Built by a function, because the main entry builds its schema with the first answer and not while it is imported.

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
