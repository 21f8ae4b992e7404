import { UsageError } from '../../usage-error.ts'
import { isKnownColumnName } from '../columns/column-names.ts'

/** What may separate the cells of a row: comma, semicolon (spreadsheets in Indonesian), tab. */
const delimiters = [',', ';', '\t'] as const

/** A spreadsheet's own first line, which says what follows: `sep=;`. */
const separatorLine = /^sep=(.)\r?\n/i

/** What the beginning of a CSV file tells about the rest. */
export interface CsvHead {
  delimiter: string
  lineEnd: '\n' | '\r\n'
  /** Characters before the header: those of a `sep=` line. */
  skip: number
}

/**
 * Reads how a CSV file is written from its first lines. The delimiter is the one that finds the most known column names
 * in the header; where none finds any, the most frequent one.
 *
 * @throws UsageError where two would do equally well
 */
export function detectCsvHead(name: string, start: string, delimiter: string | null): CsvHead {
  const separator = separatorLine.exec(start)
  const skip = separator?.[0].length ?? 0
  const header = readHeaderLine(start.slice(skip))
  const lineEnd = /\r\n/.test(start) ? '\r\n' : '\n'
  if (delimiter !== null) return { delimiter, lineEnd, skip }
  if (separator?.[1] !== undefined) return { delimiter: separator[1], lineEnd, skip }
  const [best, second] = delimiters
    .map((candidate) => ({ candidate, ...scoreDelimiter(header, candidate) }))
    .sort((left, right) => right.known - left.known || right.count - left.count)
  if (best === undefined || second === undefined) throw new TypeError('there are fewer than two delimiters')
  if (best.count > 0 && best.known === second.known && best.count === second.count) {
    throw new UsageError(
      `${name}: the header does not show what separates its columns`,
      'say it with --delimiter',
    )
  }
  return { delimiter: best.candidate, lineEnd, skip }
}

/** Up to the first line end outside quotation marks, so that a header may have lines within a name. */
function readHeaderLine(text: string): string {
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) return text.slice(0, at)
  }
  return text
}

function scoreDelimiter(header: string, delimiter: string): { known: number; count: number } {
  const outside = header.replace(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(delimiter, ' '))
  const names = outside.split(delimiter)
  return { known: names.filter(isKnownColumnName).length, count: names.length - 1 }
}
