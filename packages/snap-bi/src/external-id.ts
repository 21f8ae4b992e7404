import { SnapBiError } from './errors.ts'
import { withAlgorithm } from './runtime.ts'

/** Options of `createExternalId`; the defaults are for production. */
export interface ExternalIdOptions {
  /** Number of digits, 20 to 36; default: 32. */
  length?: number | undefined
  /** Returns an integer from 0 to 9 per call; default: cryptographically random. For tests. */
  randomDigit?: (() => number) | undefined
}

/**
 * Creates an X-EXTERNAL-ID of digits for one request. SNAP requires it to be unique within the day; 20 or more random
 * digits make a repetition improbable without any store.
 * @throws SnapBiError for an invalid option, and for a runtime without random numbers
 */
export function createExternalId(options: ExternalIdOptions = {}): string {
  const { length = 32, randomDigit } = options
  if (!Number.isInteger(length) || length < 20 || length > 36) {
    throw new SnapBiError('length', 'length must be an integer from 20 to 36')
  }
  if (randomDigit === undefined) return (randomDigits() + randomDigits() + randomDigits()).slice(0, length)
  return Array.from({ length }, () => checkDigit(randomDigit())).join('')
}

/** Returns twelve digits at once, because one random number costs the same whatever its size. */
function randomDigits(): string {
  return String(withAlgorithm('random numbers', ({ randomInt }) => randomInt(1e12))).padStart(12, '0')
}

function checkDigit(digit: number): number {
  if (!Number.isInteger(digit) || digit < 0 || digit > 9) {
    throw new SnapBiError('randomDigit', 'randomDigit must return an integer from 0 to 9')
  }
  return digit
}
