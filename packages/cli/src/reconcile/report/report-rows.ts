import type { JudgedRow } from '../verdict/judge-row.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'

/** Chooses the rows of a report. */
export interface ReportRows {
  add(row: JudgedRow): void
  /** Returns at most `limit` rows by urgency of the verdict, the largest differences first. */
  read(): JudgedRow[]
}

/** Every verdict gets an equal share of `limit`; what one does not need goes to the others. */
export function createReportRows(limit: number): ReportRows {
  const kept = new Map<Verdict, JudgedRow[]>()
  return {
    add(row) {
      const rows = kept.get(row.verdict) ?? []
      kept.set(row.verdict, rows)
      rows.push({ ...row, cells: [] })
      // Sorting at twice the limit keeps the cost per row constant.
      if (rows.length >= limit * 2) kept.set(row.verdict, largest(rows, limit))
    },
    read() {
      const groups = verdicts.map((verdict) => largest(kept.get(verdict) ?? [], limit))
      const shares = share(
        groups.map(({ length }) => length),
        limit,
      )
      return groups.flatMap((rows, index) => rows.slice(0, shares[index]))
    },
  }
}

const size = ({ differenceMinor }: JudgedRow): bigint =>
  differenceMinor === null ? 0n : differenceMinor < 0n ? -differenceMinor : differenceMinor

function largest(rows: readonly JudgedRow[], limit: number): JudgedRow[] {
  return rows
    .toSorted((left, right) => Number(size(right) - size(left)) || left.number - right.number)
    .slice(0, limit)
}

function share(wanted: readonly number[], limit: number): number[] {
  const shares = wanted.map(() => 0)
  let left = limit
  for (;;) {
    const open = wanted.flatMap((count, index) => (count > (shares[index] ?? 0) ? [index] : []))
    if (open.length === 0 || left === 0) return shares
    const each = Math.max(1, Math.floor(left / open.length))
    for (const index of open) {
      const more = Math.min(each, left, (wanted[index] ?? 0) - (shares[index] ?? 0))
      shares[index] = (shares[index] ?? 0) + more
      left -= more
    }
  }
}
