import { UsageError } from '../../usage-error.ts'
import { createJsonRowReader } from './json-row.ts'
import { maxRowCharacters, type OnColumns, type SourceRow } from './source-row.ts'

/**
 * Reads one JSON object per line. A later line that is not JSON, such as an incomplete last line, is a problem of its row;
 * a first line that is not JSON is an error of the file.
 *
 * @throws UsageError while iterating
 */
export async function* readNdjson(
  name: string,
  pieces: AsyncIterable<string>,
  onColumns: OnColumns,
): AsyncGenerator<SourceRow, void, undefined> {
  const reader = createJsonRowReader(name, onColumns)
  let rows = 0
  for await (const { line, text } of splitLines(name, pieces)) {
    if (text.trim() === '') continue
    const row = reader.read(line, text)
    if (row === null && rows === 0) {
      throw new UsageError(`${name}: line ${line} is not valid JSON`, 'NDJSON has one object on each line')
    }
    rows += 1
    yield row ?? { line, cells: [], problem: 'the row is not valid JSON' }
  }
}

async function* splitLines(
  name: string,
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ line: number; text: string }, void, undefined> {
  let line = 1
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      yield { line, text }
      line += 1
    }
    if (rest.length > maxRowCharacters) throw new UsageError(`${name}: line ${line} is longer than 1 MiB`)
  }
  yield { line, text: rest }
}
