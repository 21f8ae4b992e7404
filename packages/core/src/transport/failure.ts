import { CekStatusError } from '../errors.ts'
import { maskSecrets, type Secret, toPlainLine } from '../secrets.ts'

/**
 * Returns a new error with only the message and system code of a failure or its cause: a fetch of the caller's may attach
 * the request, with its headers, to the error that it throws.
 */
export function describeFailure(error: unknown, secrets: readonly Secret[]): Error {
  const outer = readFailure(error)
  const inner = readFailure(outer.cause)
  const message = inner.message || outer.message || 'the request failed'
  const failure = new Error(toPlainLine(maskSecrets(message, secrets)))
  delete failure.stack
  const code = inner.code || outer.code
  return code === '' ? failure : Object.assign(failure, { code: toPlainLine(maskSecrets(code, secrets)) })
}

/** No `instanceof`: in a test runner with its own globals, the runtime's errors are not instances of `Error`. */
function readFailure(error: unknown): { message: string; code: string; cause: unknown } {
  const { message, code, cause } = (error ?? {}) as Record<string, unknown>
  return {
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'string' ? code : '',
    cause,
  }
}

/** An error of this package that a function in the options threw: its words are not ours, so they are masked. */
export function maskWords(error: CekStatusError, secrets: readonly Secret[]): CekStatusError {
  return new CekStatusError({
    ...error,
    message: maskSecrets(error.message, secrets),
    hint: error.hint === null ? null : maskSecrets(error.hint, secrets),
    cause: error.cause,
  })
}
