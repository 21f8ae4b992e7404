import { ExactNumber } from './json.ts'

/** An exact amount, as SNAP writes it. */
export interface Money {
  /** Decimal string with two digits after the point: `104000.00`. */
  value: string
  /** ISO 4217: `IDR`. */
  currency: string
}

const amountPattern = /^\d{1,15}(\.\d{1,2})?$/

/**
 * Parses a decimal string or a JSON number of up to 15 digits before the point and two after it, without sign or
 * thousands separators. Returns null for everything else: "104.000" is not 104 rupiah.
 */
export function parseMoney(value: unknown, currency = 'IDR'): Money | null {
  const text = value instanceof ExactNumber ? trimFraction(value.digits) : writeNumber(value)
  if (typeof text !== 'string' || !amountPattern.test(text)) return null
  const point = text.indexOf('.')
  const whole = (point < 0 ? text : text.slice(0, point)).replace(/^0+(?=\d)/, '')
  const fraction = point < 0 ? '' : text.slice(point + 1)
  return { value: `${whole}.${fraction.padEnd(2, '0')}`, currency }
}

function writeNumber(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value
}

/** Removes trailing zeros of a fraction, as `String(number)` does. */
function trimFraction(digits: string): string {
  if (!/^\d+\.\d+$/.test(digits)) return digits
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return digits.slice(0, digits[end - 1] === '.' ? end - 1 : end)
}

/** Returns the amount in hundredths, for exact sums and comparisons. */
export function toMinorUnits(money: Money): bigint {
  const { value } = money
  return BigInt(value.slice(0, -3) + value.slice(-2))
}

/** True if value and currency are equal; leading zeros do not count. */
export function isSameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && toMinorUnits(left) === toMinorUnits(right)
}
