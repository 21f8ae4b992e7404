import { foldName } from '../../fold-name.ts'
import { didYouMean } from '../../nearest-name.ts'
import { UsageError } from '../../usage-error.ts'
import { type Field, fields, findField, findOtherCurrency } from './column-names.ts'

/** For each field a constant for all rows or a column; other fields are found by column name. */
export type FieldSources = Partial<Record<Field, { constant: string } | { column: string }>>

/** Maps fields to columns. */
export interface ColumnMap {
  /** Maps the columns known so far; JSON can add more later. @throws UsageError for an ambiguous field */
  update(columns: readonly string[]): void
  /** Returns the index of a field's column; undefined without a column. */
  placeOf(field: Field): number | undefined
  /** Returns the names of columns that hold no field. */
  unread(): string[]
  /** Checks that every required field has a column. @throws UsageError */
  finish(): void
}

export function createColumnMap(
  name: string,
  sources: FieldSources,
  ignored: readonly Field[] = [],
): ColumnMap {
  let columns: readonly string[] = []
  let places: Partial<Record<Field, number>> = {}
  const has = (field: Field): boolean => places[field] !== undefined || sources[field] !== undefined

  return {
    update(known) {
      columns = known
      places = mapFields(name, columns, sources, ignored)
    },
    placeOf: (field) => places[field],
    unread() {
      const read = new Set(Object.values(places))
      return columns.filter((_column, place) => !read.has(place))
    },
    finish() {
      refuseMissingColumns(name, columns, sources, places)
      refuseOtherCurrency(name, columns[places.amount ?? -1])
      if (!has('reference') && !has('providerReference')) {
        throw new UsageError(
          `${name}: no reference column found`,
          `pass --map reference=<column>; ${describeColumns(columns)}`,
        )
      }
      if (!has('provider')) {
        throw new UsageError(
          `${name}: no provider column found`,
          `pass --provider for all rows, or --map provider=<column>; ${describeColumns(columns)}`,
        )
      }
      if (!has('status')) {
        throw new UsageError(
          `${name}: no status column found`,
          `pass --status for all rows, or --map status=<column>; ${describeColumns(columns)}`,
        )
      }
    },
  }
}

function mapFields(
  name: string,
  columns: readonly string[],
  sources: FieldSources,
  ignored: readonly Field[],
): Partial<Record<Field, number>> {
  const found: Partial<Record<Field, number>> = {}
  const chosen = new Set<number>()
  for (const field of fields) {
    const source = sources[field]
    if (source === undefined || !('column' in source)) continue
    const candidates = findChosen(columns, source.column)
    refuseAmbiguous(name, field, candidates, columns)
    const [place] = candidates
    if (place === undefined) continue
    found[field] = place
    chosen.add(place)
  }
  for (const field of fields) {
    if (sources[field] !== undefined || ignored.includes(field)) continue
    const candidates = placesWhere(
      columns,
      (column, place) => !chosen.has(place) && findField(column) === field,
    )
    refuseAmbiguous(name, field, candidates, columns)
    if (candidates[0] !== undefined) found[field] = candidates[0]
  }
  return found
}

/** Finds `#4` by place, other names exactly or, without an exact match, by their folded form. */
function findChosen(columns: readonly string[], wanted: string): number[] {
  const exact = placesWhere(columns, (column) => column === wanted)
  if (exact.length > 0) return exact
  const number = /^#(\d{1,4})$/.exec(wanted)?.[1]
  if (number !== undefined) return placesWhere(columns, (_column, place) => place === Number(number) - 1)
  return placesWhere(columns, (column) => foldName(column) === foldName(wanted))
}

function refuseMissingColumns(
  name: string,
  columns: readonly string[],
  sources: FieldSources,
  places: Partial<Record<Field, number>>,
): void {
  for (const field of fields) {
    const source = sources[field]
    if (source === undefined || !('column' in source) || places[field] !== undefined) continue
    throw new UsageError(
      `${name}: no column "${source.column}" for ${field}${didYouMean(source.column, columns)}`,
      describeColumns(columns),
    )
  }
}

function refuseOtherCurrency(name: string, column: string | undefined): void {
  const currency = column === undefined ? null : findOtherCurrency(column)
  if (currency === null) return
  throw new UsageError(
    `${name}: the amount column "${column}" is in ${currency}; only IDR is supported`,
    'choose another column with --map amount=<column>, or compare statuses only with --no-amounts',
  )
}

function placesWhere(columns: readonly string[], test: (column: string, place: number) => boolean): number[] {
  return columns.flatMap((column, place) => (test(column, place) ? [place] : []))
}

function refuseAmbiguous(
  name: string,
  field: Field,
  candidates: readonly number[],
  columns: readonly string[],
): void {
  if (candidates.length < 2) return
  const names = candidates.map((place) => `column ${place + 1} "${columns[place]}"`).join(' and ')
  const choices = candidates.map((place) => `--map ${field}=#${place + 1}`).join(' or ')
  throw new UsageError(`${name}: ${names} could each be the ${field}`, `choose one with ${choices}`)
}

const maxListedColumns = 20

/** Lists column names in quotation marks, at most twenty. */
export function listColumns(columns: readonly string[]): string {
  const listed = columns.slice(0, maxListedColumns).map((column) => `"${column}"`)
  const more = columns.length > maxListedColumns ? ` and ${columns.length - maxListedColumns} more` : ''
  return `${listed.join(', ')}${more}`
}

const describeColumns = (columns: readonly string[]): string => `columns: ${listColumns(columns)}`

/**
 * Parses `--map`: `reference=NoPesanan,amount=Nominal`. A column name with a comma needs a `--map` of its own.
 *
 * @throws UsageError
 */
export function readMapOption(texts: readonly string[]): FieldSources {
  const sources: FieldSources = {}
  for (const pair of texts.flatMap(splitPairs)) {
    const [left = '', ...right] = pair.split('=')
    const field = fields.find((known) => foldName(known) === foldName(left))
    const column = right.join('=').trim()
    if (field === undefined && column !== '') {
      throw new UsageError(
        `--map: unknown field "${left.trim()}"${didYouMean(left.trim(), fields)}`,
        `fields: ${fields.join(', ')}`,
      )
    }
    if (field === undefined || column === '') {
      throw new UsageError(`--map: "${pair}" must be field=column`, `fields: ${fields.join(', ')}`)
    }
    if (sources[field] !== undefined) throw new UsageError(`--map: ${field} is set twice`)
    sources[field] = { column }
  }
  return sources
}

/** Splits at commas if each part has an equals sign; otherwise commas belong to a column's name. */
function splitPairs(text: string): string[] {
  const parts = text.split(',')
  return parts.every((part) => part.includes('=')) ? parts : [text]
}
