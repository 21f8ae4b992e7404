import { ExactNumber } from './json.ts'

/** An exact amount in SNAP's form: decimal text with two digits after the point, and an ISO 4217 code. */
export interface Money {
  /** Decimal text with two digits after the point: `104000.00`. */
  value: string
  /** ISO 4217: `IDR`. */
  currency: string
}

const amountPattern = /^\d{1,15}(\.\d{1,2})?$/

/**
 * Reads an amount as a provider writes it: decimal text or a JSON number, up to 15 digits before the point
 * and two after it, no sign, no grouping. Anything else is null, because "104.000" is not 104 rupiah.
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

/** Without the zeros at the end of the fraction, as a number is written. */
function trimFraction(digits: string): string {
  if (!/^\d+\.\d+$/.test(digits)) return digits
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return digits.slice(0, digits[end - 1] === '.' ? end - 1 : end)
}

/** The amount in hundredths, for exact sums and comparisons. */
export function toMinorUnits(money: Money): bigint {
  const { value } = money
  return BigInt(value.slice(0, -3) + value.slice(-2))
}

/** True when value and currency are equal, however the value is padded. */
export function isSameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && toMinorUnits(left) === toMinorUnits(right)
}
