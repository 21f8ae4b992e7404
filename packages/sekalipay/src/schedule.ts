import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * No page names a limit for inquiries. All repeats of a webhook are over after 15 seconds, and none tells of the progress
 * of an SMM order, https://sekalipay.com/api-docs/webhook, so asking is the only way then. An order from the balance is
 * delivered within seconds or minutes, an SMM order within hours. The figures are our choice.
 */
export const schedule: Schedule = {
  pending: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  processing: [3_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  unknown: [15_000, 30_000, 60_000, 120_000, 300_000, 600_000],
  recheck: [300_000, 900_000, 3_600_000, 21_600_000],
}

/** A purchase whose creation timed out may still arrive; how long that lasts is our choice. */
export const notFoundGrace: NotFoundGrace = { codes: ['NOT_FOUND'], graceMs: 30_000 }
