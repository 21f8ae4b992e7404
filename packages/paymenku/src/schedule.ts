import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * The QRIS page of https://docs.paymenku.com calls an inquiry every 3 to 5 seconds a common pattern,
 * and the merchant's 60 requests a minute are shared with creating payments. So it starts at that pace, for a buyer who
 * looks at the screen, and soon slows down: an e-wallet payment expires after 5 to 15 minutes, a QRIS or virtual account
 * payment after about a day. The figures are our choice. No page names a status that is processing.
 */
export const schedule: Schedule = {
  pending: [3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  processing: [3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  unknown: [15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  recheck: [300_000, 900_000, 3_600_000, 21_600_000],
}

/** HTTP 404 is also the answer for a payment that is not created yet; how long that lasts is our choice. */
export const notFoundGrace: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 10_000 }
