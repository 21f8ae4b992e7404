import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeReport } from './report.ts'
import { hostile, reportOf } from './test-report.ts'

const folder = fileURLToPath(new URL('../../../reports/reconcile', import.meta.url))
const file = join(folder, 'report.html')

let browser: Browser
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, writeReport(reportOf(400)))
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

async function open(
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 1400 } })
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  return { page, complaints, requests }
}

const shownRows = (page: Page): Promise<string[]> =>
  page.$$eval('#rows tbody tr', (rows) =>
    rows.filter((row) => row.checkVisibility()).map((row) => row.textContent ?? ''),
  )

describe('writeReport in a browser', () => {
  it('opens without network requests and runs no text of the data', async () => {
    const { page, complaints, requests } = await open()
    expect(complaints).toEqual([])
    expect(requests).toEqual([pathToFileURL(file).href])
    expect(await page.title()).toBe(`Reconciliation of pesanan ${hostile}.csv`)
    expect(await page.textContent('h1')).toContain(hostile)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await page.screenshot({ path: join(folder, 'light.png') })
    await page.close()
  })

  it('filters by verdict, provider and text and shows the counts', async () => {
    const { page } = await open()
    expect((await shownRows(page)).length).toBe(400)
    await page.selectOption('select[name=verdict]', 'amount-differs')
    const differing = await shownRows(page)
    expect(differing).toHaveLength(10)
    expect(differing.every((text) => text.includes('amount-differs'))).toBe(true)
    expect(await page.textContent('#count')).toBe('10 shown; 10 rows with this verdict in the output')
    await page.selectOption('select[name=provider]', 'smilepay')
    const narrowed = (await shownRows(page)).length
    expect(narrowed).toBeGreaterThan(0)
    expect(narrowed).toBeLessThan(10)
    await page.selectOption('select[name=verdict]', '')
    await page.selectOption('select[name=provider]', '')
    await page.fill('input[name=text]', 'inv-2026-000123')
    expect(await shownRows(page)).toHaveLength(1)
    await page.close()
  })

  it('draws every row into its charts', async () => {
    const { page } = await open()
    const widths = await page.$$eval('figure:first-child svg g', (bars) =>
      bars.map((bar) =>
        [...bar.querySelectorAll('rect')].reduce((sum, rect) => sum + rect.getBoundingClientRect().width, 0),
      ),
    )
    const counts = await page.$$eval('figure:first-child svg g text:last-child', (texts) =>
      texts.map((text) => Number(text.textContent)),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400)
    const largest = Math.max(...counts)
    counts.forEach((count, index) => {
      expect((widths[index] ?? 0) / Math.max(...widths)).toBeCloseTo(count / largest, 2)
    })
    await page.close()
  })

  it('uses the color scheme of the reader', async () => {
    const light = await open()
    const dark = await open('dark')
    const [onLight, onDark] = await Promise.all(
      [light, dark].map(({ page }) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)),
    )
    expect(onLight).toBe('rgb(255, 255, 255)')
    expect(onDark).toBe('rgb(20, 23, 26)')
    await dark.page.screenshot({ path: join(folder, 'dark.png') })
    await Promise.all([light.page.close(), dark.page.close()])
  })

  it('prints black on white without the form', async () => {
    const { page } = await open('dark')
    await page.emulateMedia({ media: 'print' })
    expect(await page.isVisible('form')).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
    const pdf = await page.pdf({ path: join(folder, 'print.pdf'), preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(20_000)
    await page.close()
  })
})
