import * as z from 'zod/mini'
import { createStatusResponseSchema } from './answer-schema.ts'

/**
 * The success answer of `POST /v2/transaksi/status`. Strict about what decides (envelope, ids, status word), tolerant
 * about the rest. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 */
export const statusResponseSchema = /* @__PURE__ */ createStatusResponseSchema()

/** The error answer. There is no error code, and no page says under which HTTP status it comes. */
export const errorResponseSchema = z.looseObject({ status: z.literal([0, '0']), error_msg: z.string() })
