import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from './html.ts'
import { maxReportRows, writeReport } from './report.ts'
import { hostile, reportOf } from './test-report.ts'

describe('the report', () => {
  it('escapes whatever a file or a provider wrote', () => {
    const text = writeReport(reportOf(40))
    expect(text).not.toContain(hostile)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).not.toMatch(/<img/)
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', 'a', '\ud800') }),
        (value) => {
          expect(
            html`<p title="${value}">${value}</p>`.html.replace(/^<p title="|">|<\/p>$/g, ''),
          ).not.toMatch(/[<>"']/)
        },
      ),
    )
  })

  it('asks nothing of any network, and allows only its own script and style', () => {
    const text = writeReport(reportOf(40))
    expect(text).not.toMatch(/<[^>]*\s(src|href)=|url\(|@import|https?:/)
    for (const element of ['script', 'style']) {
      const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? ''
      expect(text).toContain(
        `${element}-src &#39;sha256-${createHash('sha256').update(content).digest('base64')}&#39;`,
      )
    }
  })

  it('lists a bounded number of rows and counts the rest', () => {
    const text = writeReport(reportOf(maxReportRows + 500))
    expect(text.match(/<tr data-verdict/g)).toHaveLength(maxReportRows)
    expect(text).toContain('The 2.000 rows that matter most; 500 more are only in the output.')
    expect(text.indexOf('data-verdict="status-differs"')).toBeLessThan(text.indexOf('data-verdict="match"'))
  })

  it('has its day and hour in the zone that was asked for', () => {
    expect(writeReport(reportOf(4))).toContain('26 November 2026 at 03:00 (Asia/Jakarta)')
  })
})
