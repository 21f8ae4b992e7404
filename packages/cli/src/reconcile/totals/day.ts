import { UsageError } from '../../usage-error.ts'

/** Tells on which day of a time zone an instant falls: `2026-11-25`. */
export type DayOf = (instant: string) => string

const maxRemembered = 10_000

/**
 * Days change at midnight of the zone. Formatting is slow, so the answer for each quarter of an hour is remembered: no
 * zone changes its day or its offset within one.
 *
 * @throws UsageError for a name that is no zone
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
      `--time-zone: "${timeZone}" is no time zone`,
      'give a name such as Asia/Jakarta or Asia/Makassar',
    )
  }
}
