import { createHash } from 'node:crypto'
import { formatMoney } from '../../check/describe-transaction.ts'
import { formatCount, formatRupiah } from '../totals/format.ts'
import { describeGaps } from '../totals/summary.ts'
import { addUp, noProvider, type Sum, type Totals } from '../totals/totals.ts'
import type { JudgedRow } from '../verdict/judge-row.ts'
import { dayChart, legend, maxChartDays, providerChart } from './charts.ts'
import { type Html, html, trusted } from './html.ts'
import { script } from './script.ts'
import { style } from './style.ts'

/** Browsers scroll no more rows smoothly; the output has all rows. */
export const maxReportRows = 2_000
const maxListedDays = 400

export interface ReportContent {
  /** Name of the input in messages. */
  name: string
  totals: Totals
  /** At most `maxReportRows`. */
  rows: readonly JudgedRow[]
  timeZone: string
  writtenAt: Date
  /** True for responses of the mocks. */
  mock: boolean
}

/** Creates a self-contained HTML file that needs no network. */
export function writeReport(content: ReportContent): string {
  const { name, totals, timeZone, writtenAt, mock } = content
  const written = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(writtenAt)
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Reconciliation of ${name}</title>
<style>${trusted(style)}</style>
</head>
<body>
<h1>Reconciliation of ${name}</h1>
<p class="soft">${written} (${timeZone})${mock ? ' · responses of mock servers, not of the providers' : ''}</p>
<p>${describeWhole(totals)}</p>
${legend(totals)}
<div class="charts">
<figure><figcaption>Rows by provider</figcaption>${providerChart(totals)}</figure>
${dayFigure(totals)}
</div>
${verdictTable(totals)}
${rowTable(content)}
${dayTable(totals, timeZone)}
<script>${trusted(script)}</script>
</body>
</html>
`
  return page.html
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

function describeWhole(totals: Totals): string {
  const matching = totals.byVerdict.get('match')?.rows ?? 0
  return [
    `${formatCount(matching)} of ${formatCount(totals.all.rows)} rows match.`,
    ...describeGaps(totals),
  ].join(' ')
}

function dayFigure(totals: Totals): Html {
  if (totals.byDay.size === 0) return html``
  const title =
    totals.byDay.size > maxChartDays ? `Rows by day, the last ${maxChartDays} days` : 'Rows by day'
  return html`<figure><figcaption>${title}</figcaption>${dayChart(totals)}</figure>`
}

const sumCells = ({ rows, expected, actual, difference }: Sum): Html =>
  html`<td class="number">${formatCount(rows)}</td><td class="number">${formatRupiah(expected)}</td><td class="number">${formatRupiah(actual)}</td><td class="number">${formatRupiah(difference)}</td>`

const sumTitles = html`<th class="number">Rows</th><th class="number">Shop</th><th class="number">Provider</th><th class="number">Difference</th>`

const badge = (verdict: string): Html => html`<span class="badge v-${verdict}">${verdict}</span>`

function verdictTable({ byProvider, all }: Totals): Html {
  const rows = [...byProvider].flatMap(([provider, sums]) =>
    [...sums].map(
      ([verdict, sum]) => html`<tr><td>${provider}</td><td>${badge(verdict)}</td>${sumCells(sum)}</tr>`,
    ),
  )
  return html`<h2>By provider and verdict</h2>
<div class="scroll"><table><thead><tr><th>Provider</th><th>Verdict</th>${sumTitles}</tr></thead>
<tbody>${rows}</tbody><tfoot><tr><th>all</th><td></td>${sumCells(all)}</tr></tfoot></table></div>`
}

function dayTable({ byDay }: Totals, timeZone: string): Html {
  if (byDay.size === 0) return html``
  const days = [...byDay].slice(-maxListedDays)
  const rows = days.map(
    ([day, sums]) =>
      html`<tr><td>${day}</td><td class="number">${formatCount(sums.get('match')?.rows ?? 0)}</td>${sumCells(addUp(sums))}</tr>`,
  )
  const more =
    byDay.size > days.length
      ? html`<p class="soft">${formatCount(byDay.size - days.length)} earlier days are not listed.</p>`
      : html``
  return html`<h2>By day</h2>
<p class="soft">Day of payment at the provider or, without one, of creation, in ${timeZone}.</p>${more}
<div class="scroll"><table><thead><tr><th>Day</th><th class="number">Match</th>${sumTitles}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function rowTable({ totals, rows }: ReportContent): Html {
  const left = totals.all.rows - rows.length
  const scope =
    left > 0
      ? `${formatCount(rows.length)} rows, the largest differences of each verdict; ${formatCount(left)} more are only in the output.`
      : 'All rows, by verdict and difference.'
  const titles = [
    'Line',
    'Provider',
    'Reference',
    'Verdict',
    'Shop',
    'Provider',
    'Shop amount',
    'Provider amount',
    'Difference',
    'Reason',
  ]
  return html`<h2>Rows</h2>
<p class="soft">${scope}</p>
<form hidden>
<label>Verdict<select name="verdict" data-rows="${formatCount(totals.all.rows)}"><option value="">all</option>${[...totals.byVerdict].map(([verdict, sum]) => html`<option value="${verdict}" data-rows="${formatCount(sum.rows)}">${verdict}</option>`)}</select></label>
<label>Provider<select name="provider">${options([...totals.byProvider.keys()])}</select></label>
<label>Text<input name="text" type="search" autocomplete="off"></label>
<output id="count"></output>
</form>
<div class="scroll"><table id="rows"><thead><tr>${titles.map((title) => html`<th>${title}</th>`)}</tr></thead>
<tbody>${rows.map(describeRow)}</tbody></table></div>`
}

const options = (values: readonly string[]): Html =>
  html`<option value="">all</option>${values.map((value) => html`<option value="${value}">${value}</option>`)}`

function describeRow({ line, expected, verdict, reason, finding, differenceMinor }: JudgedRow): Html {
  const provider = expected?.provider ?? noProvider
  const answer = finding?.outcome === 'answered' ? finding : null
  const reference = expected?.merchantReference ?? expected?.providerReference ?? ''
  const actual = formatMoney(answer?.amount ?? null) ?? ''
  const own =
    expected === null || expected.amount === null ? null : { value: expected.amount, currency: 'IDR' }
  const difference = differenceMinor === null ? '' : formatRupiah(differenceMinor)
  return html`
<tr data-verdict="${verdict}" data-provider="${provider}"><td class="number">${line}</td><td>${provider}</td><td class="long">${reference}</td><td>${badge(verdict)}</td><td>${expected?.status ?? ''}</td><td>${answer?.status ?? ''}</td><td class="number">${formatMoney(own) ?? ''}</td><td class="number">${actual}</td><td class="number">${difference}</td><td class="long">${reason}</td></tr>`
}
