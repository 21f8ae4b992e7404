import type { AmountFormat } from '../expected/read-amount.ts'
import type { Cell, InputForm } from '../input/source-row.ts'
import type { ReconcileSettings } from '../settings.ts'
import { createLocalTime, type LocalTimeOf } from '../totals/local-time.ts'
import type { JudgedRow } from '../verdict/judge-row.ts'
import { toCsvCell } from './csv-cell.ts'
import { resultFields, resultOf, uniqueNames } from './result-columns.ts'

const outputFormats = ['csv', 'ndjson', 'json'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** Formats an output in pieces. */
export interface RowFormat {
  begin: string
  row(row: JudgedRow, first: boolean): string
  end: string
}

/** CSV has the amount format, delimiter, line end and byte order mark of the input. */
export function createRowFormat(
  format: OutputFormat,
  columns: readonly string[],
  form: InputForm,
  settings: Pick<ReconcileSettings, 'amountFormat' | 'timeZone'>,
): RowFormat {
  const localTimeOf = createLocalTime(settings.timeZone)
  if (format === 'csv') return csvFormat(columns, form, settings.amountFormat, localTimeOf)
  const names = uniqueNames([...columns, 'cekstatus'])
  const toJson = (row: JudgedRow): string => JSON.stringify(toObject(names, row, localTimeOf))
  return format === 'ndjson'
    ? { begin: '', row: (row) => `${toJson(row)}\n`, end: '' }
    : { begin: '[', row: (row, first) => `${first ? '' : ','}\n${toJson(row)}`, end: '\n]\n' }
}

function csvFormat(
  columns: readonly string[],
  { delimiter, lineEnd, byteOrderMark }: InputForm,
  amountFormat: AmountFormat,
  localTimeOf: LocalTimeOf,
): RowFormat {
  const names = uniqueNames([...columns, ...resultFields.map((field) => `cekstatus_${field}`)])
  const toLine = (texts: readonly string[]): string =>
    `${texts.map((text) => toCsvCell(text, delimiter)).join(delimiter)}${lineEnd}`
  return {
    begin: `${byteOrderMark ? '\uFEFF' : ''}${toLine(names)}`,
    row: (row) => {
      const result = resultOf(row, localTimeOf)
      return toLine([
        ...columns.map((_name, place) => toText(row.cells[place])),
        ...resultFields.map((field) => toSpreadsheet(field, toText(result[field]), amountFormat)),
      ])
    },
    end: '',
  }
}

/** Null prototype, so that a column can be called `__proto__`. */
function toObject(
  names: readonly string[],
  row: JudgedRow,
  localTimeOf: LocalTimeOf,
): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null)
  names.forEach((name, place) => {
    const cell = row.cells[place]
    if (cell !== undefined && place < names.length - 1) object[name] = cell
  })
  object[names.at(-1) ?? 'cekstatus'] = resultOf(row, localTimeOf)
  return object
}

function toText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return ''
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

const amountFields: readonly string[] = ['amount', 'fee', 'net_amount', 'difference']
const timeFields: readonly string[] = ['paid_at', 'created_at', 'checked_at']

/** Amounts and times in a form that spreadsheets with the same settings read as numbers and times. */
function toSpreadsheet(field: string, text: string, amountFormat: AmountFormat): string {
  if (amountFormat === 'id' && amountFields.includes(field)) return text.replace('.', ',')
  return timeFields.includes(field) ? text.slice(0, 19).replace('T', ' ') : text
}
