import { toMinorUnits } from '@cekstatus/core/provider'
import type { DecidedRow } from '../journal/journal.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'
import type { DayOf } from './day.ts'

/** Rows and exact amounts, in hundredths of a rupiah. */
export interface Sum {
  rows: number
  /** What the rows of the input say. */
  expected: bigint
  /** What the providers state, in rupiah. */
  actual: bigint
}

/** Where a row belongs that names no provider that can be asked. */
export const noProvider = '-'

export interface Totals {
  all: Sum
  byVerdict: ReadonlyMap<Verdict, Sum>
  /** By provider, in alphabetical order, then by verdict. */
  byProvider: ReadonlyMap<string, ReadonlyMap<Verdict, Sum>>
  /** By day of payment, else of creation, as the provider states it; rows without either are in none. */
  byDay: ReadonlyMap<string, ReadonlyMap<Verdict, Sum>>
  /** Rows that were compared by status alone, because they have no amount. */
  rowsWithoutAmount: number
  /** Answers in another currency, whose amounts are in no sum. */
  rowsInOtherCurrency: number
}

/** The sums of all verdicts together. */
export function addUp(sums: ReadonlyMap<Verdict, Sum>): Sum {
  const total = emptySum()
  for (const { rows, expected, actual } of sums.values()) {
    total.rows += rows
    total.expected += expected
    total.actual += actual
  }
  return total
}

export interface TotalsCounter {
  add(row: DecidedRow): void
  read(): Totals
}

const emptySum = (): Sum => ({ rows: 0, expected: 0n, actual: 0n })

export function createTotals(dayOf: DayOf): TotalsCounter {
  const all = emptySum()
  const byVerdict = new Map<Verdict, Sum>()
  const byProvider = new Map<string, Map<Verdict, Sum>>()
  const byDay = new Map<string, Map<Verdict, Sum>>()
  let rowsWithoutAmount = 0
  let rowsInOtherCurrency = 0
  return {
    add({ expected, verdict, finding }) {
      const answer = finding?.outcome === 'answered' ? finding : null
      const inRupiah = answer?.amount?.currency === 'IDR'
      const expectedAmount =
        expected?.amount === undefined || expected.amount === null ? 0n : hundredthsOf(expected.amount)
      const actualAmount = answer?.amount && inRupiah ? hundredthsOf(answer.amount.value) : 0n
      if (expected !== null && expected.amount === null) rowsWithoutAmount += 1
      if (answer?.amount && !inRupiah) rowsInOtherCurrency += 1
      const sums = [
        all,
        sumOf(byVerdict, verdict),
        sumOf(groupOf(byProvider, expected?.provider ?? noProvider), verdict),
      ]
      const instant = answer?.paidAt ?? answer?.createdAt ?? null
      if (instant !== null) sums.push(sumOf(groupOf(byDay, dayOf(instant)), verdict))
      for (const sum of sums) {
        sum.rows += 1
        sum.expected += expectedAmount
        sum.actual += actualAmount
      }
    },
    read: () => ({
      all,
      byVerdict: inOrder(byVerdict),
      byProvider: sorted(byProvider),
      byDay: sorted(byDay),
      rowsWithoutAmount,
      rowsInOtherCurrency,
    }),
  }
}

const hundredthsOf = (value: string): bigint => toMinorUnits({ value, currency: 'IDR' })

function groupOf<Key>(groups: Map<Key, Map<Verdict, Sum>>, key: Key): Map<Verdict, Sum> {
  let group = groups.get(key)
  if (group === undefined) {
    group = new Map()
    groups.set(key, group)
  }
  return group
}

function sumOf(sums: Map<Verdict, Sum>, verdict: Verdict): Sum {
  let sum = sums.get(verdict)
  if (sum === undefined) {
    sum = emptySum()
    sums.set(verdict, sum)
  }
  return sum
}

function inOrder(sums: ReadonlyMap<Verdict, Sum>): Map<Verdict, Sum> {
  return new Map(
    verdicts.flatMap((verdict) => {
      const sum = sums.get(verdict)
      return sum === undefined ? [] : [[verdict, sum] as const]
    }),
  )
}

function sorted(groups: ReadonlyMap<string, ReadonlyMap<Verdict, Sum>>): Map<string, Map<Verdict, Sum>> {
  return new Map(
    [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, sums]) => [key, inOrder(sums)]),
  )
}
