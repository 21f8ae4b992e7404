import { formatCount } from '../totals/format.ts'
import type { Sum, Totals } from '../totals/totals.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { type Html, html } from './html.ts'

const width = 720
const labelWidth = 110
const barHeight = 22
const barGap = 10
const dayChartHeight = 160
/** More days would make bars narrower than a few pixels. */
export const maxChartDays = 31

type Sums = ReadonlyMap<Verdict, Sum>

const rowsOf = (sums: Sums): number => [...sums.values()].reduce((rows, sum) => rows + sum.rows, 0)

/** One bar per provider, relative to the largest, divided by verdict. */
export function providerChart({ byProvider }: Totals): Html {
  const entries = [...byProvider]
  const largest = Math.max(...entries.map(([, sums]) => rowsOf(sums)), 1)
  const height = entries.length * (barHeight + barGap)
  const bars = entries.map(([provider, sums], index) => {
    const y = index * (barHeight + barGap)
    const room = width - labelWidth - 90
    let x = labelWidth
    const parts = [...sums].map(([verdict, { rows }]) => {
      const length = (rows / largest) * room
      const part = html`<rect class="v-${verdict}" x="${x.toFixed(2)}" y="${y}" width="${length.toFixed(2)}" height="${barHeight}"><title>${provider}: ${verdict}, ${formatCount(rows)}</title></rect>`
      x += length
      return part
    })
    return html`<g><text x="${labelWidth - 10}" y="${y + 15}" text-anchor="end">${provider}</text>${parts}<text x="${(x + 8).toFixed(2)}" y="${y + 15}">${formatCount(rowsOf(sums))}</text></g>`
  })
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Rows by provider and verdict">${bars}</svg>`
}

/** One column per day, the latest days last. */
export function dayChart({ byDay }: Totals): Html {
  const days = [...byDay].slice(-maxChartDays)
  const largest = Math.max(...days.map(([, sums]) => rowsOf(sums)), 1)
  const step = width / Math.max(days.length, 7)
  const columns = days.map(([day, sums], index) => {
    let y = dayChartHeight
    const parts = [...sums].reverse().map(([verdict, { rows }]) => {
      const length = (rows / largest) * (dayChartHeight - 10)
      y -= length
      return html`<rect class="v-${verdict}" x="${(index * step + 2).toFixed(2)}" y="${y.toFixed(2)}" width="${(step - 4).toFixed(2)}" height="${length.toFixed(2)}"><title>${day}: ${verdict}, ${formatCount(rows)}</title></rect>`
    })
    const label =
      days.length <= 16 || index % 4 === 0
        ? html`<text x="${(index * step + step / 2).toFixed(2)}" y="${dayChartHeight + 16}" text-anchor="middle">${day.slice(5)}</text>`
        : html``
    return html`<g>${parts}${label}</g>`
  })
  return html`<svg viewBox="0 0 ${width} ${dayChartHeight + 24}" role="img" aria-label="Rows by day and verdict">${columns}</svg>`
}

/** The colors of the verdicts with their numbers of rows. */
export function legend({ byVerdict }: Totals): Html {
  const items = [...byVerdict].map(
    ([verdict, { rows }]) =>
      html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="v-${verdict}" width="12" height="12" rx="2"></rect></svg>${verdict} <b>${formatCount(rows)}</b></li>`,
  )
  return html`<ul class="legend">${items}</ul>`
}
