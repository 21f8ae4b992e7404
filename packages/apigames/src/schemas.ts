import * as z from 'zod/mini'

/** Makes `statusResponseSchema`; the main entry calls it with the first response instead of at import. */
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

/**
 * The success response of `POST /v2/transaksi/status`. Strict about what decides (envelope, ids, status word), tolerant
 * about the rest. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

/** The error response. It has no error code, and no page names its HTTP status. */
export const errorResponseSchema = /* @__PURE__ */ z.looseObject({
  status: /* @__PURE__ */ z.literal([0, '0']),
  error_msg: /* @__PURE__ */ z.string(),
})
