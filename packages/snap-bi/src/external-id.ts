import { SnapBiError } from './errors.ts'
import { withAlgorithm } from './runtime.ts'

/** How the digits are made; the defaults are for production. */
export interface ExternalIdOptions {
  /** Number of digits, 20 to 36; 32 unless said. */
  length?: number | undefined
  /** Returns one whole number from 0 to 9 per call; cryptographically random unless said. For tests. */
  randomDigit?: (() => number) | undefined
}

/**
 * Makes an X-EXTERNAL-ID: digits only, new for each request. SNAP wants it unique within the day; 20 random
 * digits or more make a repetition improbable without any store. @throws SnapBiError for a bad option, and for a runtime without random numbers
 */
export function createExternalId(options: ExternalIdOptions = {}): string {
  const { length = 32, randomDigit } = options
  if (!Number.isInteger(length) || length < 20 || length > 36) {
    throw new SnapBiError('length', 'give a whole number from 20 to 36')
  }
  if (randomDigit === undefined) return (randomDigits() + randomDigits() + randomDigits()).slice(0, length)
  return Array.from({ length }, () => checkDigit(randomDigit())).join('')
}

/** Twelve at once, because each random number costs as much as any other. */
function randomDigits(): string {
  return String(withAlgorithm('random numbers', ({ randomInt }) => randomInt(1e12))).padStart(12, '0')
}

function checkDigit(digit: number): number {
  if (!Number.isInteger(digit) || digit < 0 || digit > 9) {
    throw new SnapBiError('randomDigit', 'must return a whole number from 0 to 9')
  }
  return digit
}
