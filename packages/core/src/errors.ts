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
  | 'AMBIGUOUS'

/** One row of `errorInfo`. */
export interface ErrorInfo {
  /** True when the same call may succeed later without any change by the caller. */
  retryable: boolean
  /** What is known when it is thrown, for people. */
  meaning: string
}

/** Apart from what the codes mean, so that a bundle holds those texts only where somebody reads them. */
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

/** What each code means. None of them is a reason to deliver, to give back or to order again. */
export const errorInfo = /* @__PURE__ */ toErrorTable({
  CONFIGURATION: 'an option, credential or reference is missing or malformed; nothing was sent',
  NETWORK: 'no complete answer arrived',
  TIMEOUT: 'no complete answer arrived within timeoutMs or deadlineMs',
  ABORTED: "the caller's signal ended the call",
  RATE_LIMITED: 'too many inquiries; see limitedBy and retryAfterMs',
  PROVIDER_UNAVAILABLE: 'the provider cannot answer now; ask again',
  AUTHENTICATION: 'key, token, signature, permission or caller address refused',
  NOT_FOUND: 'the provider does not know the reference; not a failure: it may be too early or the wrong mode',
  REJECTED: 'the inquiry was refused; says nothing about the transaction',
  RESPONSE_INVALID: 'the answer is not JSON, too large or not of the documented shape',
  RESPONSE_MISMATCH: 'the response is for another transaction',
  AMBIGUOUS: 'several transactions have the reference; query by one of providerReferences',
})

function toErrorTable(meanings: Readonly<Record<ErrorCode, string>>): Readonly<Record<ErrorCode, ErrorInfo>> {
  const rows = errorCodes.map((code) => [code, { retryable: retryableByCode[code], meaning: meanings[code] }])
  return Object.fromEntries(rows) as Record<ErrorCode, ErrorInfo>
}

/** The provider, our own rate limiter (nothing was sent), or the store that the limiter shares (likewise). */
export type LimitedBy = 'provider' | 'local' | 'store'

/** What a `CekStatusError` is made from; what is left out is null, and `attempts` 0. */
export interface CekStatusErrorDetails {
  /** Decides `retryable`, by `errorInfo`. */
  code: ErrorCode
  /** One line without credentials; it is shown as it is. */
  message: string
  /** Null for an error of no provider in particular. */
  provider?: string | null
  /** What a `CONFIGURATION` error is about, as the caller names it, or a `RESPONSE_MISMATCH`, as the provider does. */
  field?: string | null
  /** Of the answer, where its head arrived. */
  httpStatus?: number | null
  /** Media type of the answer without parameters: `text/html`. */
  contentType?: string | null
  /** The provider's own code, such as `4039204`. */
  providerCode?: string | null
  /** The provider's own words, without credentials and personal data. */
  providerMessage?: string | null
  /** The likely cause or the fix, for people. */
  hint?: string | null
  /** HTTP inquiries made before the error. */
  attempts?: number
  /** From 0; milliseconds to wait before asking again. */
  retryAfterMs?: number | null
  /** Who refused, of a `RATE_LIMITED` error. */
  limitedBy?: LimitedBy | null
  /** Of an `AMBIGUOUS` error: the provider's ids of the transactions that fit, at most ten. */
  providerReferences?: readonly string[]
  /** False where another request may act, whatever the code says. */
  retryable?: boolean
  /** What lies behind it; never a parser's or schema's error, which would quote the body. */
  cause?: unknown
}

/** A registered symbol, so that two installed copies of this package recognize each other's errors. */
const brand = Symbol.for('cekstatus.error')

/**
 * The one error class. It never holds a credential, a signature, a request or a response body.
 * Use `isCekStatusError` instead of `instanceof`.
 */
export class CekStatusError extends Error {
  /** The same in every copy of the package. */
  override readonly name = 'CekStatusError'
  /** The reason, one of the closed list; switch over this. */
  readonly code: ErrorCode
  /** `paymenku`; null for an error of no provider in particular. */
  readonly provider: string | null
  /** True when the same call may succeed later without any change by the caller. */
  readonly retryable: boolean
  /** What a `CONFIGURATION` or `RESPONSE_MISMATCH` error is about: `apiKey`, `expect.amount`, `data.reference_id`. */
  readonly field: string | null
  /** Of the answer; null when no head of one arrived. */
  readonly httpStatus: number | null
  /** Media type of the answer without parameters, such as `text/html`; null when it named none. */
  readonly contentType: string | null
  /** The provider's own code, such as `4039204`; null when the answer has none. */
  readonly providerCode: string | null
  /**
   * The provider's own words: one line of at most 200 characters, without credentials and personal data. Untrusted: escape
   * it before you display it, and decide nothing by it.
   */
  readonly providerMessage: string | null
  /** The likely cause or the fix, for people; its wording may change with any version. */
  readonly hint: string | null
  /** HTTP inquiries made before the error; 0 when nothing was sent. */
  readonly attempts: number
  /** Milliseconds to wait before asking again, where a delay is known. */
  readonly retryAfterMs: number | null
  /** Who refused, of a `RATE_LIMITED` error. */
  readonly limitedBy: LimitedBy | null
  /** Of an `AMBIGUOUS` error: the provider's ids of the transactions that fit, at most ten; empty for other errors. */
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

/** Builds the error for bad input. `message` names the field and the rule that the value breaks, never the value. */
export function configurationError(
  provider: string | null,
  field: string,
  message: string,
  hint: string | null = null,
): CekStatusError {
  return new CekStatusError({ code: 'CONFIGURATION', provider, field, message, hint })
}

/**
 * Builds the error for a function in the options that threw. Of a foreign error only the name is kept, because its
 * message may quote any credential.
 */
export function callbackError(provider: string | null, option: string, error: unknown): CekStatusError {
  const name: unknown = error instanceof Object && 'name' in error ? error.name : typeof error
  const shown = typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error'
  return configurationError(provider, option, `${option} threw ${shown}`)
}
