import { answerOf } from '../test-answers.ts'
import { createDayOf } from '../totals/day.ts'
import { createTotals } from '../totals/totals.ts'
import { findingOf } from '../verdict/finding.ts'
import type { JudgedRow } from '../verdict/judge-row.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'
import { maxReportRows, type ReportContent } from './report.ts'
import { createReportRows } from './report-rows.ts'

/** Markup in every place that a file or a provider can fill. */
export const hostile = `"><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`

const providers = ['paymenku', 'smilepay', 'apigames', 'sekalipay']
/** Mostly matches, as in a real night. */
const night: Verdict[] = [...verdicts, ...Array.from({ length: 32 }, (): Verdict => 'match')]

function rowOf(number: number): JudgedRow {
  const verdict = night[number % night.length] ?? 'match'
  const provider = providers[(number % 7) % providers.length] ?? 'paymenku'
  const answered = !['error', 'not-found'].includes(verdict)
  const paidAt = new Date(Date.UTC(2026, 10, 1 + (number % 21), number % 24)).toISOString()
  const reference = number === 1 ? hostile : `INV-2026-${String(number).padStart(6, '0')}`
  return {
    number,
    first: null,
    expectedMinor: 0n,
    actualMinor: 0n,
    differenceMinor: null,
    line: number + 1,
    cells: [],
    verdict,
    reason:
      verdict === 'match' ? '' : number === 1 ? hostile : `the shop says success, the provider ${verdict}`,
    expected: {
      provider,
      merchantReference: reference,
      providerReference: null,
      kind: null,
      status: 'success',
      amount: `${104000 + number}.00`,
    },
    finding: answered
      ? findingOf(
          answerOf('success', {
            provider,
            merchantReference: reference,
            amount: { value: `${104000 + number}.00`, currency: 'IDR' },
            paidAt,
          }),
        )
      : null,
  }
}

/** A report of a night with so many rows, differences first. */
export function reportOf(rows: number): ReportContent {
  const all = Array.from({ length: rows }, (_, index) => rowOf(index))
  const totals = createTotals(createDayOf('Asia/Jakarta'))
  const reported = createReportRows(maxReportRows)
  for (const row of all) {
    totals.add(row)
    reported.add(row)
  }
  return {
    name: `pesanan ${hostile}.csv`,
    totals: totals.read(),
    rows: reported.read(),
    timeZone: 'Asia/Jakarta',
    writtenAt: new Date('2026-11-25T20:00:00.000Z'),
    mock: false,
  }
}
