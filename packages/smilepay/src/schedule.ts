import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * Fewer than 10 inquiries a minute, else access is blocked, https://docs.smilepay.id/inquiry: one order takes
 * at most four of them in its first minute, so that another one fits beside it. While no callback has come the order is
 * in progress, https://docs.smilepay.id/start/configuration.html, so a slow pace loses nothing. A payout that is EXPIRED may be a network timeout, which
 * is unknown here and asked for again only slowly. The figures are our choice; no page names a refund.
 */
export const schedule: Schedule = {
  pending: [10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  processing: [10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  unknown: [60_000, 120_000, 300_000, 600_000, 1_800_000],
  recheck: [900_000, 3_600_000, 21_600_000],
}

/** 404/01 while the creation of the order may still arrive; how long that lasts is our choice. */
export const notFoundGrace: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 30_000 }
