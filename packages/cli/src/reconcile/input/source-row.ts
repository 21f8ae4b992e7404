/** A value as JSON has it; the cells of a CSV file are text. */
export type Cell = string | number | boolean | null | Cell[] | { [key: string]: Cell }

/** One row of the input, before anybody knows what its columns mean. */
export interface SourceRow {
  /** Where the row begins, from 1. */
  line: number
  /** In the order of the input's columns; undefined where the row does not have the column. */
  cells: (Cell | undefined)[]
  /** Why the row cannot be read although the file can; null for a sound row. */
  problem: string | null
}

const inputFormats = ['csv', 'ndjson', 'json'] as const
export type InputFormat = (typeof inputFormats)[number]

/** How the input is written, so that the output can be written the same way. */
export interface InputForm {
  format: InputFormat
  delimiter: string
  lineEnd: '\n' | '\r\n'
  /** Spreadsheets need one to see that a file is UTF-8. */
  byteOrderMark: boolean
}

/** Told each time columns come to light: once for CSV; again for JSON when an object has a new key. */
export type OnColumns = (columns: readonly string[]) => void

/** Longer rows are no rows of orders; the bound keeps memory flat whatever the file holds. */
export const maxRowCharacters = 1_048_576
