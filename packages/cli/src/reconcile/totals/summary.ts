import { formatTable } from '../../format-table.ts'
import { formatCount, formatRupiah } from './format.ts'
import { addUp, type Sum, type Totals } from './totals.ts'

const title = ['PROVIDER', 'VERDICT', 'ROWS', 'SHOP', 'PROVIDER SAYS']
const maxDays = 14

const cells = ({ rows, expected, actual }: Sum): string[] => [
  formatCount(rows),
  formatRupiah(expected),
  formatRupiah(actual),
]

/** The summary as lines of text; the first of each table is its heading. */
export function describeTotals(totals: Totals, timeZone: string): string[] {
  const rows = [...totals.byProvider].flatMap(([provider, sums]) =>
    [...sums].map(([verdict, sum]) => [provider, verdict, ...cells(sum)]),
  )
  const days = [...totals.byDay]
  const gaps = describeGaps(totals)
  const dayRows = days
    .slice(-maxDays)
    .map(([day, sums]) => [day, formatCount(sums.get('match')?.rows ?? 0), ...cells(addUp(sums))])
  return [
    ...formatTable([title, ...rows, ['all', '', ...cells(totals.all)]]),
    ...(days.length === 0
      ? []
      : ['', ...formatTable([[`DAY (${timeZone})`, 'MATCH', 'ROWS', 'SHOP', 'PROVIDER SAYS'], ...dayRows])]),
    ...(days.length > maxDays ? [`and ${days.length - maxDays} earlier days; the report lists them`] : []),
    ...(gaps.length === 0 ? [] : ['', ...gaps]),
  ]
}

/** What the sums leave out. */
export function describeGaps({ rowsWithoutAmount, rowsInOtherCurrency }: Totals): string[] {
  return [
    ...(rowsWithoutAmount > 0
      ? [`Rows without an amount, compared by status alone: ${formatCount(rowsWithoutAmount)}.`]
      : []),
    ...(rowsInOtherCurrency > 0
      ? [`Answers in another currency, which no sum counts: ${formatCount(rowsInOtherCurrency)}.`]
      : []),
  ]
}
