import { type CekStatusError, type ErrorCode, isCekStatusError } from '@cekstatus/core'
import { describeCause, readCause } from './error-cause.ts'
import { type ExitReason, exitCodes } from './exit-codes.ts'
import { maskForeignText } from './masking/mask-transaction.ts'
import { toPlainLine } from './plain-line.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The exit reason of each error code; for `ABORTED` the signal's own reason is used where there is one. */
const reasons = {
  CONFIGURATION: 'misconfigured',
  NETWORK: 'network',
  TIMEOUT: 'network',
  ABORTED: 'interrupted',
  RATE_LIMITED: 'network',
  PROVIDER_UNAVAILABLE: 'network',
  AUTHENTICATION: 'refused',
  NOT_FOUND: 'not-found',
  REJECTED: 'refused',
  RESPONSE_INVALID: 'untrusted',
  RESPONSE_MISMATCH: 'untrusted',
  AMBIGUOUS: 'untrusted',
} as const satisfies Record<ErrorCode, ExitReason>

/** Returns the exit reason of an error code. */
export const reasonOfError = (code: ErrorCode): ExitReason => reasons[code]

/** Converts an error to JSON, with provider texts masked. */
export function toJsonError(error: CekStatusError): Record<string, unknown> {
  const { code, provider, message, hint, field, retryable, retryAfterMs, httpStatus, attempts } = error
  const { providerCode, providerMessage, providerReferences } = error
  const cause = readCause(error)
  return {
    code,
    provider,
    message,
    hint,
    field,
    retryable,
    retryAfterMs,
    httpStatus,
    providerCode,
    providerMessage: providerMessage === null ? null : maskForeignText(providerMessage),
    ...(code === 'AMBIGUOUS' ? { providerReferences } : {}),
    attempts,
    cause: cause === null ? null : { code: cause.code, message: cause.message },
  }
}

/** Prints code, message and hint, without a stack trace, and returns the exit reason. */
export function reportFailure(error: unknown, terminal: Terminal): ExitReason {
  const { signal } = terminal
  // After an abort, every failure is a consequence of it.
  if (signal.aborted) return readStopReason(signal)
  if (isCekStatusError(error)) {
    const cause = readCause(error)
    print(terminal, error.code, error.message, [
      ...(cause === null ? [] : [`cause: ${describeCause(cause)}`]),
      ...(error.code === 'AMBIGUOUS' ? [`provider references: ${error.providerReferences.join(', ')}`] : []),
      ...(error.providerCode === null ? [] : [`provider code: ${error.providerCode}`]),
      ...(error.providerMessage === null
        ? []
        : [`provider message: ${toPlainLine(maskForeignText(error.providerMessage))}`]),
      ...describeDelay(error),
      ...describeHint(error),
      ...(cause === null || cause.hint === null ? [] : [`hint: ${cause.hint}`]),
    ])
    return reasons[error.code]
  }
  if (error instanceof UsageError) {
    print(terminal, 'CONFIGURATION', error.message, error.hint === null ? [] : [`hint: ${error.hint}`])
    return 'misconfigured'
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  print(terminal, 'UNEXPECTED', `${name}: ${message}`, ['this is a bug in cekstatus; please report it'])
  return 'unexpected'
}

function print(terminal: Terminal, code: string, message: string, details: readonly string[]): void {
  const lines = [`${terminal.styleNote('red', code)} ${message}`, ...details.map((detail) => `  ${detail}`)]
  terminal.note(lines.join('\n'))
}

function describeDelay({ retryAfterMs }: CekStatusError): string[] {
  return retryAfterMs === null ? [] : [`retry after ${Math.ceil(retryAfterMs / 1000)} s`]
}

/** Command-line names of core's options. */
const options = new Map([
  ['kind', '--kind'],
  ['expect.amount', '--expect-amount'],
  ['baseUrl', '--base-url'],
  ['environment', '--environment'],
  ['allowInsecureHttp', '--allow-insecure-http'],
  ['allowRepeat', '--allow-repeat'],
])

function describeHint({ code, field, hint }: CekStatusError): string[] {
  const option = code === 'CONFIGURATION' ? options.get(field ?? '') : undefined
  const named = hint?.replace('allowInsecureHttp: true', '--allow-insecure-http') ?? null
  return [
    ...(named === null ? [] : [`hint: ${named}`]),
    ...(option === undefined ? [] : [`option: ${option}`]),
  ]
}

/** Returns the reason of an aborted signal. */
export function readStopReason({ reason }: AbortSignal): ExitReason {
  return typeof reason === 'string' && Object.hasOwn(exitCodes, reason)
    ? (reason as ExitReason)
    : 'interrupted'
}
