import { type CekStatusError, isCekStatusError } from '@cekstatus/core'

/** The error that an act throws; fails when it throws none or another. */
export function errorOf(act: () => unknown): CekStatusError {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('expected a CekStatusError')
}
