import { CekStatusError, callbackError, type ErrorCode, isCekStatusError } from '../errors.ts'
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
  /** The name of a credential that begins with a quotation mark; null where none does. */
  readonly quotedCredential: string | null
}

/**
 * Rebuilds an error with the attempt count, and without secrets in foreign text. `message` and `hint` are our own words,
 * which a secret such as `status` must not deface; `maskWords` masks those of errors that options threw. A foreign error
 * becomes a `CONFIGURATION` one.
 */
export function cleanError(error: unknown, context: ErrorContext): CekStatusError {
  const { provider, attempts, head, secrets, repeatable, quotedCredential } = context
  const clean = (text: string | null): string | null => (text === null ? null : maskSecrets(text, secrets))
  if (!isCekStatusError(error)) {
    const { code, message } = callbackError(provider, 'an option callback', error)
    return new CekStatusError({ code, provider, attempts, message })
  }
  const httpStatus = error.httpStatus ?? (cutShort.has(error.code) ? (head?.status ?? null) : null)
  const contentType = error.contentType ?? (httpStatus === null || head === null ? null : contentTypeOf(head))
  return new CekStatusError({
    code: error.code,
    provider,
    message: error.message,
    field: error.field,
    httpStatus,
    contentType: clean(contentType),
    providerCode: clean(error.providerCode),
    providerMessage: clean(error.providerMessage),
    hint:
      error.code === 'AUTHENTICATION' && quotedCredential !== null
        ? `${quotedCredential} begins with a quotation mark; remove the quotes`
        : error.hint,
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
