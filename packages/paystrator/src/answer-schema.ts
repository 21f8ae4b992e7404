import * as z from 'zod/mini'

// Built by a function, because the main entry builds its schema with the first answer and not while it is imported.

export function createGetStatusResponseSchema() {
  const id = z.nullish(z.union([z.string(), z.int()]))
  const anything = z.optional(z.unknown())
  const noProblem = z.nullish(z.null())
  return z.looseObject({
    status: z.literal(200),
    error: noProblem,
    errors: noProblem,
    data: z.looseObject({
      id,
      externalId: id,
      status: z.nullish(z.string()),
      amount: anything,
      attributes: anything,
      createdAt: anything,
      paidAt: anything,
      expiredAt: anything,
      metadata: anything,
    }),
  })
}
