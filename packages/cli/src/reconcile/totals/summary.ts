import { formatTable } from '../../format-table.ts'
import { formatCount, formatRupiah } from './format.ts'
import { addUp, type Sum, type Totals } from './totals.ts'

const title = ['PROVIDER', 'VERDICT', 'ROWS', 'SHOP', 'PROVIDER', 'DIFFERENCE']
const maxDays = 14

const cells = ({ rows, expected, actual, difference }: Sum): string[] => [
  formatCount(rows),
  formatRupiah(expected),
  formatRupiah(actual),
  formatRupiah(difference),
]

/** Formats the summary as lines of text. */
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
      : [
          '',
          ...formatTable([
            [`DAY (${timeZone})`, 'MATCH', 'ROWS', 'SHOP', 'PROVIDER', 'DIFFERENCE'],
            ...dayRows,
          ]),
        ]),
    ...(days.length > maxDays ? [`and ${days.length - maxDays} earlier days, listed in the report`] : []),
    ...(gaps.length === 0 ? [] : ['', ...gaps]),
  ]
}

/** Lists what the sums do not include. */
export function describeGaps({ rowsWithoutAmount, rowsInOtherCurrency }: Totals): string[] {
  return [
    ...(rowsWithoutAmount > 0
      ? [`AMOUNTS WERE NOT COMPARED in rows without one: ${formatCount(rowsWithoutAmount)}.`]
      : []),
    ...(rowsInOtherCurrency > 0
      ? [`Amounts in another currency, in no sum: ${formatCount(rowsInOtherCurrency)}.`]
      : []),
  ]
}
