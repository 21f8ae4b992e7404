import { inspect } from 'node:util'
import { expect } from 'vitest'
import { isSnapBiError, type SnapBiError } from './errors.ts'

/** The error that the call throws; fails when it throws none or one of another class. */
export function snapBiErrorFrom(call: () => unknown): SnapBiError {
  try {
    call()
  } catch (error) {
    if (isSnapBiError(error)) return error
    throw error
  }
  throw new Error('no error was thrown')
}

/** Expects an error about the field that shows none of the secrets anywhere a log would print it. */
export function expectRefusal(call: () => unknown, field: string, secrets: readonly string[] = []): void {
  const error = snapBiErrorFrom(call)
  expect(error).toMatchObject({ name: 'SnapBiError', code: 'CONFIGURATION', field })
  expect(error.message).toContain(field)
  expect(error.cause).toBeUndefined()
  const shown = [
    String(error),
    error.stack ?? '',
    JSON.stringify(error),
    inspect(error, { showHidden: true }),
  ]
  for (const secret of secrets) expect(shown.join('\n')).not.toContain(secret)
}
