import { CekStatusError, type ErrorCode, isCekStatusError } from '../errors.ts'
import { readHeader } from '../headers.ts'
import { readMediaType } from '../media-type.ts'
import { maskSecrets, type Secret } from '../secrets.ts'
import { describeFailure } from '../transport/failure.ts'
import type { ResponseHead } from '../transport/transport.ts'

/** Errors that can come after the head of an answer has arrived. */
const cutShort: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NETWORK', 'TIMEOUT', 'ABORTED'])

/** What is known about the call that an error ended. */
export interface ErrorContext {
  readonly provider: string
  attempts: number
  /** Of the last request's answer; null while none of it has arrived. */
  head: ResponseHead | null
  secrets: readonly Secret[]
  /** False where another inquiry may act, so that no error invites to one. */
  repeatable: boolean
}

/**
 * Rebuilds an error with the attempt count and without secrets. A foreign error comes from a function in the caller's
 * options and becomes a `CONFIGURATION` one; its message may quote any credential, so only its name is kept.
 */
export function cleanError(
  error: unknown,
  { provider, attempts, head, secrets, repeatable }: ErrorContext,
): CekStatusError {
  const clean = (text: string | null): string | null => (text === null ? null : maskSecrets(text, secrets))
  if (!isCekStatusError(error)) {
    const message = `a function given in the options failed (${nameFailure(error)})`
    return new CekStatusError({ code: 'CONFIGURATION', provider, attempts, message })
  }
  const httpStatus = error.httpStatus ?? (cutShort.has(error.code) ? (head?.status ?? null) : null)
  const contentType = error.contentType ?? (httpStatus === null || head === null ? null : contentTypeOf(head))
  return new CekStatusError({
    code: error.code,
    provider,
    message: maskSecrets(error.message, secrets),
    field: error.field,
    httpStatus,
    contentType: clean(contentType),
    providerCode: clean(error.providerCode),
    providerMessage: clean(error.providerMessage),
    hint: clean(error.hint),
    attempts,
    retryAfterMs: error.retryAfterMs,
    limitedBy: error.limitedBy,
    providerReferences: error.providerReferences,
    retryable: error.retryable && (repeatable || attempts === 0),
    cause: error.cause === undefined ? undefined : describeFailure(error.cause, secrets),
  })
}

function contentTypeOf({ headers }: ResponseHead): string | null {
  return readMediaType(readHeader(headers, 'content-type'))
}

function nameFailure(error: unknown): string {
  const name: unknown = error instanceof Object && 'name' in error ? error.name : typeof error
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error'
}
