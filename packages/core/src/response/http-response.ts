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

/** The three forms of RFC 9110, section 5.6.7; only the last one has no zone. */
const httpDate =
  /^[A-Z][a-z]{2,8}(?:, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT| [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/

/** Parses seconds or an HTTP date; null for everything else. */
function parseRetryAfter(value: string | undefined, observedAt: Date): number | null {
  if (value === undefined) return null
  const text = value.trim()
  if (/^\d+$/.test(text)) return Math.min(Number(text), maxRetryAfterSeconds) * 1000
  const instant = httpDate.test(text) ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : Number.NaN
  return Number.isNaN(instant) ? null : Math.max(0, instant - observedAt.getTime())
}

/** True for HTTP 2xx, which does not mean that the transaction succeeded. */
export function isSuccessful(received: ReceivedResponse): boolean {
  return received.httpStatus >= 200 && received.httpStatus < 300
}
