/** An exact amount in SNAP's form: decimal text with two digits after the point, and an ISO 4217 code. */
export interface Money {
  value: string
  currency: string
}

const amountPattern = /^\d{1,15}(\.\d{1,2})?$/

/**
 * Reads an amount as a provider writes it: decimal text or a JSON number, up to 15 digits before the point
 * and two after it, no sign, no grouping. Anything else is null, because "104.000" is not 104 rupiah.
 */
export function parseMoney(value: unknown, currency = 'IDR'): Money | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !amountPattern.test(text)) return null
  const [whole = '0', fraction = ''] = text.split('.')
  return { value: `${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`, currency }
}

/** The amount in hundredths, for exact sums and comparisons. */
export function toHundredths(money: Money): bigint {
  return BigInt(money.value.replace('.', ''))
}

/** True when value and currency are equal, however the value is padded. */
export function isSameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && toHundredths(left) === toHundredths(right)
}
