import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const findChromium = (): string => {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((path) => existsSync(path))
  if (found === undefined) throw new Error('These tests need chromium: apt-get install chromium')
  return found
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export interface Watched {
  page: Page
  /** What the console or an exception said. */
  complaints: string[]
  /** Addresses that the page asked. */
  requests: string[]
}

export interface TestBrowser {
  open(url: string, look?: { width?: number; height?: number; dark?: boolean }): Promise<Watched>
  close(): Promise<void>
}

/** Debian's Chromium with a folder of its own. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const folder = await mkdtemp(join(tmpdir(), 'cekstatus-chromium-'))
  const context: BrowserContext = await chromium.launchPersistentContext(folder, {
    executablePath: findChromium(),
    args: flags,
    headless: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  return {
    async open(url, { width = 1280, height = 900, dark = false } = {}) {
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      const complaints: string[] = []
      const requests: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(url)
      await page.locator('#stream-state', { hasText: 'live' }).waitFor()
      return { page, complaints, requests }
    },
    async close() {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
