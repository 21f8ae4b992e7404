import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { createColumnMap } from './columns/column-map.ts'
import { readExpected } from './expected/read-expected.ts'
import { createStatusReader } from './expected/words.ts'
import { readRows } from './input/read-rows.ts'
import type { InputForm, SourceRow } from './input/source-row.ts'
import type { Journal } from './journal/journal.ts'
import type { ReconcileSettings } from './settings.ts'

/** What to do about a journal that belongs to another run. */
export const newJournalHint = '--restart begins anew and forgets its answers; --journal chooses another'

/** The input as the journal has it, and how it was written. */
export interface LoadedInput {
  columns: readonly string[]
  form: InputForm
}

export interface Loading {
  settings: ReconcileSettings
  /** As messages call the input. */
  name: string
  journal: Journal
  journalPath: string
  /** Providers that can be asked. */
  providers: readonly string[]
  terminal: Terminal
  onRow(rows: number): void
}

/**
 * Reads the whole input into the journal, so that nothing is asked before it is known that all of it can be read; a
 * journal that has it already is checked to be of the same input, read the same way.
 *
 * @throws UsageError where the input cannot be read, or is not the one that the journal was begun with
 */
export async function loadInput(loading: Loading): Promise<LoadedInput> {
  const { settings, journal } = loading
  if (settings.restart || journal.readFact('content') === null) await fillJournal(loading)
  else await compareWithJournal(loading)
  return {
    columns: JSON.parse(journal.readFact('columns') ?? '[]'),
    form: JSON.parse(journal.readFact('form') ?? '{}'),
  }
}

async function fillJournal(loading: Loading): Promise<void> {
  const { settings, name, journal, terminal, onRow } = loading
  journal.clear()
  const hash = createHash('sha256')
  const map = createColumnMap(name, settings.sources)
  let columns: readonly string[] = []
  const source = await readRows(
    hashed(openInput(loading), hash),
    { name, format: settings.inputFormat, delimiter: settings.delimiter },
    (known) => {
      columns = known
      map.update(known)
    },
  )
  const toLoaded = createRowLoader(loading, map)
  let rows = 0
  for await (const row of source.rows) {
    if (rows === 0 && source.form.format === 'csv') map.finish()
    journal.addRow(toLoaded(row))
    rows += 1
    if (rows % 1_000 === 0) {
      terminal.signal.throwIfAborted()
      onRow(rows)
    }
  }
  if (rows > 0 || source.form.format === 'csv') map.finish()
  journal.finishLoading({
    columns: JSON.stringify(columns),
    form: JSON.stringify(source.form),
    reading: describeReading(loading),
    content: hash.digest('hex'),
  })
}

function createRowLoader(
  { settings, providers }: Loading,
  map: ReturnType<typeof createColumnMap>,
): (row: SourceRow) => Parameters<Journal['addRow']>[0] {
  const { sources, by, amountFormat } = settings
  const expectedSettings = {
    providers,
    by,
    amountFormat,
    readStatus: createStatusReader(settings.ownStatusWords),
  }
  return ({ line, cells, problem }) => {
    if (problem !== null) return { line, cells, expected: null, problem }
    const reading = readExpected((field) => {
      const source = sources[field]
      if (source !== undefined && 'constant' in source) return source.constant
      const place = map.placeOf(field)
      return place === undefined ? undefined : cells[place]
    }, expectedSettings)
    return { line, cells, ...reading }
  }
}

async function compareWithJournal(loading: Loading): Promise<void> {
  const { name, journal, journalPath } = loading
  const hash = createHash('sha256')
  for await (const _chunk of hashed(openInput(loading), hash)) loading.terminal.signal.throwIfAborted()
  const differs =
    journal.readFact('content') !== hash.digest('hex')
      ? `${name} is not the input that ${journalPath} was begun with`
      : journal.readFact('reading') !== describeReading(loading)
        ? `${journalPath} was begun with other options for reading ${name}`
        : null
  if (differs !== null)
    throw new UsageError(differs, '--restart begins anew and forgets its answers; --journal chooses another')
}

/** Everything besides the content that decides what a row says and who is asked. */
function describeReading({ settings, providers }: Loading): string {
  const { sources, by, amountFormat, ownStatusWords, inputFormat, delimiter } = settings
  const words = [...ownStatusWords].sort()
  return JSON.stringify({
    sources: Object.entries(sources).sort(),
    by,
    amountFormat,
    words,
    inputFormat,
    delimiter,
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
    throw new UsageError(`${name}: it cannot be read (${String(error.code)})`)
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
