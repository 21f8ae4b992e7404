import type { JudgedRow } from '../verdict/judge-row.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'
import type { DayOf } from './day.ts'

/** Number of rows and exact sums in hundredths of a rupiah. */
export interface Sum {
  rows: number
  /** Sum of the rows' amounts. */
  expected: bigint
  /** Sum of the providers' amounts; each transaction counts once. */
  actual: bigint
  /** Sum of shop minus provider. */
  difference: bigint
}

/** The group of rows without a known provider. */
export const noProvider = '-'

export interface Totals {
  all: Sum
  byVerdict: ReadonlyMap<Verdict, Sum>
  /** By provider, in alphabetical order, then by verdict. */
  byProvider: ReadonlyMap<string, ReadonlyMap<Verdict, Sum>>
  /** By the provider's day of payment or, without one, of creation. */
  byDay: ReadonlyMap<string, ReadonlyMap<Verdict, Sum>>
  /** Rows without an amount. */
  rowsWithoutAmount: number
  /** Responses in another currency, whose amounts are in no sum. */
  rowsInOtherCurrency: number
}

/** Adds the sums of all verdicts. */
export function addUp(sums: ReadonlyMap<Verdict, Sum>): Sum {
  const total = emptySum()
  for (const { rows, expected, actual, difference } of sums.values()) {
    total.rows += rows
    total.expected += expected
    total.actual += actual
    total.difference += difference
  }
  return total
}

export interface TotalsCounter {
  add(row: JudgedRow): void
  read(): Totals
}

const emptySum = (): Sum => ({ rows: 0, expected: 0n, actual: 0n, difference: 0n })

export function createTotals(dayOf: DayOf): TotalsCounter {
  const all = emptySum()
  const byVerdict = new Map<Verdict, Sum>()
  const byProvider = new Map<string, Map<Verdict, Sum>>()
  const byDay = new Map<string, Map<Verdict, Sum>>()
  let rowsWithoutAmount = 0
  let rowsInOtherCurrency = 0
  return {
    add({ expected, verdict, finding, expectedMinor, actualMinor, differenceMinor }) {
      const answer = finding?.outcome === 'answered' ? finding : null
      if (expected !== null && expected.amount === null) rowsWithoutAmount += 1
      if (answer?.amount && answer.amount.currency !== 'IDR') rowsInOtherCurrency += 1
      const sums = [
        all,
        sumOf(byVerdict, verdict),
        sumOf(groupOf(byProvider, expected?.provider ?? noProvider), verdict),
      ]
      const instant = answer?.paidAt ?? answer?.createdAt ?? null
      if (instant !== null) sums.push(sumOf(groupOf(byDay, dayOf(instant)), verdict))
      for (const sum of sums) {
        sum.rows += 1
        sum.expected += expectedMinor
        sum.actual += actualMinor
        sum.difference += differenceMinor ?? 0n
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
