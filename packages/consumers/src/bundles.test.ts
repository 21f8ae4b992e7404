import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparable, type ExpectedTransaction } from './answers.ts'
import { bundlers } from './bundlers.ts'
import { together, workshop } from './packages.ts'
import { runProcess } from './processes.ts'
import { questions, startMock } from './questions.ts'
import { ownRuntime } from './runtimes.ts'

/** Writes a file into the consumer that has every package; returns its path. */
function writeEntry(name: string, lines: readonly string[]): string {
  const path = join(together, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** A folder where no package is installed. */
function makeDirectory(...names: string[]): string {
  const directory = join(workshop, 'bundles', ...names)
  mkdirSync(directory, { recursive: true })
  return directory
}

const cases = (platform: 'node' | 'browser') =>
  bundlers.flatMap((bundler) => bundler.formats[platform].map((format) => ({ ...bundler, format })))

describe('a service that asks every provider', () => {
  const mocks: { url: string; close(): Promise<void> }[] = []
  let entry: string
  let input: string
  beforeAll(async () => {
    for (const { provider } of questions) mocks.push(await startMock(provider))
    entry = writeEntry('service.mjs', [
      ...questions.map(({ consumer, factory }) => `import { ${factory} } from '${consumer.manifest.name}'`),
      `const factories = { ${questions.map(({ factory }) => factory).join(', ')} }`,
      'async function main() {',
      '  const answers = []',
      '  for (const { factory, options, query } of JSON.parse(process.argv[2])) {',
      '    answers.push(await factories[factory](options).getTransactionStatus(query))',
      '  }',
      '  process.stdout.write(JSON.stringify(answers))',
      '}',
      'void main()',
    ])
    input = JSON.stringify(
      questions.map(({ factory, credentials, query }, index) => ({
        factory,
        options: { ...credentials, baseUrl: mocks[index]?.url },
        query,
      })),
    )
  })
  afterAll(() => Promise.all(mocks.map((mock) => mock.close())))

  it.each(cases('node'))(
    'is bundled by $name as $format, and runs alone',
    async ({ name, format, bundle }) => {
      const directory = makeDirectory('node', name, format)
      const file = await bundle({ entry, directory, platform: 'node', format })
      expect(readdirSync(directory)).toHaveLength(1)
      const answers = JSON.parse(await runProcess(ownRuntime.path, [file, input], { cwd: directory }))
      const states = answers.map(({ raw, evidence, ...transaction }: ExpectedTransaction) =>
        comparable(transaction as ExpectedTransaction),
      )
      expect(states).toEqual(questions.map(({ expected }) => comparable(expected)))
    },
  )
})

/** What somebody does with the model who asks no provider. */
interface Model {
  statuses: unknown
  redacted: unknown
  merged: unknown
  delayMs: unknown
  isError: unknown
}

interface Core {
  statuses: unknown
  redactTransaction(transaction: object): unknown
  mergeTransaction(previous: object | null, observed: object): { status: string }
  nextDelayMs(transaction: object, attempt: number, schedule: object): number | null
  isCekStatusError(value: unknown): boolean
}

const observed = {
  ...questions[0]?.expected,
  raw: {},
  evidence: { observedAt: '2026-01-25T10:30:00.000Z', httpStatus: 200, attempts: 1 },
}
const pending = {
  ...observed,
  status: 'pending',
  final: false,
  advice: 'wait',
  evidence: { ...observed.evidence, observedAt: '2026-01-25T10:00:00.000Z' },
}
const schedule = { pending: [1000], processing: [1000], unknown: [1000], recheck: [1000] }
const samples = { observed, pending, schedule }

/** Runs here, and as this very text in the page. */
function useModel(core: Core, { observed, pending, schedule }: typeof samples): Model {
  return {
    statuses: core.statuses,
    redacted: core.redactTransaction(observed),
    merged: core.mergeTransaction(core.mergeTransaction(null, observed), pending),
    delayMs: core.nextDelayMs(observed, 1, schedule),
    isError: [core.isCekStatusError(new Error('other')), core.isCekStatusError({ code: 'NETWORK' })],
  }
}

const used = ['isCekStatusError', 'mergeTransaction', 'nextDelayMs', 'redactTransaction', 'statuses'].join(
  ', ',
)
const pageEntry = [
  `import { ${used} } from '@cekstatus/core'`,
  useModel.toString(),
  `const model = useModel({ ${used} }, ${JSON.stringify(samples)})`,
  '// A function of a sloppy script has the global object here.',
  'const strict = (function () { return this === undefined })()',
  'globalThis.model = JSON.stringify({ ...model, strict })',
]

function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = [process.env.CHROMIUM ?? '', ...folders.map((folder) => join(folder, 'chromium'))].find(
    (path) => path !== '' && existsSync(path),
  )
  if (found === undefined)
    throw new Error('These tests need chromium: apt-get install chromium, or its path in CHROMIUM')
  return found
}

const pageCases = cases('browser')

describe('a page that only needs the model', () => {
  const core = createRequire(join(together, 'probe.cjs'))('@cekstatus/core') as Core
  const expected = { ...JSON.parse(JSON.stringify(useModel(core, samples))), strict: true }
  const bundles = new Map<string, string>()
  let browser: Browser
  let server: Server
  let address: string

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    })
    server = createServer(({ url = '' }, response) => {
      const code = bundles.get(url)
      const type = url.endsWith('esm') ? 'module' : 'text/javascript'
      response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'")
      response.setHeader('content-type', code === undefined ? 'text/html' : 'text/javascript')
      response.end(code ?? `<script type="${type}" src="/bundle${url}"></script>`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  it('expects a model that says something', () => {
    expect(expected).toMatchObject({ merged: { status: 'success' }, delayMs: null, isError: [false, false] })
    expect(expected.redacted).not.toHaveProperty('raw')
  })

  async function bundlePage({ name, format, bundle }: (typeof pageCases)[number]): Promise<string> {
    const entry = writeEntry('page.mjs', pageEntry)
    const directory = makeDirectory('browser', name, format)
    return readFileSync(await bundle({ entry, directory, platform: 'browser', format }), 'utf8')
  }

  it.each(pageCases)('bundled by $name as $format, runs in Chromium', async (item) => {
    const path = `/${item.name}-${item.format}`
    bundles.set(`/bundle${path}`, await bundlePage(item))
    const page = await browser.newPage()
    page.setDefaultTimeout(20_000)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(address + path)
    const model = await page.evaluate('globalThis.model')
    await page.close()
    expect(complaints).toEqual([])
    expect(JSON.parse(String(model))).toEqual(expected)
  })

  it.each(pageCases.filter(({ format }) => format === 'script'))(
    'bundled by $name as $format, runs where there is nothing but the language',
    async (item) => {
      const context = createContext({}) as { model?: string }
      new Script(await bundlePage(item)).runInContext(context, { timeout: 5_000 })
      expect(JSON.parse(context.model ?? 'null')).toEqual(expected)
    },
  )
})
