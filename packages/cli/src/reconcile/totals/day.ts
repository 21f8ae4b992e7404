import { UsageError } from '../../usage-error.ts'

/** Returns the day of an instant in a time zone: `2026-11-25`. */
export type DayOf = (instant: string) => string

const maxRemembered = 10_000

/**
 * Formatting is slow, so the day of each quarter of an hour is cached: no time zone changes its day or offset within one.
 *
 * @throws UsageError for an unknown time zone
 */
export function createDayOf(timeZone: string): DayOf {
  const format = createFormat(timeZone)
  const remembered = new Map<number, string>()
  return (instant) => {
    const quarter = Math.floor(Date.parse(instant) / 900_000)
    let day = remembered.get(quarter)
    if (day === undefined) {
      if (remembered.size >= maxRemembered) remembered.clear()
      day = format.format(quarter * 900_000)
      remembered.set(quarter, day)
    }
    return day
  }
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  } catch {
    throw new UsageError(
      `--time-zone: unknown time zone "${timeZone}"`,
      'use a name such as Asia/Jakarta or Asia/Makassar',
    )
  }
}
