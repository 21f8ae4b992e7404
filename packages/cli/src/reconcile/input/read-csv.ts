import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { UsageError } from '../../usage-error.ts'
import { quoteFormulaCells } from './formula-cells.ts'
import { maxRowCharacters, type OnColumns, type SourceRow } from './source-row.ts'

const hints: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is never closed',
  INVALID_OPENING_QUOTE: 'put a cell with a quotation mark in quotation marks, and double the mark',
  CSV_INVALID_CLOSING_QUOTE: 'double a quotation mark inside a quoted cell',
  CSV_MAX_RECORD_SIZE: 'the row is longer than 1 MiB; check for a quotation mark that is never closed',
}

/**
 * Reads CSV as in RFC 4180, with any line end. Rows without text are ignored, missing cells at the end are empty, and more
 * cells than in the header are a problem of the row. A misplaced quotation mark ends the reading, because it could join
 * two rows.
 *
 * @throws UsageError while iterating
 */
export async function* readCsv(
  name: string,
  pieces: AsyncIterable<string>,
  delimiter: string,
  onColumns: OnColumns,
  firstLine = 1,
): AsyncGenerator<SourceRow, void, undefined> {
  let line = firstLine
  const begins: number[] = []
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRowCharacters,
    // Counted when rows are found: an error drops rows that were found but not yet read.
    on_record: (cells) => {
      begins.push(line)
      line += cells.reduce((lines, cell) => lines + countLineEnds(cell), 1)
      return cells
    },
  })
  // An error also ends the iteration below.
  pipeline(Readable.from(quoteFormulaCells(pieces, delimiter)), parser, () => undefined)
  let columns: number | null = null
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const begin = begins.shift() ?? line
      if (cells.every((cell) => cell.trim() === '')) continue
      if (columns === null) {
        columns = cells.length
        onColumns(cells)
      } else {
        yield toRow(begin, cells, columns)
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UsageError(`${name}: the row in line ${line} is not valid CSV`, hints[error.code] ?? null)
  }
}

function toRow(line: number, cells: string[], columns: number): SourceRow {
  const known = cells.slice(0, columns)
  if (cells.slice(columns).some((cell) => cell.trim() !== '')) {
    return { line, cells: known, problem: `the row has ${cells.length} cells, the header ${columns}` }
  }
  while (known.length < columns) known.push('')
  return { line, cells: known, problem: null }
}

function countLineEnds(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0
}
