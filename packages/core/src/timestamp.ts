const timestampPattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

/**
 * Parses a full ISO 8601 date-time with `Z` or an offset of at most 14 hours, and returns it in UTC with milliseconds;
 * finer digits are cut off. Returns null for everything else, such as a time without a zone or February 30.
 */
export function parseTimestamp(text: string): string | null {
  if (!timestampPattern.test(text)) return null
  const day = text.slice(0, 10)
  // Some engines take February 30 for March 2.
  if (day > `${day.slice(0, 8)}28` && new Date(day).getUTCDate() !== Number(day.slice(8))) return null
  const milliseconds = text[19] === '.' ? text.slice(20, 23).replace(/\D.*/, '').padEnd(3, '0') : '000'
  const local = `${text.slice(0, 19)}.${milliseconds}`
  if (/(?:Z|00:00)$/.test(text)) return `${local}Z`
  const instant = new Date(local + text.slice(-6)).toISOString()
  // Years beyond four digits would break the format that callers store and compare as text.
  return /^\d{4}-/.test(instant) ? instant : null
}

/**
 * The documented format of a time: a full ISO 8601 date-time with `Z` or an offset; whole seconds
 * since 1970, as a number or as digits; or `YYYY-MM-DD HH:mm:ss` in a documented fixed zone. Without a documented
 * zone, the time is null.
 */
export type TimeFormat =
  | 'iso-offset'
  | 'epoch-seconds'
  | {
      /** Offset from UTC of every time in this format: `+07:00`. */
      zone: string
      /** Address of the page that states the zone. */
      source: string
    }

const localPattern = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/
/** From 2001 to 2100: other numbers are another unit or no time. */
const [earliestSeconds, latestSeconds] = [978_307_200, 4_102_444_800]

/** Parses a time in one format and returns it as `parseTimestamp` does; null for everything else. */
export function parseTime(value: unknown, format: TimeFormat): string | null {
  if (format === 'epoch-seconds') {
    const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) : value
    if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return null
    const plausible = seconds >= earliestSeconds && seconds < latestSeconds
    return plausible ? new Date(seconds * 1000).toISOString() : null
  }
  if (typeof value !== 'string') return null
  if (format === 'iso-offset') return parseTimestamp(value)
  return localPattern.test(value) ? parseTimestamp(`${value.replace(' ', 'T')}${format.zone}`) : null
}
