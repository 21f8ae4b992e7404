/** The closed list of reasons why there is no transaction to return. */
export type ErrorCode =
  | 'CONFIGURATION'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'RATE_LIMITED'
  | 'PROVIDER_UNAVAILABLE'
  | 'AUTHENTICATION'
  | 'NOT_FOUND'
  | 'REJECTED'
  | 'RESPONSE_INVALID'
  | 'RESPONSE_MISMATCH'

export interface ErrorRule {
  /** True when the same call may succeed later without any change by the caller. */
  retryable: boolean
  meaning: string
}

/** What each code means. None of them is a reason to deliver, to give back or to order again. */
export const errorTable = {
  CONFIGURATION: {
    retryable: false,
    meaning: 'an option, credential or reference is missing or malformed; nothing was sent',
  },
  NETWORK: { retryable: true, meaning: 'no complete answer arrived' },
  TIMEOUT: { retryable: true, meaning: 'no complete answer arrived within timeoutMs or deadlineMs' },
  ABORTED: { retryable: false, meaning: "the caller's signal ended the call" },
  RATE_LIMITED: { retryable: true, meaning: 'too many inquiries; see limitedBy and retryAfterMs' },
  PROVIDER_UNAVAILABLE: { retryable: true, meaning: 'the provider cannot answer now; ask again' },
  AUTHENTICATION: {
    retryable: false,
    meaning: 'key, token, signature, permission or caller address refused',
  },
  NOT_FOUND: {
    retryable: false,
    meaning: 'the provider does not know the reference; not a failure: it may be too early or the wrong mode',
  },
  REJECTED: { retryable: false, meaning: 'the inquiry was refused; says nothing about the transaction' },
  RESPONSE_INVALID: {
    retryable: false,
    meaning: 'the answer is not JSON, too large or not of the documented shape',
  },
  RESPONSE_MISMATCH: { retryable: false, meaning: 'the answer is about another transaction' },
} as const satisfies Record<ErrorCode, ErrorRule>

/** Every error code, in the order of `errorTable`. */
export const errorCodes = Object.freeze(Object.keys(errorTable)) as readonly ErrorCode[]

/** The provider, our own rate limiter (nothing was sent), or the store that the limiter shares (likewise). */
export type LimitedBy = 'provider' | 'local' | 'store'

export interface CekStatusErrorDetails {
  code: ErrorCode
  message: string
  provider?: string | null
  /** What a `CONFIGURATION` error is about, as the caller names it, or a `RESPONSE_MISMATCH`, as the provider does. */
  field?: string | null
  httpStatus?: number | null
  contentType?: string | null
  providerCode?: string | null
  providerMessage?: string | null
  hint?: string | null
  attempts?: number
  retryAfterMs?: number | null
  limitedBy?: LimitedBy | null
  /** False where asking again may act, whatever the code says. */
  retryable?: boolean
  cause?: unknown
}

/** A registered symbol, so that two installed copies of this package recognise each other's errors. */
const brand = Symbol.for('cekstatus.error')

/**
 * The one error class. It never holds a credential, a signature, a request or a response body.
 * Use `isCekStatusError` instead of `instanceof`.
 */
export class CekStatusError extends Error {
  override readonly name = 'CekStatusError'
  readonly code: ErrorCode
  readonly provider: string | null
  readonly retryable: boolean
  readonly field: string | null
  readonly httpStatus: number | null
  readonly contentType: string | null
  readonly providerCode: string | null
  readonly providerMessage: string | null
  readonly hint: string | null
  /** HTTP inquiries made before the error; 0 when nothing was sent. */
  readonly attempts: number
  /** Milliseconds to wait before asking again, where a delay is known. */
  readonly retryAfterMs: number | null
  /** Who refused, of a `RATE_LIMITED` error. */
  readonly limitedBy: LimitedBy | null

  constructor(details: CekStatusErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.provider = details.provider ?? null
    this.retryable = details.retryable ?? errorTable[details.code].retryable
    this.field = details.field ?? null
    this.httpStatus = details.httpStatus ?? null
    this.contentType = details.contentType ?? null
    this.providerCode = details.providerCode ?? null
    this.providerMessage = details.providerMessage ?? null
    this.hint = details.hint ?? null
    this.attempts = details.attempts ?? 0
    this.retryAfterMs = details.retryAfterMs ?? null
    this.limitedBy = details.limitedBy ?? null
    Object.defineProperty(this, brand, { value: true, enumerable: false })
  }
}

/** True for errors of this class, also of another installed copy of the package. */
export function isCekStatusError(error: unknown): error is CekStatusError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[brand] === true
}

/** Builds the error for bad input: names the field and the fix, and never quotes the value. */
export function configurationError(provider: string | null, field: string, fix: string): CekStatusError {
  return new CekStatusError({
    code: 'CONFIGURATION',
    provider,
    field,
    message: `${field}: ${fix}`,
    hint: fix,
  })
}
