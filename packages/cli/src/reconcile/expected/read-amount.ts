import { parseMoney } from '@cekstatus/core'
import { quote } from './quote.ts'

const amountFormats = ['plain', 'id'] as const
/** `plain`: `104000` or `104000.50`. `id`, the Indonesian format: `104.000`, `Rp 104.000,50`, `Rp104.000,-`. */
export type AmountFormat = (typeof amountFormats)[number]

export type AmountReading = { amount: string; problem: null } | { amount: null; problem: string }

const indonesian = /^(?:(?:rp|idr)\.?\s*)?(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(\d{1,2}|-))?$/i
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i

/** True for the scientific notation of spreadsheets: `1.04E+05`. */
export const isScientific = (text: string): boolean => scientific.test(text)

/**
 * Parses an amount. The two formats share only plain digits; text in the other format is rejected, because `104.000` is
 * 104 thousand in one and 104 in the other.
 */
export function readAmount(text: string, format: AmountFormat): AmountReading {
  if (isScientific(text))
    return refuse(`amount ${quote(text)} lost digits in a spreadsheet; format the column as a number`)
  if (format === 'plain') {
    const money = parseMoney(text)
    if (money !== null) return { amount: money.value, problem: null }
    return refuse(
      indonesian.test(text)
        ? `amount ${quote(text)} is not plain; for Indonesian amounts, set --amount-format id`
        : `amount ${quote(text)} must be digits with at most two decimals, such as 104000.50`,
    )
  }
  const match = indonesian.exec(text)
  if (match === null)
    return refuse(`amount ${quote(text)} must be in the Indonesian format, such as 104.000,50`)
  const [, whole = '', fraction = ''] = match
  const money = parseMoney(`${whole.replaceAll('.', '')}.${fraction.replace('-', '').padEnd(2, '0')}`)
  return money === null
    ? refuse(`amount ${quote(text)} is too large`)
    : { amount: money.value, problem: null }
}

const refuse = (problem: string): AmountReading => ({ amount: null, problem })
