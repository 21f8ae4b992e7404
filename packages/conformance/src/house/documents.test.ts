import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Block, findScript, readBlocks, readCurl, readOwnCommands, splitWords } from './documents.ts'
import { exists, listProviders, listWorkspaces, readManifest, readText, rootDirectory } from './repository.ts'

const blocks = readBlocks()
const providers = listProviders()

/** Tests that run blocks of pages, and in which words they name those pages. */
const otherRunners: { page: RegExp; languages: string[]; test: string; names: string }[] = [
  {
    page: /^mocks\/README\.md$/,
    languages: ['ts', 'sh', 'yaml'],
    test: 'mocks/src/readme.test.ts',
    names: '../README.md',
  },
  {
    page: /^mocks\/docs\/running-in-ci\.md$/,
    languages: ['ts', 'yaml'],
    test: 'mocks/src/running-in-ci.test.ts',
    names: 'docs/running-in-ci.md',
  },
  {
    page: /^packages\/cli\//,
    languages: ['sh', 'json', 'csv'],
    test: 'packages/cli/src/docs.test.ts',
    names: "'docs'",
  },
  {
    page: /^packages\/core\/README\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/readme.test.ts',
    names: '../README.md',
  },
  {
    page: /^packages\/core\/docs\/calling\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/readme.test.ts',
    names: "'calling'",
  },
  {
    page: /^packages\/core\/docs\/writing-a-provider\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/readme.test.ts',
    names: "'writing-a-provider'",
  },
  {
    page: /^packages\/core\/docs\/observing\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/observing.test.ts',
    names: 'docs/observing.md',
  },
  {
    page: /^packages\/core\/docs\/acting-on-a-status\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/acting-on-a-status.test.ts',
    names: 'docs/acting-on-a-status.md',
  },
  {
    page: /^packages\/core\/docs\/going-to-production\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/going-to-production.test.ts',
    names: 'docs/going-to-production.md',
  },
  {
    page: /^packages\/core\/docs\/one-limit-for-a-fleet\.md$/,
    languages: ['ts'],
    test: 'packages/core/src/rate-limit/fleet.system.ts',
    names: 'docs/one-limit-for-a-fleet.md',
  },
  {
    page: /^packages\/smilepay\/docs\/one-token-for-a-fleet\.md$/,
    languages: ['ts'],
    test: 'packages/smilepay/src/token-store.system.ts',
    names: 'docs/one-token-for-a-fleet.md',
  },
  {
    page: /^contracts\/README\.md$/,
    languages: ['sh'],
    test: 'contracts/src/openapi/readme.test.ts',
    names: '../../README.md',
  },
  {
    page: /^packages\/snap-bi\/README\.md$/,
    languages: ['ts'],
    test: 'packages/snap-bi/src/readme.test.ts',
    names: '../README.md',
  },
]

/** Programs of pages that are run here, in a folder whose packages they import. */
const programs: { page: string; place: number; folder: string; intercepts?: string; output: RegExp }[] = [
  { page: 'README.md', place: 0, folder: 'contracts', intercepts: 'paymenku', output: /^deliver\n$/ },
  {
    page: 'packages/paymenku/README.md',
    place: 1,
    folder: 'packages/paymenku',
    intercepts: 'paymenku',
    output: /^fulfill 200\n$/,
  },
  { page: 'packages/paystrator/README.md', place: 1, folder: 'packages/paystrator', output: /^$/ },
  { page: 'packages/smilepay/README.md', place: 1, folder: 'packages/smilepay', output: /status: 'success'/ },
]

/** Pages whose blocks are held equal to those of another page, by the test that is named. */
const translations = new Map([
  ['README.id.md', { of: 'README.md', test: 'packages/conformance/src/house/root-readme.test.ts' }],
])

/** Commands of this repository that are not run here, and why; their scripts must exist all the same. */
const commandsNotRun: Readonly<Record<string, string>> = {
  test: 'it runs this test',
  'test:system': 'it needs a Redis server and a browser',
  bench: 'it takes minutes, and has a lock file of its own',
  'bench:packages': 'it asks the registry for the peers',
  changeset: 'it asks questions and writes; release.test.ts runs what its files are for',
  fuzz: 'it takes minutes',
  install: "it is pnpm's own",
  'new-provider':
    'it writes; packages/conformance/src/new-provider/create-provider.test.ts runs it in a copy',
  mutations: 'it takes many minutes',
  format: 'it writes',
  contracts: 'turbo runs it beside this test; with UPDATE_PACTS=1 it writes',
  start: 'contracts/demo/start.test.ts runs it; for the command line, packages/cli/src/docs.test.ts',
  reference: 'packages/reference/src/create-reference.test.ts does the same and checks the result',
  exec: "it runs what the reader wrote; the page's program is run here",
}

/** Output of what stands before it, files that are shown, and vectors, which `readmes.test.ts` recomputes. */
const shownOnly = ['text', 'md']

/** Commands that a page shows as text because they cannot be run here, and why. */
const notRun: { page: string; begins: string; reason: string }[] = [
  {
    page: 'packages/cli/docs/contracts.md',
    begins: 'cekstatus contracts verify paymenku --base-url',
    reason: 'it asks a real sandbox; packages/cli/src/contracts has tests of its options',
  },
  {
    page: 'contracts/README.md',
    begins: 'npx --yes openapi-to-postmanv2@',
    reason: 'it asks the registry for other programs, which are not among the tools of this repository',
  },
]

function typeScriptOf(page: string): Block[] {
  return blocks.filter((block) => block.page === page && block.language === 'ts')
}

/** Who runs a block, in words; undefined where nobody does. */
function findRunner(block: Block): string | undefined {
  const { page, language, code } = block
  const other = otherRunners.find(
    ({ page: pattern, languages }) => pattern.test(page) && languages.includes(language),
  )
  const translation = translations.get(page)
  if (translation !== undefined) return translation.test
  if (other !== undefined) return other.test
  if (shownOnly.includes(language)) {
    const isCommand = /^(cekstatus|npx|npm|pnpm|curl|node) /.test(code)
    const excepted = notRun.some((block) => block.page === page && code.startsWith(block.begins))
    return !isCommand || excepted ? 'nobody needs to' : undefined
  }
  const place = typeScriptOf(page).indexOf(block)
  if (place === 0 && providers.some((name) => page === `packages/${name}/README.md`))
    return page.replace('README.md', 'src/readme.test.ts')
  if (programs.some((program) => program.page === page && program.place === place)) return 'this test'
  const lines = code.trim().split('\n')
  if (
    language === 'sh' &&
    lines.every((line) => /^(curl|npm install|npx --yes pnpm@12|[A-Z_]+=\S+ npx --yes pnpm@12) /.test(line))
  )
    return 'this test'
  return undefined
}

describe('the examples of every page', () => {
  it('are run, each by one test', () => {
    const idle = blocks.filter((block) => findRunner(block) === undefined)
    const places = idle.map(({ page, language, code }) => `${page}, ${language}: ${code.split('\n')[0]}`)
    expect(places, 'run it in a test and name that in documents.test.ts').toEqual([])
  })

  it('are left out where that is still needed', () => {
    for (const { page, begins } of notRun) {
      const found = blocks.filter((block) => block.page === page && block.code.startsWith(begins))
      expect([begins, found.map(({ language }) => language)]).toEqual([begins, ['text']])
    }
  })

  it('are run by tests that are there and name the page', () => {
    for (const { page, languages, test, names } of otherRunners) {
      expect([test, exists(test) && readText(test).includes(names)]).toEqual([test, true])
      const used = blocks.some((block) => page.test(block.page) && languages.includes(block.language))
      expect([test, used]).toEqual([test, true])
    }
    for (const provider of providers) {
      expect(readText(`packages/${provider}/src/readme.test.ts`)).toContain('describeReadmeExample(')
    }
  })
})

describe('the commands of every page', () => {
  const commands = readOwnCommands()

  it('are scripts of this repository', () => {
    expect(commands.length).toBeGreaterThan(10)
    const missing = commands.filter(({ command }) => findScript(command) === null)
    expect(missing).toEqual([])
  })

  it('are run here or left out with a reason', () => {
    const run = ['mocks']
    const names = new Set(commands.map(({ command }) => scriptName(command)))
    expect([...names].filter((name) => !run.includes(name) && commandsNotRun[name] === undefined)).toEqual([])
    expect(Object.keys(commandsNotRun).filter((name) => !names.has(name))).toEqual([])
  })

  it('install packages that are published', () => {
    const published = listWorkspaces()
      .map(readManifest)
      .filter((manifest) => manifest.private !== true)
    const names = published.map(({ name }) => name)
    const installed = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.split('\n').filter((line) => line.startsWith('npm install ')))
      .flatMap((line) => splitWords(line).slice(2))
      .filter((word) => !word.startsWith('-'))
    expect(installed.length).toBeGreaterThanOrEqual(providers.length)
    expect(installed.filter((name) => !names.includes(name))).toEqual([])
  })
})

function scriptName(command: string): string {
  const words = splitWords(command).filter((word) => !/^[A-Z_]+=|^(npx|--yes|pnpm@12|--silent)$/.test(word))
  const [first = '', , third = ''] = words
  return first.startsWith('--') ? third : first
}

describe('what pages ask of the mocks', () => {
  let mocks: ChildProcess
  /** The address that stands on pages, and the one that is meant here. */
  const addresses = new Map<string, string>()

  beforeAll(async () => {
    const start = findScript('npx --yes pnpm@12 mocks')
    const inner = findScript(`npx --yes ${start?.script.replace('pnpm', 'pnpm@12')}`)
    const [program = '', ...argv] = splitWords(inner?.script ?? '')
    expect(program).toBe('node')
    const cwd = join(rootDirectory, inner?.folder ?? '')
    mocks = spawn(process.execPath, [...argv, '--port-base', '0'], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of mocks.stdout ?? []) {
      output += String(chunk)
      if (output.includes('\ncurl ') || output.includes('curl -')) break
    }
    for (const [, name = '', url = ''] of output.matchAll(/^(\w+) +(http:\/\/127\.0\.0\.1:\d+)/gm)) {
      if (!providers.includes(name)) continue
      const [, port = ''] = /^ {2}port: (\d+),$/m.exec(readText(`mocks/${name}/provider.ts`)) ?? []
      addresses.set(`http://127.0.0.1:${port}`, url)
    }
    expect([...addresses.keys()].length, output).toBe(providers.length)
  })

  afterAll(async () => {
    mocks.kill('SIGTERM')
    const [exitCode] = mocks.exitCode === null ? await once(mocks, 'exit') : [mocks.exitCode]
    expect(exitCode).toBe(0)
  })

  const lines = blocks
    .filter((block) => block.language === 'sh' && findRunner(block) === 'this test')
    .flatMap(({ page, code }) => code.split('\n').map((line) => ({ page, line })))
    .filter(({ line }) => line.startsWith('curl '))

  it('is asked on every page of a provider that takes a plain request', () => {
    expect(lines.length).toBeGreaterThanOrEqual(4)
  })

  it.each(lines)('is answered: $page', async ({ line }) => {
    const { url, method, headers, body } = readCurl(line)
    const { origin } = new URL(url)
    const address = url.replace(origin, addresses.get(origin) ?? 'http://no.mock.has.this.address.invalid')
    const response = await fetch(address, { method, headers, body })
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('{')])
  })

  it.each(programs)('is printed: $page', async ({ page, place, folder, intercepts, output }) => {
    const block = typeScriptOf(page)[place]
    if (block === undefined) throw new Error(`${page} has no such program any more`)
    let { code } = block
    for (const [printed, url] of addresses) code = code.replaceAll(printed, url)
    expect(await runProgram(code, folder, intercepts)).toMatch(output)
  })
})

/** Runs a program in a folder, where it finds packages by their names; the provider's host is answered in the process. */
async function runProgram(code: string, folder: string, intercepted: string | undefined): Promise<string> {
  const reports = join(rootDirectory, folder, 'reports')
  mkdirSync(reports, { recursive: true })
  const directory = mkdtempSync(join(reports, 'document-'))
  try {
    writeFileSync(join(directory, 'program.ts'), code)
    writeFileSync(join(directory, 'intercept.ts'), intercepted === undefined ? '' : interception(intercepted))
    const argv = ['--no-warnings', '--import', './intercept.ts', './program.ts']
    const child = spawn(process.execPath, argv, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const [exitCode] = await once(child, 'close')
    expect(exitCode).toBe(0)
    return output
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Answers for a provider's documented host, and puts the mock's credentials where examples read them. */
function interception(provider: string): string {
  return `
import { createHandlers, credentials } from '@cekstatus/mocks/${provider}'
import { setupServer } from 'msw/node'
for (const [name, value] of Object.entries(credentials)) {
  process.env['${provider.toUpperCase()}_' + name.replace(/[A-Z]/g, '_$&').toUpperCase()] = value
}
setupServer(...createHandlers()).listen({ onUnhandledFrame: 'error' })
`
}
