import { CekStatusError, type ErrorCode } from './errors.ts'
import { type AnswerHeaders, readHeader } from './headers.ts'
import { isRecord, parseBody } from './json.ts'
import { readMediaType } from './media-type.ts'
import { maskPersonal } from './personal.ts'
import { toPlainLine } from './secrets.ts'

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

/** The code and message of an error body. */
export interface ProviderProblem {
  /** Null where the body has none. */
  providerCode: string | null
  /** Null where the body has none. */
  providerMessage: string | null
}

/** A refusal that the provider documents. */
export interface Refusal {
  /** The code of the resulting error. */
  code: ErrorCode
  /** The likely cause (default: `RefusalRules.hints` of the code). */
  hint?: string
  /** Used where the response itself names no delay. */
  retryAfterMs?: number
}

/** How to recognize a provider's documented refusals; `classifyRefusal` decides their precedence. */
export interface RefusalRules {
  /** The package's last part: `paymenku`. */
  provider: string
  /** The refusal that the body documents by its code; null without one. */
  readRefusal(received: ReceivedResponse): Refusal | null
  /** True only for the provider's own "not found" response, not for every 404. */
  isNotFound(received: ReceivedResponse): boolean
  /** Code and message of an error body, for people only. */
  readErrorDetails(json: Record<string, unknown>): ProviderProblem
  /** Milliseconds to wait after HTTP 429 where the response names no delay. */
  retryAfterMs?: number
  /** Likely causes, by error code. */
  hints: Partial<Record<ErrorCode, string>>
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

/**
 * Returns the error for a response without a transaction. Where several rules apply, the first one wins.
 */
export function classifyRefusal(received: ReceivedResponse, reading: RefusalRules): CekStatusError {
  const { httpStatus, json } = received
  const clientError = httpStatus >= 400 && httpStatus < 500
  const documented = isRecord(json) ? reading.readRefusal(received) : null
  if (documented !== null) return refuse(documented, received, reading)
  if (httpStatus === 429) {
    const { retryAfterMs } = reading
    const refusal: Refusal = { code: 'RATE_LIMITED', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
    return refuse(refusal, received, reading)
  }
  if (httpStatus >= 500) return refuse({ code: 'PROVIDER_UNAVAILABLE' }, received, reading)
  if ((httpStatus === 401 || httpStatus === 403) && isRecord(json)) {
    return refuse({ code: 'AUTHENTICATION' }, received, reading)
  }
  if (isRecord(json) && reading.isNotFound(received)) return refuse({ code: 'NOT_FOUND' }, received, reading)
  if (clientError && isRecord(json)) return refuse({ code: 'REJECTED' }, received, reading)
  return invalidResponse(received, reading, describeShape(received))
}

function refuse(refusal: Refusal, received: ReceivedResponse, reading: RefusalRules): CekStatusError {
  const problem = isRecord(received.json) ? reading.readErrorDetails(received.json) : null
  const limited = refusal.code === 'RATE_LIMITED'
  return new CekStatusError({
    code: refusal.code,
    provider: reading.provider,
    message: `${reading.provider} ${summaries[refusal.code] ?? 'rejected the request'} (HTTP ${received.httpStatus})`,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    providerCode: toLine(problem?.providerCode),
    providerMessage: toLine(problem?.providerMessage),
    hint: refusal.hint ?? reading.hints[refusal.code] ?? null,
    attempts: 1,
    retryAfterMs: received.retryAfterMs ?? refusal.retryAfterMs ?? null,
    limitedBy: limited ? 'provider' : null,
  })
}

const summaries: Partial<Record<ErrorCode, string>> = {
  RATE_LIMITED: 'rate limit exceeded',
  PROVIDER_UNAVAILABLE: 'is unavailable',
  AUTHENTICATION: 'rejected the credentials',
  NOT_FOUND: 'found no transaction with this reference',
}

function toLine(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : toPlainLine(maskPersonal(text))
}

/** Builds the error for a response that cannot be trusted; `why` names shapes and paths, never values. */
export function invalidResponse(
  received: ReceivedResponse,
  reading: RefusalRules,
  why: string,
): CekStatusError {
  const wrongPlace = received.httpStatus === 404 || isRedirect(received)
  return new CekStatusError({
    code: 'RESPONSE_INVALID',
    provider: reading.provider,
    message: `unusable response from ${reading.provider}: ${why} (HTTP ${received.httpStatus})`,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    hint: wrongPlace
      ? 'baseUrl may point to another server or path'
      : (reading.hints.RESPONSE_INVALID ?? null),
    attempts: 1,
  })
}

/** Every HTTP 3xx except 304, which names no other place. */
function isRedirect({ httpStatus }: ReceivedResponse): boolean {
  return httpStatus >= 300 && httpStatus < 400 && httpStatus !== 304
}

function describeShape(received: ReceivedResponse): string {
  if (isRedirect(received)) return 'redirects are not followed'
  if (received.httpStatus === 304) return 'HTTP 304 refers to a cached response, and no response is cached'
  return received.json === undefined
    ? 'the body is not valid JSON or has duplicate keys'
    : 'the body is not a documented response'
}
