const timestampPattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/

const maxOffsetMinutes = 14 * 60

/**
 * Reads a full ISO 8601 date-time with `Z` or an offset and returns it in UTC with milliseconds, finer digits cut off.
 * Null for everything else: a time without a zone, a date alone, a day that no calendar has, or an offset beyond 14 hours.
 */
export function parseTimestamp(text: string): string | null {
  const match = timestampPattern.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (hour > 23 || minute > 59 || second > 59) return null

  const offsetMinutes = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)
  if (Number(match[10] ?? 0) > 59 || offsetMinutes > maxOffsetMinutes) return null

  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute, second, milliseconds)
  if (local.getUTCFullYear() !== year || local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day)
    return null

  const sign = match[8] === '-' ? -1 : 1
  const instant = new Date(local.getTime() - sign * offsetMinutes * 60_000).toISOString()
  // Years beyond four digits would leave the format that callers store and compare as text.
  return /^\d{4}-/.test(instant) ? instant : null
}
