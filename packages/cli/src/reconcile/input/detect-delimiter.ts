import { foldName } from '../../fold-name.ts'
import { UsageError } from '../../usage-error.ts'
import { isKnownColumnName } from '../columns/column-names.ts'

/** Delimiters that are detected: comma, semicolon (spreadsheets in Indonesian), tab and bar. */
const delimiters = [',', ';', '\t', '|'] as const

/** The first line of some spreadsheets: `sep=;`, with or without quotation marks. */
const separatorLine = /^"?sep=(.)"?[,;\t|]*(?:\r\n|\n|\r)/i

/** Lines that are searched for the header. */
const maxHeaderLines = 30

/** The format of a CSV file, from its first lines. */
export interface CsvHead {
  delimiter: string
  lineEnd: '\n' | '\r\n'
  /** Characters before the header. */
  skip: number
  /** Line of the header, from 1. */
  line: number
}

export interface HeadOptions {
  /** Null: detected. */
  delimiter: string | null
  /** Lines to ignore at the beginning. */
  skipLines: number
  /** Column names of `--map`. */
  names: readonly string[]
}

interface Candidate {
  start: number
  delimiter: string
  known: number
  count: number
}

/**
 * Finds header and delimiter: the line and the delimiter with the most known column names, otherwise the first line that
 * is not empty and its most frequent delimiter.
 *
 * @throws UsageError for two equally likely delimiters
 */
export function detectCsvHead(name: string, start: string, options: HeadOptions): CsvHead {
  const separator = separatorLine.exec(start)
  const begin = skipLines(start, separator?.[0].length ?? 0, options.skipLines)
  const possible = options.delimiter ?? separator?.[1] ?? null
  const names = new Set(options.names.map(foldName))
  const lines = splitLines(start, begin).filter(({ text }) => text.trim() !== '')
  const candidates = lines.flatMap((line) =>
    (possible === null ? delimiters : [possible]).map(
      (delimiter): Candidate => ({ start: line.start, delimiter, ...score(line.text, delimiter, names) }),
    ),
  )
  const most = Math.max(0, ...candidates.map(({ known }) => known))
  const header = most >= 2 ? candidates.find(({ known }) => known === most)?.start : lines[0]?.start
  const [best, second] = candidates
    .filter((candidate) => candidate.start === header)
    .sort((left, right) => right.known - left.known || right.count - left.count)
  const lineEnd = /\r\n/.test(start) ? '\r\n' : '\n'
  if (best === undefined) return { delimiter: possible ?? ',', lineEnd, skip: begin, line: 1 }
  if (second !== undefined && best.count > 0 && best.known === second.known && best.count === second.count) {
    throw new UsageError(`${name}: the delimiter cannot be detected from the header`, 'pass --delimiter')
  }
  const line = 1 + countLineEnds(start.slice(0, best.start))
  return { delimiter: best.delimiter, lineEnd, skip: best.start, line }
}

function skipLines(text: string, begin: number, count: number): number {
  const lineEnd = /\r\n|\n|\r/g
  lineEnd.lastIndex = begin
  let from = begin
  for (let skipped = 0; skipped < count && lineEnd.test(text); skipped += 1) from = lineEnd.lastIndex
  return from
}

/** Lines outside quotation marks, so that a column name can contain a line end. */
function splitLines(text: string, begin: number): { start: number; text: string }[] {
  const lines: { start: number; text: string }[] = []
  let quoted = false
  let start = begin
  for (let at = begin; at <= text.length && lines.length < maxHeaderLines; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (at === text.length || (!quoted && (character === '\n' || character === '\r'))) {
      lines.push({ start, text: text.slice(start, at) })
      start = at + (character === '\r' && text[at + 1] === '\n' ? 2 : 1)
      at = start - 1
    }
  }
  return lines
}

const countLineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0

function score(
  line: string,
  delimiter: string,
  names: ReadonlySet<string>,
): { known: number; count: number } {
  const outside = line.replace(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(delimiter, ' '))
  const cells = outside.split(delimiter)
  const known = cells.filter((cell) => isKnownColumnName(cell) || names.has(foldName(cell))).length
  return { known, count: cells.length - 1 }
}
