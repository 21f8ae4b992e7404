import { isRecord, parseJson } from '@cekstatus/core/provider'
import { UsageError } from '../../usage-error.ts'
import type { Cell, OnColumns, SourceRow } from './source-row.ts'

const maxColumns = 1_000

/** Converts JSON objects to rows; a new key adds a column. */
export interface JsonRowReader {
  /** Null if the text is not JSON. */
  read(line: number, text: string): SourceRow | null
}

export function createJsonRowReader(name: string, onColumns: OnColumns): JsonRowReader {
  const places = new Map<string, number>()

  const toCells = (line: number, object: Record<string, unknown>): SourceRow['cells'] => {
    const cells: SourceRow['cells'] = []
    let added = false
    for (const [key, value] of Object.entries(object)) {
      let place = places.get(key)
      if (place === undefined) {
        place = places.size
        places.set(key, place)
        added = true
        if (places.size > maxColumns) {
          throw new UsageError(`${name}: more than ${maxColumns} different keys at line ${line}`)
        }
      }
      cells[place] = value as Cell
    }
    if (added) onColumns([...places.keys()])
    return cells
  }

  return {
    read(line, text) {
      const value = parseJson(text)
      if (isRecord(value)) return { line, cells: toCells(line, value), problem: null }
      if (value !== undefined) return { line, cells: [], problem: 'the row is not a JSON object' }
      return isJson(text) ? { line, cells: [], problem: 'the row has a key twice' } : null
    },
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
