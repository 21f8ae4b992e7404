import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * Webhooks first, and asking only as a fallback, says https://paystrator.readme.io/reference/checkout-page-overview,
 * with 60 requests a minute for the whole tenant. An access token may be good for one inquiry only, which doubles the
 * cost of each. So it starts slowly. The figures are our choice; no page names a refund.
 */
export const schedule: Schedule = {
  pending: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  processing: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  unknown: [30_000, 60_000, 120_000, 300_000, 600_000],
  recheck: [900_000, 3_600_000, 21_600_000],
}

/** HTTP 404 for an id that is not valid or not known yet; how long that lasts is our choice. */
export const notFoundGrace: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 10_000 }
