const timestampPattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):([0-5]\d))$/

const maxOffsetMinutes = 14 * 60

/**
 * Reads a full ISO 8601 date-time with `Z` or an offset and returns it in UTC with milliseconds, finer digits cut off.
 * Null for everything else: a time without a zone, a date alone, a day that no calendar has, or an offset beyond 14 hours.
 */
export function parseTimestamp(text: string): string | null {
  const match = timestampPattern.exec(text)
  if (match === null || !isCalendarDay(text)) return null
  const [, fraction = '', sign, hours = '0', minutes = '0'] = match
  const local = `${text.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const offsetMinutes = Number(hours) * 60 + Number(minutes)
  if (offsetMinutes === 0) return local
  if (offsetMinutes > maxOffsetMinutes) return null
  const offsetMs = offsetMinutes * (sign === '-' ? -60_000 : 60_000)
  const instant = new Date(Date.parse(local) - offsetMs).toISOString()
  // Years beyond four digits would leave the format that callers store and compare as text.
  return /^\d{4}-/.test(instant) ? instant : null
}

/** The text begins with a year, a month from 01 to 12 and a day, each at its fixed place. */
function isCalendarDay(text: string): boolean {
  const day = Number(text.slice(8, 10))
  if (day <= 28) return day > 0
  const month = Number(text.slice(5, 7))
  if (month !== 2) return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
  const year = Number(text.slice(0, 4))
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
