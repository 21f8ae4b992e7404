import * as z from 'zod/mini'

// Built by a function, because the main entry builds its schema with the first answer and not while it is imported.

export function createCheckStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  return z.looseObject({
    status: z.literal('success'),
    data: z.looseObject({
      trx_id: id,
      reference_id: id,
      status: z.nullish(z.string()),
      is_sandbox: z.nullish(z.boolean()),
      amount: anything,
      total_fee: anything,
      amount_received: anything,
      payment_channel: anything,
      paid_at: anything,
      created_at: anything,
      updated_at: anything,
    }),
  })
}
