import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMocks, type Mocks } from '../mocks.ts'
import { registry } from '../registry.ts'
import { startBrowser, type TestBrowser, type Watched } from './test-browser.ts'

const run = promisify(execFile)
const paymenku = registry.paymenku.credentials
const apigames = registry.apigames.credentials
const digiflazz = registry.digiflazz.credentials
const screenshots = fileURLToPath(new URL('../../reports/page/', import.meta.url))
const readmePicture = fileURLToPath(new URL('../../docs/page.png', import.meta.url))

let browser: TestBrowser
let mocks: Mocks
let home = ''
const opened: Watched[] = []

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true })
  mocks = await createMocks()
  home = mocks.control?.url ?? ''
  browser = await startBrowser()
})

afterAll(async () => {
  await browser.close()
  await mocks.close()
})

beforeEach(async () => {
  await Promise.all(opened.splice(0).map(({ page }) => page.close()))
  for (const name of mocks.state.sessions()) mocks.state.deleteSession(name)
  mocks.all.clearSituations()
  mocks.all.clearFaults()
})

const open = async (
  ...[path = '/', look]: [string?, Parameters<TestBrowser['open']>[1]?]
): Promise<Watched> => {
  const watched = await browser.open(`${home}${path}`, look)
  opened.push(watched)
  return watched
}

/** Paymenku's status word, or the HTTP status where there is none. */
const ask = async (reference: string, session?: string): Promise<string> => {
  const prefix = session === undefined ? '' : `/s/${session}`
  const response = await fetch(
    `${mocks.servers.paymenku.url}${prefix}/api/v1/check-status/${encodeURIComponent(reference)}`,
    { headers: { authorization: `Bearer ${paymenku.apiKey}` } },
  )
  const text = await response.text()
  return response.headers.get('content-type')?.includes('json')
    ? (JSON.parse(text).data?.status ?? String(response.status))
    : String(response.status)
}

/** An inquiry at API Games whose signature is written in capitals. */
const askWronglySigned = async (refId: string): Promise<void> => {
  const { merchantId, secretKey } = apigames
  const signature = createHash('md5').update(`${merchantId}:${secretKey}:${refId}`).digest('hex')
  await fetch(`${mocks.servers.apigames.url}/v2/transaksi/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ref_id: refId, merchant_id: merchantId, signature: signature.toUpperCase() }),
  })
}

/** Digiflazz's status check, which orders what nobody has ordered. */
const askToOrder = async (refId: string): Promise<void> => {
  const { username, apiKey } = digiflazz
  const sign = createHash('md5').update(`${username}${apiKey}${refId}`).digest('hex')
  await fetch(`${mocks.servers.digiflazz.url}/v1/transaction`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username,
      buyer_sku_code: 'xld10',
      customer_no: '081234567890',
      ref_id: refId,
      sign,
    }),
  })
}

const situationForm = (page: Page) => page.locator('#situation-form')

const setSituation = async (page: Page, provider: string, reference: string, situation: string) => {
  await situationForm(page).getByLabel('Provider').selectOption(provider)
  await situationForm(page).getByLabel('Reference').fill(reference)
  await situationForm(page).getByLabel('Situation, step 1').selectOption(situation)
  await situationForm(page).getByRole('button', { name: 'Set' }).click()
  const scope = [provider || 'every provider', reference].filter(Boolean).join(' · ')
  await page.getByRole('button', { name: `Clear ${scope}`, exact: true }).waitFor()
}

const entries = (page: Page) => page.locator('#journal-entries button')

/** Presses Tab until the focus is on what a selector names. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`Tab does not lead to ${selector}`)
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** What axe calls serious or critical, as readable lines. */
const violations = async (page: Page, part: string): Promise<string[]> => {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate(
    (selector) => (globalThis as unknown as { axe: typeof axe }).axe.run(selector),
    part,
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

describe('the page', () => {
  it('loads nothing from elsewhere, runs without a complaint, and allows no script but its own', async () => {
    const { page, complaints, requests } = await open()
    await page.locator('#catalogue-table tbody tr').first().waitFor({ state: 'attached' })
    expect(complaints).toEqual([])
    expect([...new Set(requests.map((url) => new URL(url).origin))]).toEqual([home])
    const { headers } = await fetch(`${home}/`)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    )
    expect((await fetch(`${home}/page/index.ts`)).status).toBe(404)
    expect((await fetch(`${home}/page/..%2Findex.ts`)).status).toBe(404)
  })

  it('puts a reference into a situation, and shows the call that meets it, with the reason', async () => {
    const { page } = await open()
    expect(await ask('ORDER-1')).toBe('404')
    await setSituation(page, 'paymenku', 'ORDER-1', 'expired')
    expect(await ask('ORDER-1')).toBe('expired')
    await entries(page).filter({ hasText: 'expired' }).waitFor()
    const [newest = ''] = await entries(page).allInnerTexts()
    expect(newest).toContain('ORDER-1')
    expect(newest).toContain('200')
    const [entry] = mocks.journal.entries({ rule: 'session-reference' })
    expect(newest).toContain(entry?.because)
    await page.locator('#journal-news', { hasText: 'ORDER-1' }).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Clear paymenku · ORDER-1' }).click()
    await page.locator('#situation-rules', { hasText: 'Nothing set' }).waitFor()
    expect(await ask('ORDER-1')).toBe('404')
  })

  it('sends an example request from the first screen', async () => {
    const { page } = await open('/#session=alice')
    await page.locator('#first-steps li').first().waitFor()
    await page.getByRole('button', { name: 'Try' }).click()
    await entries(page).filter({ hasText: 'success-001' }).waitFor()
    expect(mocks.journal.entries().map(({ session }) => session)).toEqual(['alice'])
    expect(await page.locator('#first-steps').isVisible()).toBe(false)
  })

  it('shows all times in the chosen time zone', async () => {
    const { page } = await open()
    await ask('success-1')
    const [{ at } = { at: '' }] = mocks.journal.entries()
    const inZone = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString().slice(11, 19)
    await entries(page)
      .filter({ hasText: inZone(7) })
      .click()
    expect(await page.locator('#detail').textContent()).toContain(`${inZone(7)} WIB`)
    await page.keyboard.press('Escape')
    await page.getByLabel('Time zone').selectOption('UTC')
    await entries(page)
      .filter({ hasText: inZone(0) })
      .waitFor()
    expect(await page.locator('#clock-now').textContent()).toMatch(/ UTC$/)
  })

  it('describes a fault in words, and a refusal inside HTTP 200', async () => {
    const { page } = await open()
    mocks.session().addFault({ fault: { kind: 'latency', delayMs: 120, jitterMs: 40 } })
    await page.locator('#fault-rules', { hasText: '120 to 160 ms late' }).waitFor()
    await askWronglySigned('success-1')
    await entries(page).filter({ hasText: '200' }).filter({ hasText: 'refused' }).waitFor()
  })

  it('sets a whole provider and everything, and clears each alone', async () => {
    const { page } = await open()
    await setSituation(page, '', '', 'failed')
    await setSituation(page, 'paymenku', '', 'maintenance')
    expect(await ask('ORDER-1')).toBe('503')
    await page.getByRole('button', { name: 'Clear paymenku', exact: true }).click()
    await expect.poll(() => ask('ORDER-1')).toBe('failed')
    await page.getByRole('button', { name: 'Clear every provider', exact: true }).click()
    await expect.poll(() => ask('ORDER-1')).toBe('404')
  })

  it('says beside the form what control refuses, and which field it means', async () => {
    const { page } = await open('/#session=alice')
    await page.locator('#session-name').fill('not a name')
    await page.keyboard.press('Enter')
    await page.locator('#session-form .problem', { hasText: 'session' }).waitFor()
    expect(await page.locator('#session-name').getAttribute('aria-invalid')).toBe('true')
    await page.locator('#fault-form [name=kind]').selectOption('latency')
    await page.getByLabel('Delay, ms').fill('999999')
    await page.locator('#fault-form').getByRole('button', { name: 'Add' }).click()
    await page.locator('#fault-form .problem', { hasText: 'delayMs' }).waitFor()
  })

  it('opens a refused signed call and names the likely mistake', async () => {
    const { page } = await open()
    await askWronglySigned('success-1')
    await entries(page).filter({ hasText: 'apigames' }).click()
    const mistake = page.locator('#detail [data-mistake]').first()
    await mistake.waitFor()
    const [known] = mocks.journal.entry(mocks.journal.entries()[0]?.id ?? 0)?.explanation?.mistakes ?? []
    expect(known?.certainty).toBe('proven')
    expect(await mistake.getAttribute('data-mistake')).toBe(known?.id)
    const text = await page.locator('#detail').textContent()
    expect(text).toContain(known?.fix)
    expect(text).toContain('Stages')
    expect(text).toContain('POST /v2/transaksi/status')
    expect(text).not.toContain(apigames.secretKey)
    expect(await page.locator('#detail .stages > li').count()).toBeGreaterThan(1)
    await page.keyboard.press('Escape')
    expect(await page.locator('#detail').isVisible()).toBe(false)
  })

  it('marks a call that bought something by asking, and one that only asked again', async () => {
    const { page } = await open()
    await askToOrder('INV-1')
    await entries(page).filter({ hasText: 'INV-1' }).waitFor()
    expect(await entries(page).locator('.ordered').allInnerTexts()).toEqual(['created an order'])
    await askToOrder('INV-1')
    await entries(page).filter({ hasText: 'existing order' }).waitFor()
    expect(await entries(page).locator('.ordered').count()).toBe(1)
    await page.getByLabel('Find in the journal').fill('created-order')
    await expect.poll(() => entries(page).count()).toBe(1)
    await entries(page).first().click()
    expect(await page.locator('#detail').textContent()).toContain('created-order')
  })

  it('adds a fault for so many calls, shows what is left of it, and takes it away', async () => {
    const { page } = await open()
    const form = page.locator('#fault-form')
    await form.getByLabel('Fault').selectOption('bad-gateway')
    await form.getByLabel('Calls').fill('2')
    await form.getByLabel('Reference').fill('success-1')
    await form.getByRole('button', { name: 'Add' }).click()
    await page.locator('#fault-rules', { hasText: '502 with an HTML page (2 more)' }).waitFor()
    expect(await ask('success-1')).toBe('502')
    await page.locator('#fault-rules', { hasText: '1 more' }).waitFor()
    await entries(page).filter({ hasText: 'bad-gateway' }).filter({ hasText: '502' }).waitFor()
    await page.getByRole('button', { name: 'Clear bad-gateway of every provider · success-1' }).click()
    await page.locator('#fault-rules', { hasText: 'None.' }).waitFor()
    expect(await ask('success-1')).toBe('paid')
  })

  it('can add every kind of fault', async () => {
    const { page } = await open()
    const form = page.locator('#fault-form')
    const kinds = await form.locator('[name=kind] option').allInnerTexts()
    for (const [place, kind] of kinds.entries()) {
      await form.getByLabel('Fault').selectOption(kind)
      await form.getByRole('button', { name: 'Add' }).click()
      await expect.poll(() => mocks.session().describe().faults.length).toBe(place + 1)
    }
    expect(
      mocks
        .session()
        .describe()
        .faults.map(({ fault }) => fault.kind),
    ).toEqual(kinds)
    expect(kinds).toHaveLength(14)
  })

  it('freezes the clock and moves it, and a step of a timeline passes', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.locator('#clock-mode', { hasText: 'frozen' }).waitFor()
    const form = situationForm(page)
    await form.getByLabel('Reference').fill('ORDER-7')
    await form.getByLabel('Situation, step 1').selectOption('pending')
    await form.getByRole('button', { name: 'Add a step' }).click()
    await form.getByLabel('Seconds, step 1').fill('300')
    await form.getByLabel('Situation, step 2').selectOption('success')
    await form.getByRole('button', { name: 'Set' }).click()
    await page
      .locator('#situation-rules', { hasText: 'pending for 300 s, then success (not started)' })
      .waitFor()
    expect([await ask('ORDER-7'), await ask('ORDER-7')]).toEqual(['pending', 'pending'])
    await page.locator('#situation-rules', { hasText: 'step 1, call 2' }).waitFor()
    const before = Date.parse((await page.locator('#clock-now').getAttribute('datetime')) ?? '')
    await page.locator('#advance-amount').fill('5')
    await page.locator('#advance-form [name=unit]').selectOption({ label: 'minutes' })
    await page.getByRole('button', { name: 'Advance' }).click()
    const clockAt = async () => Date.parse((await page.locator('#clock-now').getAttribute('datetime')) ?? '')
    await expect.poll(clockAt).toBe(before + 300_000)
    expect(await ask('ORDER-7')).toBe('paid')
    await page.locator('#situation-rules', { hasText: 'step 2, call 1' }).waitFor()
    await page.locator('#clock-at').fill('2026-03-01T08:00:00')
    await page.getByRole('button', { name: 'Set clock' }).click()
    await expect.poll(() => mocks.session().describe().clock?.now).toBe('2026-03-01T01:00:00.000Z')
    await page.locator('#clock-now', { hasText: '2026-03-01 08:00:00 WIB' }).waitFor()
    await page.getByRole('button', { name: 'Let it run from here' }).click()
    await page.locator('#clock-mode', { hasText: 'running' }).waitFor()
    await page.getByRole('button', { name: 'Back to real time' }).click()
    await page.locator('#clock-mode', { hasText: 'real time' }).waitFor()
  })

  it('switches the counting of limits', async () => {
    const { page } = await open()
    await page.getByLabel('Refuse calls beyond the provider’s rate limit').check()
    await expect.poll(() => mocks.session().describe().settings?.rateLimits).toBe(true)
  })

  it('resets a session, its journal included', async () => {
    const { page } = await open()
    await setSituation(page, 'paymenku', 'ORDER-1', 'failed')
    await ask('ORDER-1')
    await entries(page).first().waitFor()
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.locator('#situation-rules', { hasText: 'Nothing set' }).waitFor()
    await page.locator('#journal-count', { hasText: 'No calls yet' }).waitFor()
    expect(await ask('ORDER-1')).toBe('404')
  })

  it('works in one session and leaves the others alone', async () => {
    const { page } = await open()
    await page.locator('#session-name').fill('alice')
    await page.keyboard.press('Enter')
    await page.locator('#provider-list', { hasText: `${mocks.servers.paymenku.url}/s/alice` }).waitFor()
    expect(page.url()).toBe(`${home}/#session=alice`)
    expect(await page.locator('#provider-list').textContent()).toContain(`${paymenku.apiKey}.alice`)
    await setSituation(page, 'paymenku', 'ORDER-1', 'refunded')
    expect([await ask('ORDER-1', 'alice'), await ask('ORDER-1', 'bob')]).toEqual(['refunded', '404'])
    expect(await page.getByLabel('Sessions').inputValue()).toBe('this')
    await page.getByLabel('Sessions').selectOption('every session')
    await entries(page).filter({ hasText: 'bob' }).waitFor()
    await page.getByLabel('Sessions').selectOption('this session')
    await entries(page).filter({ hasText: 'alice' }).waitFor()
    expect(await entries(page).allInnerTexts()).toHaveLength(1)
    await ask('ORDER-2', 'bob')
    await ask('ORDER-2', 'alice')
    await entries(page).filter({ hasText: 'ORDER-2' }).waitFor()
    expect(await entries(page).filter({ hasText: 'bob' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.reload()
    await page.locator('#situation-rules', { hasText: 'ORDER-1' }).waitFor()
    await page.locator('#session-name').fill('all')
    await page.keyboard.press('Enter')
    await page.locator('#clock-controls').waitFor({ state: 'hidden' })
    await setSituation(page, '', 'ORDER-9', 'failed')
    expect([await ask('ORDER-9', 'alice'), await ask('ORDER-9', 'bob')]).toEqual(['failed', 'failed'])
  })

  it('finds in the journal and in the catalogue', async () => {
    const { page } = await open()
    await ask('success-1')
    await ask('failed-1')
    await askWronglySigned('success-2')
    await expect.poll(() => entries(page).count()).toBe(3)
    await page.getByLabel('Find in the journal').fill('failed-1')
    await expect.poll(() => entries(page).count()).toBe(1)
    expect(await page.locator('#journal-count').textContent()).toBe('1 of 3 calls')
    await page.getByLabel('Find in the journal').fill('')
    await page.locator('#journal-filter [name=provider]').selectOption('apigames')
    await expect.poll(() => entries(page).count()).toBe(1)
    await page.locator('#journal-filter [name=provider]').selectOption('')
    await page.locator('#journal-filter [name=status]').selectOption('5')
    await expect.poll(() => entries(page).count()).toBe(0)

    const shown = page.locator('#catalogue-table tbody tr:not([hidden])')
    const all = await shown.count()
    const { providers } = await (await fetch(`${home}/api/providers`)).json()
    const references = providers.flatMap((each: { references: unknown[] }) => each.references)
    expect(all).toBeGreaterThan(references.length)
    await page.locator('#catalogue-filter [name=provider]').selectOption('smilepay')
    await page.getByLabel('Find in the catalog').fill('inferred')
    const texts = await shown.allInnerTexts()
    expect(texts.length).toBeGreaterThan(3)
    expect(texts.length).toBeLessThan(all / 2)
    expect(texts.every((text) => text.includes('smilepay') && text.includes('inferred'))).toBe(true)
    await page.getByLabel('Find in the catalog').fill('T_1706218110')
    const row = shown.first()
    const wanted = references.find(({ reference }: { reference: string }) => reference === 'T_1706218110')
    expect(await row.textContent()).toContain(`${wanted.status} ${wanted.fixture}`)
    expect(await row.getByRole('link', { name: 'page' }).getAttribute('href')).toBe(wanted.source)
  })

  it('copies addresses, keys and references, and fills a situation of the catalogue in', async () => {
    const { page } = await open()
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Copy the base URL of paymenku' }).click()
    await expect.poll(copied).toBe(mocks.servers.paymenku.url)
    await page.getByRole('button', { name: 'Copy apiKey of paymenku' }).click()
    await expect.poll(copied).toBe(paymenku.apiKey)
    await page.locator('#catalogue-count').click()
    await page.getByRole('button', { name: 'Copy the reference pending-001' }).first().click()
    await expect.poll(copied).toBe('pending-001')
    await page.locator('#news', { hasText: 'Copied the reference pending-001.' }).waitFor()
    await page.getByRole('button', { name: 'Choose canceled of paymenku' }).first().click()
    expect(await situationForm(page).getByLabel('Situation, step 1').inputValue()).toBe('canceled')
    await page.keyboard.type('ORDER-5')
    await page.keyboard.press('Enter')
    await page.locator('#situation-rules', { hasText: 'ORDER-5' }).waitFor()
    expect(await ask('ORDER-5')).toBe('cancelled')
  })

  it('shows the answer of a line of the catalogue', async () => {
    const { page } = await open()
    await page.locator('#catalogue-count').click()
    await page.getByRole('button', { name: 'Show the answer 200 sukses of apigames' }).first().click()
    const { documented } = await page.evaluate(async () => {
      const response = await fetch('/api/providers/apigames/answers/sukses')
      return { documented: await response.json() }
    })
    const detail = page.locator('#detail', { hasText: 'HTTP 200' })
    await detail.waitFor()
    expect(await detail.textContent()).toContain(JSON.stringify(JSON.parse(documented.body), null, 2))
    expect(await detail.getByRole('link', { name: 'page' }).getAttribute('href')).toBe(
      documented.provenance.source,
    )
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await detail.isVisible()).toBe(false)
  })

  it('copies a call as a command that runs', async () => {
    const { page } = await open()
    await ask("success-it's")
    await entries(page).first().click()
    await page.locator('#detail').getByRole('button', { name: 'Copy the curl command' }).click()
    let command = ''
    await expect
      .poll(async () => {
        command = await page.evaluate(() => navigator.clipboard.readText())
        return command
      })
      .toMatch(/^curl -i /)
    const { stdout } = await run('sh', ['-c', `${command} --silent --noproxy '*'`], {
      env: { PATH: process.env.PATH ?? '', AUTHORIZATION: paymenku.apiKey },
    })
    expect(stdout).toMatch(/^HTTP\/1\.1 200 /)
    expect(stdout).toContain('"paid"')
    await expect.poll(() => page.locator('#journal-entries li').count()).toBe(2)
  })

  it('can be worked with the keyboard alone', async () => {
    const { page } = await open()
    await tabTo(page, '.skip')
    await tabTo(page, '#situation-form [name=provider]')
    await page.keyboard.type('paym')
    await tabTo(page, '#situation-form [name=reference]')
    await page.keyboard.type('ORDER-3')
    await tabTo(page, '#steps select')
    await page.keyboard.type('refun')
    await tabTo(page, '#situation-form button[type=submit]')
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    )
    expect(outline).toBe('3px')
    await page.keyboard.press('Enter')
    await page.locator('#situation-rules', { hasText: 'refunded' }).waitFor()
    expect(await ask('ORDER-3')).toBe('refunded')
    await entries(page).first().waitFor()
    await tabTo(page, '#journal-entries button')
    // A call that comes meanwhile does not take the focus away.
    await ask('success-1')
    await expect.poll(() => entries(page).count()).toBe(2)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('ORDER-3')
    await page.keyboard.press('Enter')
    await page.locator('#detail', { hasText: 'Why' }).waitFor()
    await tabTo(page, '#detail .copy')
    await page.keyboard.press('Escape')
    expect(await page.locator('#detail').isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('ORDER-3')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('scope')
  })

  it('shows whatever a caller sends as text', async () => {
    const { page, complaints } = await open()
    const hostile = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'
    await setSituation(page, 'paymenku', hostile, 'success')
    await ask(hostile)
    await fetch(`${mocks.servers.sekalipay.url}/api/v1/trx/x?${encodeURIComponent(hostile)}`, {
      method: 'POST',
      headers: { 'x-hostile': hostile, 'content-type': 'text/html' },
      body: hostile,
    })
    await expect.poll(() => entries(page).count()).toBe(2)
    for (const place of [0, 1]) {
      await entries(page).nth(place).click()
      expect(await page.locator('#detail').textContent()).toContain('onerror')
      await page.keyboard.press('Escape')
    }
    expect(await page.locator('#situation-rules strong').textContent()).toContain(hostile)
    expect(await page.locator('#journal-entries').textContent()).toContain(hostile)
    expect(await page.evaluate(() => document.querySelectorAll('img, script:not([src])').length)).toBe(0)
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    expect(complaints).toEqual([])
  })

  it('says that it has lost the mocks, and finds them again', async () => {
    const own = await createMocks({ providers: ['paymenku'] })
    const port = own.control?.port ?? 0
    const { page } = await browser.open(own.control?.url ?? '')
    await own.close()
    await page.locator('#stream-state', { hasText: 'not connected' }).waitFor()
    const again = await createMocks({ providers: ['paymenku'], control: { port } })
    await page.locator('#stream-state', { hasText: 'live' }).waitFor()
    await fetch(`${again.servers.paymenku.url}/api/v1/check-status/success-8`)
    await entries(page).filter({ hasText: 'success-8' }).waitFor()
    await page.close()
    await again.close()
  })

  it('keeps up with a thousand calls at once', async () => {
    const { page } = await open()
    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, place) => ask(`success-${batch * 50 + place}`)))
    }
    await ask('failed-last')
    await entries(page).first().filter({ hasText: 'failed-last' }).waitFor()
    expect(await page.locator('#journal-count').textContent()).toBe('the newest 200 of 500 calls')
    expect(await entries(page).count()).toBe(200)
  })
})

const looks = [
  { name: 'light', width: 1280, height: 900, dark: false },
  { name: 'dark', width: 1280, height: 900, dark: true },
  { name: 'phone', width: 360, height: 780, dark: false },
  { name: 'dark-phone', width: 360, height: 780, dark: true },
]

/** A page on which something has happened. */
const openBusy = async (look: (typeof looks)[number]): Promise<Page> => {
  mocks.session().setSituation({
    reference: 'INV-2001',
    timeline: [{ situation: 'pending', forCalls: 2 }, { situation: 'success' }],
  })
  mocks.session().setSituation({ provider: 'smilepay', situation: 'maintenance' })
  mocks.session().addFault({ fault: { kind: 'latency', delayMs: 20 }, provider: 'paymenku' })
  mocks.session().clock.freeze('2026-03-02T09:30:00+07:00')
  const { page } = await open('/', look)
  for (const reference of ['success-001', 'INV-2001', 'INV-2001', 'INV-2001', 'failed-7', 'not-found-1']) {
    await ask(reference)
  }
  await ask('expired-3', 'alice')
  await askWronglySigned('success-2')
  await expect.poll(() => entries(page).count()).toBe(8)
  await page.locator('#situation-rules', { hasText: 'step 2' }).waitFor()
  return page
}

describe.each(looks)('the page, $name', (look) => {
  it('has nothing that axe calls serious, and nothing beyond its edge', async () => {
    const page = await openBusy(look)
    expect(await violations(page, 'html')).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `${screenshots}${look.name}.png`, fullPage: false })
    await entries(page).filter({ hasText: 'apigames' }).click()
    await page.locator('#detail .mistakes').waitFor()
    expect(await violations(page, '#detail')).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    const inside = await page.locator('#detail').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)
    expect(inside).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `${screenshots}${look.name}-entry.png` })
  })
})

it('has a picture in the README (pnpm --filter @cekstatus/mocks picture)', async () => {
  const page = await openBusy({ name: 'README', width: 1280, height: 900, dark: false })
  const picture = await page.screenshot()
  if (process.env.GENERATE === '1') writeFileSync(readmePicture, picture)
  // Pixels differ by machine and by moment; the size and the form do not.
  expect(readFileSync(readmePicture).subarray(16, 24)).toEqual(picture.subarray(16, 24))
})
