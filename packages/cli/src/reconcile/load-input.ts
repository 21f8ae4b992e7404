import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { describeFileError } from '../settings/read-file.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { createColumnMap, listColumns } from './columns/column-map.ts'
import type { Expected } from './expected/expected.ts'
import { readExpected } from './expected/read-expected.ts'
import { isLongNumber, roundedProblem } from './expected/read-reference.ts'
import { createStatusReader } from './expected/words.ts'
import { readRows } from './input/read-rows.ts'
import type { Cell, InputForm, SourceRow } from './input/source-row.ts'
import type { Journal, LoadedRow } from './journal/journal.ts'
import type { ReconcileSettings } from './settings.ts'
import { formatCount } from './totals/format.ts'

/** Hint for the journal of another run. */
export const newJournalHint = 'pass --restart to discard it and start over, or choose another --journal'

/** The input's columns, format and gaps. */
export interface LoadedInput {
  columns: readonly string[]
  form: InputForm
  /** What is not compared; empty for a complete input. */
  gaps: readonly string[]
}

export interface Loading {
  settings: ReconcileSettings
  /** Name of the input in messages. */
  name: string
  journal: Journal
  journalPath: string
  /** Known providers. */
  providers: readonly string[]
  terminal: Terminal
  onRow(rows: number): void
}

/**
 * Reads the whole input into the journal before the first query. If the journal has the input already, its content and
 * the options are compared.
 *
 * @throws UsageError if the input cannot be read or is not the journal's
 */
export async function loadInput(loading: Loading): Promise<LoadedInput> {
  const { settings, journal } = loading
  if (settings.restart || journal.readFact('content') === null) await fillJournal(loading)
  else await compareWithJournal(loading)
  return {
    columns: JSON.parse(journal.readFact('columns') ?? '[]'),
    form: JSON.parse(journal.readFact('form') ?? '{}'),
    gaps: JSON.parse(journal.readFact('gaps') ?? '[]'),
  }
}

async function fillJournal(loading: Loading): Promise<void> {
  const { settings, name, journal, terminal, onRow } = loading
  journal.clear()
  const hash = createHash('sha256')
  const map = createColumnMap(name, settings.sources, settings.amounts ? [] : ['amount', 'currency'])
  let columns: readonly string[] = []
  const source = await readRows(
    hashed(openInput(loading), hash),
    {
      name,
      format: settings.inputFormat,
      delimiter: settings.delimiter,
      skipLines: settings.skipLines,
      names: Object.values(settings.sources).flatMap((source) => ('column' in source ? [source.column] : [])),
    },
    (known) => {
      columns = known
      map.update(known)
    },
  )
  const toLoaded = createRowLoader(loading, map)
  const longIds = createLongIdCheck()
  let rows = 0
  let withoutAmount = 0
  for await (const row of source.rows) {
    if (rows === 0 && source.form.format === 'csv') map.finish()
    const loaded = toLoaded(row)
    journal.addRow(loaded)
    rows += 1
    const { expected } = loaded
    if (expected !== null && expected.amount === null && loaded.skipped === null) withoutAmount += 1
    if (expected !== null && !settings.exactIds) longIds.add(rows, expected)
    if (rows % 1_000 === 0) {
      terminal.signal.throwIfAborted()
      onRow(rows)
    }
  }
  if (rows > 0 || source.form.format === 'csv') map.finish()
  for (const row of longIds.rounded()) journal.rejectRow(row, roundedProblem)
  const gaps = settings.amounts ? describeMissingAmounts(map, { rows, withoutAmount }) : []
  journal.finishLoading({
    gaps: JSON.stringify(gaps),
    columns: JSON.stringify(columns),
    form: JSON.stringify(source.form),
    reading: describeReading(loading),
    content: hash.digest('hex'),
  })
}

function createRowLoader(
  { settings, providers }: Loading,
  map: ReturnType<typeof createColumnMap>,
): (row: SourceRow) => LoadedRow {
  const { sources, by, amountFormat, amounts, exactIds } = settings
  const expectedSettings = {
    providers,
    by,
    amountFormat,
    amounts,
    exactIds,
    readStatus: createStatusReader(settings.ownStatusWords),
  }
  return ({ line, cells, problem }) => {
    if (problem !== null) return { line, cells, expected: null, problem, skipped: null }
    const reading = readExpected((field) => {
      const source = sources[field]
      if (source !== undefined && 'constant' in source) return source.constant
      const place = map.placeOf(field)
      return place === undefined ? undefined : cells[place]
    }, expectedSettings)
    const skipped = isTotal(cells) ? 'a total below the rows' : describeExclusion(reading.expected, settings)
    if (skipped !== null) return { line, cells, expected: reading.expected, problem: null, skipped }
    return { line, cells, ...reading, skipped: null }
  }
}

const total = /^(?:(?:grand|sub)[ -]?)?total(?: (?:keseluruhan|semua))?\s*:?$|^jumlah(?: total)?\s*:?$/i

/** True for a row whose first text is a word for a total. */
function isTotal(cells: readonly (Cell | undefined)[]): boolean {
  const first = cells.find((cell) => cell !== undefined && cell !== null && String(cell).trim() !== '')
  return typeof first === 'string' && total.test(first.trim())
}

function describeExclusion(expected: Expected | null, { only, skip }: ReconcileSettings): string | null {
  if (expected === null) return null
  if (skip.includes(expected.provider)) return `excluded by --skip ${expected.provider}`
  return only === null || only.includes(expected.provider) ? null : `excluded by --only ${only.join(',')}`
}

/** Says which amounts are missing, and which columns could have them. */
function describeMissingAmounts(
  map: ReturnType<typeof createColumnMap>,
  { rows, withoutAmount }: { rows: number; withoutAmount: number },
): string[] {
  if (rows === 0 || withoutAmount === 0) return []
  if (map.placeOf('amount') !== undefined) {
    return [
      `AMOUNTS ARE NOT COMPARED in ${formatCount(withoutAmount)} of ${formatCount(rows)} rows, which have none`,
    ]
  }
  const unread = map.unread()
  return [
    'AMOUNTS ARE NOT COMPARED: no amount column found',
    ...(unread.length === 0 ? [] : [`columns not read: ${listColumns(unread)}`]),
    'pass --map amount=<column>, or --no-amounts to compare statuses only',
  ]
}

/** Finds references that a spreadsheet may have rounded to 15 digits, in a file where no long number has more. */
function createLongIdCheck() {
  const suspects: number[] = []
  let isExact = false
  return {
    add(row: number, { merchantReference, providerReference }: Expected): void {
      for (const reference of [merchantReference, providerReference]) {
        if (reference === null || !isLongNumber(reference)) continue
        if (/^0+$/.test(reference.slice(15))) suspects.push(row)
        else isExact = true
      }
    },
    rounded: (): ReadonlySet<number> => new Set(isExact ? [] : suspects),
  }
}

async function compareWithJournal(loading: Loading): Promise<void> {
  const { name, journal, journalPath } = loading
  const hash = createHash('sha256')
  for await (const _chunk of hashed(openInput(loading), hash)) loading.terminal.signal.throwIfAborted()
  const differs =
    journal.readFact('content') !== hash.digest('hex')
      ? `${name} has changed since ${journalPath} was started`
      : journal.readFact('reading') !== describeReading(loading)
        ? `${journalPath} was started with other options for reading ${name}`
        : null
  if (differs !== null) throw new UsageError(differs, newJournalHint)
}

/** The options that decide how rows are read. */
function describeReading({ settings, providers }: Loading): string {
  const { sources, by, amountFormat, amounts, exactIds, ownStatusWords, inputFormat, delimiter } = settings
  const { skipLines, only, skip } = settings
  const words = [...ownStatusWords].sort()
  return JSON.stringify({
    sources: Object.entries(sources).sort(),
    by,
    amountFormat,
    amounts,
    exactIds,
    words,
    inputFormat,
    delimiter,
    skipLines,
    only,
    skip,
    providers,
  })
}

async function* openInput({
  settings: { file },
  name,
  terminal,
}: Loading): AsyncGenerator<Uint8Array, void, undefined> {
  const stream: AsyncIterable<Uint8Array> =
    file === '-' ? terminal.stdin : createReadStream(resolve(terminal.cwd, file), { highWaterMark: 262_144 })
  try {
    yield* stream
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new UsageError(`${name} ${describeFileError(error)}`)
  }
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: Hash,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}
