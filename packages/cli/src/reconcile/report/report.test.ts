import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from './html.ts'
import { maxReportRows, writeReport } from './report.ts'
import { hostile, reportOf } from './test-report.ts'

describe('writeReport', () => {
  it('escapes texts of the file and the provider', () => {
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

  it('needs no network and allows only its own script and style', () => {
    const text = writeReport(reportOf(40))
    expect(text).not.toMatch(/<[^>]*\s(src|href)=|url\(|@import|https?:/)
    for (const element of ['script', 'style']) {
      const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? ''
      expect(text).toContain(
        `${element}-src &#39;sha256-${createHash('sha256').update(content).digest('base64')}&#39;`,
      )
    }
  })

  it('lists at most 2,000 rows and counts the rest', () => {
    const text = writeReport(reportOf(maxReportRows + 500))
    expect(text.match(/<tr data-verdict/g)).toHaveLength(maxReportRows)
    expect(text).toContain(
      '2.000 rows, the largest differences of each verdict; 500 more are only in the output.',
    )
    expect(text.indexOf('data-verdict="status-differs"')).toBeLessThan(text.indexOf('data-verdict="match"'))
  })

  it('prints its time in the time zone of the run', () => {
    expect(writeReport(reportOf(4))).toContain('26 November 2026 at 03:00 (Asia/Jakarta)')
  })
})
