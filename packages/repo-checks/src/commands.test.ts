import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findScript, readBlocks, readCurl, readOwnCommands, splitWords } from './commands.ts'
import { listProviders, listWorkspaces, readManifest, readText, rootDirectory } from './repository.ts'

const blocks = readBlocks()
const providers = listProviders()

/** Programs of pages, the folder whose packages they import, and what they print. */
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

describe('commands on pages', () => {
  it('are scripts of this repository', () => {
    const missing = readOwnCommands().filter(({ command }) => findScript(command) === null)
    expect(missing).toEqual([])
  })

  it('install published packages', () => {
    const published = listWorkspaces()
      .map(readManifest)
      .filter((manifest) => manifest.private !== true)
      .map(({ name }) => name)
    const installed = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.split('\n').filter((line) => line.startsWith('npm install ')))
      .flatMap((line) => splitWords(line).slice(2))
      .filter((word) => !word.startsWith('-'))
    expect(installed.filter((name) => !published.includes(name))).toEqual([])
  })
})

describe('programs of a clone', () => {
  const run = (program: string, argv: readonly string[], cwd: string) =>
    spawnSync(process.execPath, [join(rootDirectory, program), ...argv], { cwd, encoding: 'utf8' })

  it('bin/cekstatus.mjs keeps the exit code and the folder of the caller', () => {
    const directory = mkdtempSync(join(tmpdir(), 'cekstatus-clone-'))
    try {
      writeFileSync(
        join(directory, 'orders.csv'),
        'provider,reference,status,amount\npaymenku,success-1,success,104000\n',
      )
      const check = run('bin/cekstatus.mjs', ['check', 'paymenku', 'pending-1', '--mock'], directory)
      expect([check.status, check.stderr]).toEqual([3, ''])
      const reconcile = run('bin/cekstatus.mjs', ['reconcile', './orders.csv', '--mock'], directory)
      expect([reconcile.status, reconcile.stdout]).toEqual([0, expect.stringContaining('paymenku')])
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('bin/cekstatus-mocks.mjs exits with 2 for an unknown option', () => {
    expect(run('bin/cekstatus-mocks.mjs', ['--nope'], rootDirectory).status).toBe(2)
  })
})

describe('examples on pages, run against the mocks', () => {
  let mocks: ChildProcess
  /** The addresses on pages, and those of the mocks that this test starts. */
  const addresses = new Map<string, string>()

  beforeAll(async () => {
    mocks = spawn(process.execPath, ['src/cli.ts', '--port-base', '0'], {
      cwd: join(rootDirectory, 'mocks'),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of mocks.stdout ?? []) {
      output += String(chunk)
      if (/\ncurl |curl -/.test(output)) break
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
    if (mocks.exitCode === null) await once(mocks, 'exit')
  })

  const lines = blocks
    .filter(({ page, language }) => language === 'sh' && /^packages\/(?!cli)[^/]+\/README\.md$/.test(page))
    .flatMap(({ page, code }) => code.split('\n').map((line) => ({ page, line })))
    .filter(({ line }) => line.startsWith('curl '))

  it.each(lines)('the curl command of $page gets a response', async ({ line }) => {
    const { url, method, headers, body } = readCurl(line)
    const { origin } = new URL(url)
    const address = url.replace(origin, addresses.get(origin) ?? 'http://no.mock.has.this.address.invalid')
    const response = await fetch(address, { method, headers, body })
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('{')])
  })

  it.each(programs)(
    'the program of $page prints $output',
    async ({ page, place, folder, intercepts, output }) => {
      const block = blocks.filter((one) => one.page === page && one.language === 'ts')[place]
      if (block === undefined) throw new Error(`${page} has no program ${place}`)
      let { code } = block
      for (const [printed, url] of addresses) code = code.replaceAll(printed, url)
      expect(await runProgram(code, folder, intercepts)).toMatch(output)
    },
  )
})

/** Runs a program in a folder whose packages it imports; the mock handles requests to the provider's host. */
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

/** Handles requests to a provider's documented host, and sets the credentials that examples read. */
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
