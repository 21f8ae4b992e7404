import * as z from 'zod/mini'

// Built by a function, because the main entry builds its schema with the first answer and not while it is imported.

export function createStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
    status: z.literal([1, '1']),
    error_msg: z.nullish(z.literal('')),
    data: z.looseObject({
      trx_id: id,
      ref_id: id,
      status: z.nullish(z.string()),
      destination: anything,
      sn: anything,
      product_detail: anything,
    }),
  })
}
