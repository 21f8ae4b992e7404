import { foldName } from '../../fold-name.ts'
import { UsageError } from '../../usage-error.ts'
import { type Field, fields, findField } from './column-names.ts'

/** What is the same for all rows, or which column holds it; what is not said is found by name. */
export type FieldSources = Partial<Record<Field, { constant: string } | { column: string }>>

/** Which column holds which field. */
export interface ColumnMap {
  /** Looks at the columns that are known so far; there may be more later. @throws UsageError where two would do */
  update(columns: readonly string[]): void
  /** The place of a field's column; undefined where no column holds it. */
  placeOf(field: Field): number | undefined
  /** Once all columns are known. @throws UsageError where a column is missing */
  finish(): void
}

export function createColumnMap(name: string, sources: FieldSources): ColumnMap {
  let columns: readonly string[] = []
  let places: Partial<Record<Field, number>> = {}

  const findGiven = (wanted: string): number[] => {
    const exact = placesWhere(columns, (column) => column === wanted)
    return exact.length > 0 ? exact : placesWhere(columns, (column) => foldName(column) === foldName(wanted))
  }

  const mapFields = (): Partial<Record<Field, number>> => {
    const found: Partial<Record<Field, number>> = {}
    const given = new Set<number>()
    for (const field of fields) {
      const source = sources[field]
      if (source === undefined || !('column' in source)) continue
      const candidates = findGiven(source.column)
      refuseTwo(name, field, candidates, columns)
      const [place] = candidates
      if (place === undefined) continue
      found[field] = place
      given.add(place)
    }
    for (const field of fields) {
      if (sources[field] !== undefined) continue
      const candidates = placesWhere(
        columns,
        (column, place) => !given.has(place) && findField(column) === field,
      )
      refuseTwo(name, field, candidates, columns)
      if (candidates[0] !== undefined) found[field] = candidates[0]
    }
    return found
  }

  return {
    update(known) {
      columns = known
      places = mapFields()
    },
    placeOf: (field) => places[field],
    finish() {
      const lost = fields.find((field) => {
        const source = sources[field]
        return source !== undefined && 'column' in source && places[field] === undefined
      })
      if (lost !== undefined) {
        const source = sources[lost]
        const column = source !== undefined && 'column' in source ? source.column : ''
        throw new UsageError(`${name}: it has no column "${column}" for ${lost}`, describeColumns(columns))
      }
      const has = (field: Field): boolean => places[field] !== undefined || sources[field] !== undefined
      if (!has('reference') && !has('providerReference')) {
        throw new UsageError(
          `${name}: no column holds the reference`,
          `name it with --map reference=…; ${describeColumns(columns)}`,
        )
      }
      if (!has('provider')) {
        throw new UsageError(
          `${name}: no column holds the provider`,
          `say it for all rows with --provider, or name the column with --map provider=…; ${describeColumns(columns)}`,
        )
      }
      if (!has('status')) {
        throw new UsageError(
          `${name}: no column holds the status that the shop believes`,
          `say it for all rows with --status, or name the column with --map status=…; ${describeColumns(columns)}`,
        )
      }
    },
  }
}

function placesWhere(columns: readonly string[], test: (column: string, place: number) => boolean): number[] {
  return columns.flatMap((column, place) => (test(column, place) ? [place] : []))
}

function refuseTwo(
  name: string,
  field: Field,
  candidates: readonly number[],
  columns: readonly string[],
): void {
  if (candidates.length < 2) return
  const names = candidates.map((place) => `"${columns[place]}"`).join(' and ')
  throw new UsageError(`${name}: ${names} could each be the ${field}`, `choose one with --map ${field}=…`)
}

const maxListedColumns = 20

function describeColumns(columns: readonly string[]): string {
  const listed = columns.slice(0, maxListedColumns).map((column) => `"${column}"`)
  const more = columns.length > maxListedColumns ? ` and ${columns.length - maxListedColumns} more` : ''
  return `its columns are ${listed.join(', ')}${more}`
}

/**
 * Reads `--map`: `reference=NoPesanan,amount=Nominal`. A comma inside a column's name needs a `--map` of its own.
 * @throws UsageError
 */
export function readMapOption(texts: readonly string[]): FieldSources {
  const sources: FieldSources = {}
  for (const pair of texts.flatMap(splitPairs)) {
    const [left = '', ...right] = pair.split('=')
    const field = fields.find((known) => foldName(known) === foldName(left))
    const column = right.join('=').trim()
    if (field === undefined || column === '') {
      throw new UsageError(`--map: "${pair}" is not field=column`, `the fields are ${fields.join(', ')}`)
    }
    if (sources[field] !== undefined) throw new UsageError(`--map: ${field} is given twice`)
    sources[field] = { column }
  }
  return sources
}

/** Commas separate pairs where each part has an equals sign; else they belong to a column's name. */
function splitPairs(text: string): string[] {
  const parts = text.split(',')
  return parts.every((part) => part.includes('=')) ? parts : [text]
}
