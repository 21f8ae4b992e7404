import { UsageError } from '../../usage-error.ts'
import { decodeText } from './decode-text.ts'
import { detectCsvHead } from './detect-delimiter.ts'
import { readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { readNdjson } from './read-ndjson.ts'
import type { InputForm, InputFormat, OnColumns, SourceRow } from './source-row.ts'

export interface ReadingOptions {
  /** As messages call the input. */
  name: string
  /** Null: told by the extension of the name, else by the first character. */
  format: InputFormat | null
  /** Null: detected from the header. */
  delimiter: string | null
  /** Lines of CSV to ignore at the beginning. Default: 0. */
  skipLines?: number
  /** Column names of `--map`, which identify the header. */
  names?: readonly string[]
}

export interface RowSource {
  form: InputForm
  rows: AsyncGenerator<SourceRow, void, undefined>
}

/** Enough of the text to hold a header. */
const headCharacters = 65_536

/**
 * Detects the format of an input and reads its rows one by one.
 *
 * @throws UsageError, also while iterating, for an unreadable input
 */
export async function readRows(
  bytes: AsyncIterable<Uint8Array>,
  { name, format: givenFormat, delimiter: givenDelimiter, skipLines = 0, names = [] }: ReadingOptions,
  onColumns: OnColumns,
): Promise<RowSource> {
  const { byteOrderMark, pieces } = await decodeText(name, bytes)
  const start = await readStart(pieces)
  if (start.trim() === '') throw new UsageError(`${name} is empty`)
  const format = givenFormat ?? formatOfName(name) ?? formatOfText(start)
  const form: InputForm = { format, delimiter: ',', lineEnd: '\n', byteOrderMark }
  if (format === 'json') return { form, rows: readJson(name, continueAfter(start, pieces), onColumns) }
  if (format === 'ndjson') return { form, rows: readNdjson(name, continueAfter(start, pieces), onColumns) }
  const head = detectCsvHead(name, start, { delimiter: givenDelimiter, skipLines, names })
  const { delimiter, lineEnd, skip, line } = head
  const text = continueAfter(start.slice(skip), pieces)
  return { form: { ...form, delimiter, lineEnd }, rows: readCsv(name, text, delimiter, onColumns, line) }
}

async function readStart(pieces: AsyncGenerator<string, void, undefined>): Promise<string> {
  let start = ''
  while (start.length < headCharacters) {
    const { done, value } = await pieces.next()
    if (done === true) break
    start += value
  }
  return start
}

async function* continueAfter(
  start: string,
  pieces: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  yield start
  yield* pieces
}

const extensions: Readonly<Record<string, InputFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
}

/** Returns the format of a file extension; null for an unknown one. */
export function formatOfName(name: string): InputFormat | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return extensions[extension] ?? null
}

function formatOfText(start: string): InputFormat {
  const first = start.trimStart()[0]
  if (first === '[') return 'json'
  return first === '{' ? 'ndjson' : 'csv'
}
