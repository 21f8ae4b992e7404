import { type CekStatusError, type ErrorCode, isCekStatusError } from '@cekstatus/core'
import { type ExitReason, exitCodes } from './exit-codes.ts'
import { maskForeignText } from './masking/mask-transaction.ts'
import { toPlainLine } from './plain-line.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The reason to end for each error code; `ABORTED` has the reason of whatever ended the command. */
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
} as const satisfies Record<ErrorCode, ExitReason>

/** Why a command ends that met this error. */
export const reasonOfError = (code: ErrorCode): ExitReason => reasons[code]

/** An error as JSON gives it to programs. */
export function toJsonError(error: CekStatusError): Record<string, unknown> {
  const { code, provider, message, hint, field, retryable, retryAfterMs, httpStatus, attempts } = error
  const { providerCode, providerMessage } = error
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
    attempts,
  }
}

/** Tells what went wrong as code, message and hint, never as a stack, and returns the reason to end with. */
export function reportFailure(error: unknown, terminal: Terminal): ExitReason {
  const { signal } = terminal
  // Whatever fails then, fails because of that.
  if (signal.aborted) return readStopReason(signal)
  if (isCekStatusError(error)) {
    tell(terminal, error.code, error.message, [
      ...(error.providerCode === null ? [] : [`the provider's code: ${error.providerCode}`]),
      ...(error.providerMessage === null
        ? []
        : [`the provider says: ${toPlainLine(maskForeignText(error.providerMessage))}`]),
      ...describeDelay(error),
      ...nameOption(error),
      ...(error.hint === null || error.message.endsWith(error.hint) ? [] : [`hint: ${error.hint}`]),
    ])
    return reasons[error.code]
  }
  if (error instanceof UsageError) {
    tell(terminal, 'CONFIGURATION', error.message, error.hint === null ? [] : [`hint: ${error.hint}`])
    return 'misconfigured'
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  tell(terminal, 'UNEXPECTED', `${name}: ${message}`, ['this is a mistake in cekstatus; please report it'])
  return 'unexpected'
}

function tell(terminal: Terminal, code: string, message: string, details: readonly string[]): void {
  const lines = [`${terminal.styleNote('red', code)} ${message}`, ...details.map((detail) => `  ${detail}`)]
  terminal.note(lines.join('\n'))
}

function describeDelay({ retryAfterMs }: CekStatusError): string[] {
  return retryAfterMs === null ? [] : [`ask again after ${Math.ceil(retryAfterMs / 1000)} s`]
}

/** How the command line calls what core calls by the name of its own option. */
const options = new Map([
  ['kind', '--kind'],
  ['expect.amount', '--expect-amount'],
  ['baseUrl', '--base-url'],
  ['environment', '--environment'],
  ['allowRepeat', '--allow-repeat'],
])

function nameOption({ code, field }: CekStatusError): string[] {
  const option = code === 'CONFIGURATION' ? options.get(field ?? '') : undefined
  return option === undefined ? [] : [`hint: on the command line it is ${option}`]
}

/** Why the terminal's signal was aborted. */
export function readStopReason({ reason }: AbortSignal): ExitReason {
  return typeof reason === 'string' && Object.hasOwn(exitCodes, reason)
    ? (reason as ExitReason)
    : 'interrupted'
}
