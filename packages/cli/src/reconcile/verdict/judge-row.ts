import { toMinorUnits } from '@cekstatus/core/provider'
import type { DecidedRow, GroupedRow } from '../journal/journal.ts'
import { type AmountRules, comparedAmount, type Decision, decide } from './verdict.ts'

/** Merges rows of one transaction: amounts are added, or one of the equal amounts is taken. */
export type MergeItems = 'sum' | 'first'

/** A row with its final verdict, and what it adds to sums. */
export interface JudgedRow extends DecidedRow {
  /** Hundredths of a rupiah; 0 without an amount, or if another row of the transaction counts. */
  expectedMinor: bigint
  actualMinor: bigint
  /** Hundredths: shop minus provider; null if either amount is missing, equal or counted in another row. */
  differenceMinor: bigint | null
}

export interface JudgeOptions extends AmountRules {
  mergeItems: MergeItems | null
  /** Returns all rows of a transaction by the number of its first row. */
  readGroup(first: number): readonly GroupedRow[]
}

interface Group {
  rows: readonly GroupedRow[]
  /** The amount of the merged rows; undefined if they are not merged. */
  merged: string | null | undefined
}

const maxCachedGroups = 1_000
const maxListedLines = 10

/** Creates the function that compares each row and finds its duplicates. */
export function createJudge(options: JudgeOptions): (row: DecidedRow) => JudgedRow {
  const groups = new Map<number, Group>()
  const groupOf = (first: number): Group => {
    let group = groups.get(first)
    if (group === undefined) {
      if (groups.size >= maxCachedGroups) groups.clear()
      const rows = options.readGroup(first)
      group = { rows, merged: mergeAmounts(rows, options.mergeItems) }
      groups.set(first, group)
    }
    return group
  }
  return (row) => {
    const { expected, finding, first } = row
    if (expected === null || finding === null) return withSums(row, row, options, null)
    if (first === null) return withSums(row, decide(expected, finding, options), options, null)
    const { rows, merged } = groupOf(first)
    const lines = listLines(rows, row.number)
    if (merged !== undefined) {
      const { verdict, reason } = decide({ ...expected, amount: merged }, finding, options)
      const note = `merged with ${lines}`
      return withSums(row, { verdict, reason: reason === '' ? note : `${reason}; ${note}` }, options, {
        merged,
      })
    }
    const { verdict, reason } = decide(expected, finding, options)
    const own = reason === '' ? verdict : `${verdict}: ${reason}`
    return withSums(
      row,
      { verdict: 'duplicate', reason: `same transaction as ${lines}; ${own}` },
      options,
      null,
    )
  }
}

function withSums(
  row: DecidedRow,
  { verdict, reason }: Decision,
  options: JudgeOptions,
  group: { merged: string | null } | null,
): JudgedRow {
  const { expected, finding, first, number } = row
  const answer = finding?.outcome === 'answered' ? finding : null
  const isFirst = first === null || first === number
  const actual = answer === null ? null : comparedAmount(answer, options)
  const own = group === null ? (expected?.amount ?? null) : group.merged
  const actualMinor = actual?.currency === 'IDR' ? toMinorUnits(actual) : null
  const expectedMinor = own === null ? null : toMinorUnits({ value: own, currency: 'IDR' })
  const counts = verdict !== 'skipped' && (group === null || isFirst)
  const difference =
    expectedMinor === null || actualMinor === null || !isFirst ? null : expectedMinor - actualMinor
  return {
    ...row,
    verdict,
    reason,
    expectedMinor: counts ? (expectedMinor ?? 0n) : 0n,
    actualMinor: isFirst ? (actualMinor ?? 0n) : 0n,
    differenceMinor: difference === 0n ? null : difference,
  }
}

/** `line 3`, `lines 3 and 4`, `lines 3, 4 and 12 more`. */
function listLines(group: readonly GroupedRow[], own: number): string {
  const listed: number[] = []
  for (const { number, line } of group) {
    if (number !== own) listed.push(line)
    if (listed.length === maxListedLines) break
  }
  const more = group.length - 1 - listed.length
  if (more > 0) return `lines ${listed.join(', ')} and ${more} more`
  const last = listed.pop()
  return listed.length === 0 ? `line ${last}` : `lines ${listed.join(', ')} and ${last}`
}

/** Returns the amount of the merged rows, or undefined if they cannot be merged. */
function mergeAmounts(group: readonly GroupedRow[], mode: MergeItems | null): string | null | undefined {
  const [head] = group
  if (mode === null || head === undefined) return undefined
  if (group.some(({ status }) => status !== head.status)) return undefined
  if (mode === 'first') return group.every(({ amount }) => amount === head.amount) ? head.amount : undefined
  let sum = 0n
  for (const { amount } of group) {
    if (amount === null) return undefined
    sum += toMinorUnits({ value: amount, currency: 'IDR' })
  }
  return `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`
}
