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

/** A response after the first look: header names in lower case, the body parsed where it is JSON. */
export interface ReceivedResponse {
  /** From 100 to 599. */
  httpStatus: number
  /** Media type in lower case without parameters; null when the response names none. */
  contentType: string | null
  /** Milliseconds from `Retry-After`, counted from when the response arrived. */
  retryAfterMs: number | null
  /**
   * Undefined when the body is not JSON, or has an object with one key twice. A number that a float would damage is an
   * `ExactNumber`, which only `toIdString` and amounts read.
   */
  json: unknown
  /** The body with a number in its place; what schemas check. */
  numbers: unknown
  /** The body with text in its place; what callers get. */
  raw: unknown
}

/** What an error body says in the provider's own words. */
export interface ProviderProblem {
  /** Null where the body has none. */
  providerCode: string | null
  /** Null where the body has none. */
  providerMessage: string | null
}

/** A refusal that the provider documents. */
export interface Refusal {
  /** What it becomes. */
  code: ErrorCode
  /** The likely cause; that of `RefusalRules.hints` unless said. */
  hint?: string
  /** Used where the response itself names no delay. */
  retryAfterMs?: number
}

/** How one provider words its refusals; `classifyRefusal` puts them in order. */
export interface RefusalRules {
  /** The package's last part: `paymenku`. */
  provider: string
  /** A documented provider code in the body; null when there is none. */
  readRefusal(received: ReceivedResponse): Refusal | null
  /** True only for the provider's own "not found" answer, never for any 404. */
  isNotFound(received: ReceivedResponse): boolean
  /** The code and the words of an error body, for people; it decides nothing. */
  readErrorDetails(json: Record<string, unknown>): ProviderProblem
  /** Milliseconds to wait after HTTP 429 where the response names no delay. */
  retryAfterMs?: number
  /** Likely causes, by error code. */
  hints: Partial<Record<ErrorCode, string>>
}

/** Takes the first look at a response that arrived at `observedAt`. */
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

/** Thirty years; a header that demands more demands this, so that the number stays exact. */
const maxRetryAfterSeconds = 999_999_999

/** Reads seconds or an HTTP date; null when the header is absent or unreadable. */
function parseRetryAfter(value: string | undefined, observedAt: Date): number | null {
  if (value === undefined) return null
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value.trim()), maxRetryAfterSeconds) * 1000
  const instant = parseHttpDate(value.trim(), observedAt)
  return Number.isNaN(instant) ? null : Math.max(0, instant - observedAt.getTime())
}

/** Reads the three forms of a date that RFC 9110, section 5.6.7, wants every recipient to accept; else NaN. */
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

/** True for HTTP 2xx, which says nothing about the transaction. */
export function isSuccessful(received: ReceivedResponse): boolean {
  return received.httpStatus >= 200 && received.httpStatus < 300
}

/**
 * Names the one error that a response without a usable answer stands for. The order of the rules is the precedence
 * when several apply.
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
    message: `${reading.provider} ${summaries[refusal.code] ?? 'refused the inquiry'} (HTTP ${received.httpStatus})`,
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
  RATE_LIMITED: 'says that it is asked too often',
  PROVIDER_UNAVAILABLE: 'cannot answer now',
  AUTHENTICATION: 'did not accept the credentials',
  NOT_FOUND: 'does not know the reference',
}

function toLine(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : toPlainLine(maskPersonal(text))
}

/** The error for an answer that cannot be trusted; `why` names shapes and paths, never values. */
export function invalidResponse(
  received: ReceivedResponse,
  reading: RefusalRules,
  why: string,
): CekStatusError {
  const wrongPlace = received.httpStatus === 404 || isRedirect(received)
  return new CekStatusError({
    code: 'RESPONSE_INVALID',
    provider: reading.provider,
    message: `the answer of ${reading.provider} is not usable: ${why} (HTTP ${received.httpStatus})`,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    hint: wrongPlace
      ? 'baseUrl may point to another server or path'
      : (reading.hints.RESPONSE_INVALID ?? null),
    attempts: 1,
  })
}

/** Of HTTP 3xx, 304 names no other place. */
function isRedirect({ httpStatus }: ReceivedResponse): boolean {
  return httpStatus >= 300 && httpStatus < 400 && httpStatus !== 304
}

function describeShape(received: ReceivedResponse): string {
  if (isRedirect(received)) return 'it is a redirect, which is not followed'
  if (received.httpStatus === 304) return 'it points to an earlier answer, and none was kept'
  return received.json === undefined
    ? 'the body is not JSON with every key once'
    : 'it is not the documented answer'
}
