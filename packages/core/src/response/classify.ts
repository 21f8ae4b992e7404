import { CekStatusError, type ErrorCode } from '../errors.ts'
import { isRecord } from '../json.ts'
import { maskPersonal } from '../personal.ts'
import { toPlainLine } from '../secrets.ts'
import type { ReceivedResponse } from './http-response.ts'

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

/**
 * Returns the error for a response without a transaction. Where several rules apply, the first one wins.
 */
export function classifyRefusal(received: ReceivedResponse, rules: RefusalRules): CekStatusError {
  const { httpStatus, json } = received
  const clientError = httpStatus >= 400 && httpStatus < 500
  const documented = isRecord(json) ? rules.readRefusal(received) : null
  if (documented !== null) return refuse(documented, received, rules)
  if (httpStatus === 429) {
    const { retryAfterMs } = rules
    const refusal: Refusal = { code: 'RATE_LIMITED', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
    return refuse(refusal, received, rules)
  }
  if (httpStatus >= 500) return refuse({ code: 'PROVIDER_UNAVAILABLE' }, received, rules)
  if ((httpStatus === 401 || httpStatus === 403) && isRecord(json)) {
    return refuse({ code: 'AUTHENTICATION' }, received, rules)
  }
  if (isRecord(json) && rules.isNotFound(received)) return refuse({ code: 'NOT_FOUND' }, received, rules)
  if (clientError && isRecord(json)) return refuse({ code: 'REJECTED' }, received, rules)
  return invalidResponse(received, rules, describeShape(received))
}

function refuse(refusal: Refusal, received: ReceivedResponse, rules: RefusalRules): CekStatusError {
  const problem = isRecord(received.json) ? rules.readErrorDetails(received.json) : null
  const limited = refusal.code === 'RATE_LIMITED'
  return new CekStatusError({
    code: refusal.code,
    provider: rules.provider,
    message: `${rules.provider} ${summaries[refusal.code] ?? 'rejected the request'} (HTTP ${received.httpStatus})`,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    providerCode: toLine(problem?.providerCode),
    providerMessage: toLine(problem?.providerMessage),
    hint: refusal.hint ?? rules.hints[refusal.code] ?? null,
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
  rules: RefusalRules,
  why: string,
): CekStatusError {
  const wrongPlace = received.httpStatus === 404 || isRedirect(received)
  return new CekStatusError({
    code: 'RESPONSE_INVALID',
    provider: rules.provider,
    message: `unusable response from ${rules.provider}: ${why} (HTTP ${received.httpStatus})`,
    httpStatus: received.httpStatus,
    contentType: received.contentType,
    hint: wrongPlace ? 'baseUrl may point to another server or path' : (rules.hints.RESPONSE_INVALID ?? null),
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
