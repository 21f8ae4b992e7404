/** Every reason why a call returns no transaction. */
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
  | 'AMBIGUOUS'

/** One row of `errorInfo`. */
export interface ErrorInfo {
  /** True when the same call may succeed later without any change by the caller. */
  retryable: boolean
  /** For people. */
  meaning: string
}

/** Apart from the meanings, so that bundles that do not use them leave them out. */
const retryableByCode: Readonly<Record<ErrorCode, boolean>> = {
  CONFIGURATION: false,
  NETWORK: true,
  TIMEOUT: true,
  ABORTED: false,
  RATE_LIMITED: true,
  PROVIDER_UNAVAILABLE: true,
  AUTHENTICATION: false,
  NOT_FOUND: false,
  REJECTED: false,
  RESPONSE_INVALID: false,
  RESPONSE_MISMATCH: false,
  AMBIGUOUS: false,
}

/** Every error code, in the order of `errorInfo`. */
export const errorCodes = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.keys(retryableByCode),
) as readonly ErrorCode[]

/** Meaning of each code. None of them is a reason to deliver, refund or order again. */
export const errorInfo = /* @__PURE__ */ toErrorTable({
  CONFIGURATION: 'invalid or missing option, credential or reference; no request was sent',
  NETWORK: 'no complete response arrived',
  TIMEOUT: 'no complete response within timeoutMs or deadlineMs',
  ABORTED: "aborted by the caller's signal",
  RATE_LIMITED: 'rate limit exceeded; see limitedBy and retryAfterMs',
  PROVIDER_UNAVAILABLE: 'the provider is temporarily unavailable; retry',
  AUTHENTICATION: 'key, token, signature, permission or IP address rejected',
  NOT_FOUND:
    'unknown reference; not a failed transaction: it may be too new, or belong to the other environment',
  REJECTED: 'the request was rejected; the status of the transaction is not known',
  RESPONSE_INVALID: 'the response is not valid JSON, too large or of an undocumented shape',
  RESPONSE_MISMATCH: 'the response is for a different transaction',
  AMBIGUOUS: 'several transactions have this reference; query by one of providerReferences',
})

function toErrorTable(meanings: Readonly<Record<ErrorCode, string>>): Readonly<Record<ErrorCode, ErrorInfo>> {
  const rows = errorCodes.map((code) => [code, { retryable: retryableByCode[code], meaning: meanings[code] }])
  return Object.fromEntries(rows) as Record<ErrorCode, ErrorInfo>
}

/** The provider, the local rate limiter or the store of the shared one; the latter two mean that no request was sent. */
export type LimitedBy = 'provider' | 'local' | 'store'

/** Fields of a `CekStatusError`; omitted ones are null, and `attempts` is 0. */
export interface CekStatusErrorDetails {
  code: ErrorCode
  /** One line without credentials. */
  message: string
  provider?: string | null
  field?: string | null
  httpStatus?: number | null
  contentType?: string | null
  providerCode?: string | null
  providerMessage?: string | null
  hint?: string | null
  attempts?: number
  retryAfterMs?: number | null
  limitedBy?: LimitedBy | null
  providerReferences?: readonly string[]
  /** Default: that of the code in `errorInfo`. */
  retryable?: boolean
  /** Never a parser's or schema's error, which would quote the body. */
  cause?: unknown
}

/** Registered, so that two installed copies of this package recognize each other's errors. */
const brand = Symbol.for('cekstatus.error')

/**
 * The one error class. It never holds a credential, a signature, a request or a response body.
 * Use `isCekStatusError` instead of `instanceof`.
 */
export class CekStatusError extends Error {
  override readonly name = 'CekStatusError'
  /** Switch over this. */
  readonly code: ErrorCode
  /** Such as `paymenku`; null for an error that no provider is involved in. */
  readonly provider: string | null
  /** True when the same call may succeed later without any change by the caller. */
  readonly retryable: boolean
  /** The invalid field of a `CONFIGURATION` or `RESPONSE_MISMATCH` error: `apiKey`, `expect.amount`, `data.reference_id`. */
  readonly field: string | null
  /** Null if no response arrived. */
  readonly httpStatus: number | null
  /** Media type of the response without parameters, such as `text/html`. */
  readonly contentType: string | null
  /** The provider's own code, such as `4039204`. */
  readonly providerCode: string | null
  /**
   * The provider's own message: one line of at most 200 characters, without credentials and personal data. Untrusted:
   * escape it before display, and base no decision on it.
   */
  readonly providerMessage: string | null
  /** The likely cause or the fix, for people; the wording may change with any version. */
  readonly hint: string | null
  /** Number of requests sent before the error. */
  readonly attempts: number
  /** Milliseconds to wait before a retry, where known. */
  readonly retryAfterMs: number | null
  /** Set for `RATE_LIMITED` only. */
  readonly limitedBy: LimitedBy | null
  /** The provider's ids of at most ten matching transactions; empty except for `AMBIGUOUS`. */
  readonly providerReferences: readonly string[]

  constructor(details: CekStatusErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.provider = details.provider ?? null
    this.retryable = details.retryable ?? retryableByCode[details.code]
    this.field = details.field ?? null
    this.httpStatus = details.httpStatus ?? null
    this.contentType = details.contentType ?? null
    this.providerCode = details.providerCode ?? null
    this.providerMessage = details.providerMessage ?? null
    this.hint = details.hint ?? null
    this.attempts = details.attempts ?? 0
    this.retryAfterMs = details.retryAfterMs ?? null
    this.limitedBy = details.limitedBy ?? null
    this.providerReferences = (details.providerReferences ?? []).slice(0, 10)
    Object.defineProperty(this, brand, { value: true, enumerable: false })
  }
}

/** True for errors of this class, also of another installed copy of the package. */
export function isCekStatusError(error: unknown): error is CekStatusError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[brand] === true
}

/** Builds the error for invalid input. `message` names the field and the rule, never the value. */
export function configurationError(
  provider: string | null,
  field: string,
  message: string,
  hint: string | null = null,
): CekStatusError {
  return new CekStatusError({ code: 'CONFIGURATION', provider, field, message, hint })
}

/**
 * Builds the error for a function in the options that threw. Only the name of the thrown error is kept, because its
 * message may contain credentials.
 */
export function callbackError(provider: string | null, option: string, error: unknown): CekStatusError {
  const name: unknown = error instanceof Object && 'name' in error ? error.name : typeof error
  const shown = typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error'
  return configurationError(provider, option, `${option} threw ${shown}`)
}
