// Without groups that capture: taking parts at their fixed places is several times as fast.
const timestampPattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d{2}:[0-5]\d)$/

const maxOffsetMinutes = 14 * 60
const minutesOfDay = 24 * 60

/**
 * Reads a full ISO 8601 date-time with `Z` or an offset and returns it in UTC with milliseconds, finer digits cut off.
 * Null for everything else: a time without a zone, a date alone, a day that no calendar has, or an offset beyond 14 hours.
 */
export function parseTimestamp(text: string): string | null {
  if (!timestampPattern.test(text) || !isCalendarDay(text)) return null
  const offsetMinutes = readOffset(text)
  if (Math.abs(offsetMinutes) > maxOffsetMinutes) return null
  const milliseconds = readMilliseconds(text)
  if (offsetMinutes === 0) return `${text.slice(0, 19)}.${milliseconds}Z`
  const minutes = readNumber(text, 11) * 60 + readNumber(text, 14) - offsetMinutes
  // Most offsets leave the day as it is.
  if (minutes >= 0 && minutes < minutesOfDay) {
    const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
    return `${text.slice(0, 11)}${time}${text.slice(16, 19)}.${milliseconds}Z`
  }
  const local = Date.parse(`${text.slice(0, 19)}.${milliseconds}Z`)
  const instant = new Date(local - offsetMinutes * 60_000).toISOString()
  // Years beyond four digits would leave the format that callers store and compare as text.
  return /^\d{4}-/.test(instant) ? instant : null
}

/** Minutes east of UTC. */
function readOffset(text: string): number {
  if (text.endsWith('Z')) return 0
  const { length } = text
  const minutes = readNumber(text, length - 5) * 60 + readNumber(text, length - 2)
  return text[length - 6] === '-' ? -minutes : minutes
}

/** Three digits; those that the text does not have are zeros. */
function readMilliseconds(text: string): string {
  if (text[19] !== '.') return '000'
  const digits = text.slice(20, 23)
  return (/^\d+/.exec(digits)?.[0] ?? '').padEnd(3, '0')
}

/** The number that two digits at this place are. */
function readNumber(text: string, place: number): number {
  return text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 11 * 0x30
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** The text begins with a year, a month from 01 to 12 and a day, each at its fixed place. */
function isCalendarDay(text: string): boolean {
  const day = readNumber(text, 8)
  if (day <= 28) return day > 0
  const month = readNumber(text, 5)
  if (month !== 2) return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
  const year = Number(text.slice(0, 4))
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * How a provider writes a time, as its page documents it: a full ISO 8601 date-time with `Z` or an offset; whole seconds
 * since 1970, as a number or as digits; or `YYYY-MM-DD HH:mm:ss` in a fixed zone that a page states. Without a page
 * there is no zone, and the time is null.
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

/** Reads a time in one format and returns it as `parseTimestamp` does; null for everything else. */
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
