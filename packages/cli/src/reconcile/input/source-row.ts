/** A JSON value; cells of CSV are text. */
export type Cell = string | number | boolean | null | Cell[] | { [key: string]: Cell }

/** One row of the input. */
export interface SourceRow {
  /** First line of the row, from 1. */
  line: number
  /** In the order of the columns; undefined if the row does not have the column. */
  cells: (Cell | undefined)[]
  /** Why the row is unreadable; otherwise null. */
  problem: string | null
}

const inputFormats = ['csv', 'ndjson', 'json'] as const
export type InputFormat = (typeof inputFormats)[number]

/** The format of the input, which is also that of the output. */
export interface InputForm {
  format: InputFormat
  delimiter: string
  lineEnd: '\n' | '\r\n'
  /** Spreadsheets recognize UTF-8 by it. */
  byteOrderMark: boolean
}

/** Called with the columns: once for CSV, and for each new key of JSON. */
export type OnColumns = (columns: readonly string[]) => void

/** Bounds the memory for any input. */
export const maxRowCharacters = 1_048_576
