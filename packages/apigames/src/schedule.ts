import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * No page names a limit or a pace. `Pending` is always the first answer to a purchase and game goods mostly come within
 * seconds, so it starts soon. `Validasi Provider` (unknown) waits for people on their side, so it is asked for slowly,
 * https://docs.apigames.id/docs/v2/pendahuluan. The figures are our choice.
 */
export const schedule: Schedule = {
  pending: [3_000, 5_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000],
  processing: [5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000],
  unknown: [60_000, 300_000, 900_000, 1_800_000],
  recheck: [900_000, 3_600_000, 21_600_000],
}

/** API Games has no error of its own for an unknown reference: it is refused like any wrong inquiry. */
export const notFoundGrace: NotFoundGrace = { codes: ['REJECTED'], graceMs: 10_000 }
