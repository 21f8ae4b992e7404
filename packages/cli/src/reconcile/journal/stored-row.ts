import type { Expected, ExpectedStatus } from '../expected/expected.ts'
import type { Cell } from '../input/source-row.ts'
import type { Finding } from '../verdict/finding.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { DecidedRow } from './journal.ts'

type Stored = Readonly<Record<string, unknown>>

export function toColumns(expected: Expected | null): (string | null)[] {
  if (expected === null) return [null, null, null, null, null, null]
  return [
    expected.provider,
    expected.merchantReference,
    expected.providerReference,
    expected.kind,
    expected.status,
    expected.amount,
  ]
}

export function readExpected(row: Stored): Expected | null {
  if (row.provider === null) return null
  return {
    provider: String(row.provider),
    merchantReference: toText(row.merchant_reference),
    providerReference: toText(row.provider_reference),
    kind: toText(row.kind) as Expected['kind'],
    status: String(row.status) as ExpectedStatus,
    amount: toText(row.amount),
  }
}

export function readRow(row: Stored): DecidedRow {
  const finding = toText(row.finding)
  return {
    number: Number(row.number),
    line: Number(row.line),
    expected: readExpected(row),
    cells: readCells(String(row.cells)),
    verdict: String(row.verdict) as Verdict,
    reason: String(row.reason),
    finding: finding === null ? null : (JSON.parse(finding) as Finding),
    first: typeof row.first === 'number' ? row.first : null,
  }
}

const toText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** An array, or an object by index if the row lacks columns, because JSON arrays have no absent elements. */
export function writeCells(cells: readonly (Cell | undefined)[]): string {
  return JSON.stringify(cells.includes(undefined) ? { ...cells } : cells)
}

function readCells(text: string): (Cell | undefined)[] {
  const cells = JSON.parse(text) as Cell[] | Record<string, Cell>
  return Array.isArray(cells) ? cells : Object.assign([], cells)
}
