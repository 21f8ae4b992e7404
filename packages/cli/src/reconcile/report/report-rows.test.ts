import { describe, expect, it } from 'vitest'
import type { JudgedRow } from '../verdict/judge-row.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'
import { createReportRows } from './report-rows.ts'

const rowOf = (number: number, verdict: Verdict, differenceMinor: bigint | null = null) =>
  ({ number, verdict, differenceMinor, cells: [] }) as unknown as JudgedRow

describe('createReportRows', () => {
  it('returns rows of every verdict, the largest differences first', () => {
    const rows = createReportRows(20)
    for (let number = 1; number <= 500; number += 1) rows.add(rowOf(number, 'status-differs'))
    for (let number = 501; number <= 600; number += 1)
      rows.add(rowOf(number, 'amount-differs', BigInt(number % 2 === 0 ? number : -number)))
    rows.add(rowOf(601, 'match'))
    const read = rows.read()
    expect(read).toHaveLength(20)
    expect(read.filter(({ verdict }) => verdict === 'amount-differs').map(({ number }) => number)).toEqual(
      Array.from({ length: 9 }, (_, index) => 600 - index),
    )
    expect(read.filter(({ verdict }) => verdict === 'match')).toHaveLength(1)
  })

  it('returns all rows within the limit, by urgency of the verdict', () => {
    const rows = createReportRows(100)
    const order = [...verdicts].reverse()
    for (const [index, verdict] of order.entries()) rows.add(rowOf(index + 1, verdict))
    expect(rows.read().map(({ verdict }) => verdict)).toEqual(verdicts)
  })
})
