import * as z from 'zod/mini'

const id = z.nullish(z.union([z.string(), z.int()]))
const anything = z.optional(z.unknown())

/**
 * The success answer of `POST /v2/transaksi/status`. Strict about what decides (envelope, ids, status word), tolerant
 * about the rest. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 */
export const statusResponseSchema = z.looseObject({
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

/** The error answer. There is no error code, and no page says under which HTTP status it comes. */
export const errorResponseSchema = z.looseObject({ status: z.literal([0, '0']), error_msg: z.string() })
