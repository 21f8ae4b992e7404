import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { UsageError } from '../../usage-error.ts'
import { maxRowCharacters, type OnColumns, type SourceRow } from './source-row.ts'

const hints: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a cell begins with a quotation mark that is never closed',
  INVALID_OPENING_QUOTE:
    'put a cell that has a quotation mark into quotation marks, and write the mark twice',
  CSV_INVALID_CLOSING_QUOTE: 'write a quotation mark inside a quoted cell twice',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 1 MiB; is a quotation mark not closed?',
}

/**
 * Reads CSV as RFC 4180 has it, with any line end. Empty lines are no rows; a row with more or fewer cells than the
 * header is a bad row. Quotation marks out of place end the reading, because they make two rows look like one.
 *
 * @throws UsageError while iterating
 */
export async function* readCsv(
  name: string,
  pieces: AsyncIterable<string>,
  delimiter: string,
  onColumns: OnColumns,
): AsyncGenerator<SourceRow, void, undefined> {
  let line = 1
  const begins: number[] = []
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowCharacters,
    // Counted as rows are found: an error drops those that were found and not yet taken.
    on_record: (cells) => {
      begins.push(line)
      line += cells.reduce((lines, cell) => lines + countLineEnds(cell), 1)
      return cells
    },
  })
  // Whatever goes wrong also ends the iteration below.
  pipeline(Readable.from(pieces), parser, () => undefined)
  let columns: number | null = null
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const begin = begins.shift() ?? line
      if (cells.length === 1 && cells[0] === '') continue
      if (columns === null) {
        columns = cells.length
        onColumns(cells)
      } else {
        yield toRow(begin, cells, columns)
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UsageError(`${name}: the row from line ${line} is not CSV`, hints[error.code] ?? null)
  }
}

function toRow(line: number, cells: string[], columns: number): SourceRow {
  if (cells.length === columns) return { line, cells, problem: null }
  const problem = `it has ${cells.length} cells where the header has ${columns}`
  return { line, cells: cells.slice(0, columns), problem }
}

function countLineEnds(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0
}
