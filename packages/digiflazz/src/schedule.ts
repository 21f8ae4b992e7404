import type { NotFoundGrace, Schedule } from '@cekstatus/core'

/**
 * Two calls about one order within a minute may race, says the newer edition of
 * https://developer.digiflazz.com/api/buyer/cek-status/, so no delay is shorter, and the first are longer: results come
 * by webhook. The figures are our choice; they matter only where `allowRepeat: true` was given.
 */
export const schedule: Schedule = {
  pending: [120_000, 300_000, 600_000, 1_800_000, 3_600_000],
  processing: [120_000, 300_000, 600_000, 1_800_000, 3_600_000],
  unknown: [600_000, 1_800_000, 3_600_000],
  recheck: [21_600_000],
}

/** Nothing is ever "not known yet": a reference that Digiflazz does not know becomes an order. */
export const notFoundGrace: NotFoundGrace = { codes: [], graceMs: 0 }
