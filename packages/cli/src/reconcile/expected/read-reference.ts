import { nameCharacter } from '../../name-character.ts'
import { quote } from './quote.ts'
import { isScientific } from './read-amount.ts'

export type ReferenceReading = { reference: string; problem: null } | { reference: null; problem: string }

const errorValue = /^#(?:n\/a|ref!|value!|name\?|div\/0!|num!|null!|spill!|calc!|field!|getting_data|#+)$/i
const months = 'jan|feb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|des|dec'
const dates = [
  new RegExp(`^(?:\\d{1,2}[-/ ])?(?:${months})[-/ ]\\d{2,4}$`, 'i'),
  new RegExp(`^\\d{1,2}[-/ ](?:${months})$`, 'i'),
  /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/,
  /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/,
]

/**
 * Undoes what spreadsheets do to references if the original is certain: `="00123"`, `'00123` and `12345.0`. Other damage
 * is a problem: error values, dates, scientific notation and format characters inside.
 */
export function readReference(text: string): ReferenceReading {
  const spoilt = (what: string): ReferenceReading => ({
    reference: null,
    problem: `${quote(text)} ${what}; format the column as text, or set --exact-ids if the ID is right`,
  })
  if (isScientific(text)) return spoilt('lost digits in a spreadsheet')
  if (errorValue.test(text)) return spoilt('is an error value of a spreadsheet')
  if (dates.some((date) => date.test(text))) return spoilt('may have become a date in a spreadsheet')
  const unquoted = /^="(?:[^"]|"")*"$/.test(text)
    ? text.slice(2, -1).replaceAll('""', '"')
    : text.replace(/^'(?=[^'])/, '')
  if (unquoted === '' || unquoted.startsWith('=')) return spoilt('is a formula')
  const reference = unquoted.replace(/^(\d{1,15})\.0$/, '$1')
  if (/^\d{16,}\.0$/.test(reference)) return spoilt('may have lost digits in a spreadsheet')
  const hidden = /\p{Cf}/u.exec(reference)?.[0]
  if (hidden !== undefined) return spoilt(`has the invisible character ${nameCharacter(hidden)}`)
  return { reference, problem: null }
}

/** True for a number with more than the 15 digits that a spreadsheet keeps; it replaces later digits by zeros. */
export function isLongNumber(reference: string): boolean {
  return /^\d{16,}$/.test(reference)
}

/** The problem of a long number ending in zeros, in a file where all long numbers do. */
export const roundedProblem =
  'the ID ends in zeros after 15 digits and may have been rounded by a spreadsheet; format the column as text, or set --exact-ids if the ID is right'
