import { parseMoney } from '@cekstatus/core'
import { quote } from './quote.ts'

const amountFormats = ['plain', 'id'] as const
/** `plain`: `104000` or `104000.50`. `id`, as Indonesians write: `104.000`, `Rp 104.000,50`, `Rp104.000,-`. */
export type AmountFormat = (typeof amountFormats)[number]

export type AmountReading = { amount: string; problem: null } | { amount: null; problem: string }

const indonesian = /^(?:(?:rp|idr)\.?\s*)?(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(\d{1,2}|-))?$/i
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i

/** True for what spreadsheets make of a long number: `1.04E+05`. */
export const isScientific = (text: string): boolean => scientific.test(text)

/**
 * Reads an amount in the format that the user said. The two formats have no text in common but plain digits, and a
 * text of the other one is refused, because `104.000` is 104 thousand to one reader and 104 to another.
 */
export function readAmount(text: string, format: AmountFormat): AmountReading {
  if (isScientific(text))
    return refuse(`the amount ${quote(text)} lost its digits in a spreadsheet; format the column as a number`)
  if (format === 'plain') {
    const money = parseMoney(text)
    if (money !== null) return { amount: money.value, problem: null }
    return refuse(
      indonesian.test(text)
        ? `the amount ${quote(text)} is not plain; if it is written the Indonesian way, say --amount-format id`
        : `the amount ${quote(text)} is not digits with at most two after a point`,
    )
  }
  const match = indonesian.exec(text)
  if (match === null)
    return refuse(`the amount ${quote(text)} is not written the Indonesian way, as in 104.000,50`)
  const [, whole = '', fraction = ''] = match
  const money = parseMoney(`${whole.replaceAll('.', '')}.${fraction.replace('-', '').padEnd(2, '0')}`)
  return money === null
    ? refuse(`the amount ${quote(text)} is too large`)
    : { amount: money.value, problem: null }
}

const refuse = (problem: string): AmountReading => ({ amount: null, problem })
