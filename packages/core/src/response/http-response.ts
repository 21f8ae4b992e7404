import { type AnswerHeaders, readHeader } from '../headers.ts'
import { parseBody } from '../json.ts'
import { readMediaType } from '../media-type.ts'

/** A response as `parseStatusResponse` takes it: header names in any case, the body as received. */
export interface StatusResponse {
  /** The HTTP status, from 100 to 599. */
  status: number
  /** Only `content-type` and `retry-after` are read. */
  headers: AnswerHeaders
  /** The text exactly as it was received, decoded. */
  body: string
}

/** A parsed response: the headers that matter, and the body where it is JSON. */
export interface ReceivedResponse {
  /** From 100 to 599. */
  httpStatus: number
  /** Media type in lower case without parameters; null when the response names none. */
  contentType: string | null
  /** Milliseconds from `Retry-After`, counted from when the response arrived. */
  retryAfterMs: number | null
  /**
   * Undefined for a body that is not JSON or has duplicate keys. A number that a float cannot hold exactly is an
   * `ExactNumber`, which only `toIdString` and amounts read.
   */
  json: unknown
  /** The body with such numbers as floats, for schemas. */
  numbers: unknown
  /** The body with such numbers as strings, for callers. */
  raw: unknown
}

/** Parses headers and body of a response that arrived at `observedAt`. */
export function parseHttpResponse(response: StatusResponse, observedAt: Date): ReceivedResponse {
  const body = parseBody(response.body)
  return {
    httpStatus: response.status,
    contentType: readMediaType(readHeader(response.headers, 'content-type')),
    retryAfterMs: parseRetryAfter(readHeader(response.headers, 'retry-after'), observedAt),
    json: body?.values,
    numbers: body?.numbers,
    raw: body?.raw,
  }
}

/** Thirty years; larger values are cut to this, so that the number stays exact. */
const maxRetryAfterSeconds = 999_999_999

/** Reads seconds or an HTTP date; null when the header is absent or unreadable. */
function parseRetryAfter(value: string | undefined, observedAt: Date): number | null {
  if (value === undefined) return null
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value.trim()), maxRetryAfterSeconds) * 1000
  const instant = parseHttpDate(value.trim(), observedAt)
  return Number.isNaN(instant) ? null : Math.max(0, instant - observedAt.getTime())
}

/** Reads the three forms of a date that RFC 9110, section 5.6.7, requires every recipient to accept; otherwise NaN. */
function parseHttpDate(text: string, observedAt: Date): number {
  if (/^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return Date.parse(text)
  const old =
    /^[A-Za-z]{6,9}, (?<day>\d{2})-(?<month>[A-Za-z]{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/.exec(
      text,
    ) ??
    /^[A-Za-z]{3} (?<month>[A-Za-z]{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/.exec(text)
  if (!old?.groups) return Number.NaN
  const { day = '', month = '', year = '', time = '' } = old.groups
  return Date.parse(
    `${day.trim()} ${month} ${year.length === 2 ? fullYear(Number(year), observedAt) : year} ${time} GMT`,
  )
}

/** A year of two digits is of this century, unless that is more than 50 years ahead. */
function fullYear(year: number, observedAt: Date): number {
  const thisYear = observedAt.getUTCFullYear()
  const sameCentury = thisYear - (thisYear % 100) + year
  return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury
}

/** True for HTTP 2xx, which does not mean that the transaction succeeded. */
export function isSuccessful(received: ReceivedResponse): boolean {
  return received.httpStatus >= 200 && received.httpStatus < 300
}
