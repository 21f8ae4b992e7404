import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findUnfilled } from '@cekstatus/conformance/unfilled'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listFiles, listProviders, rootDirectory } from '../repository.ts'
import { copyRepository } from '../repository-copy.ts'
import { createProvider } from './create-provider.ts'
import { registrations } from './registrations.ts'

const program = 'packages/repo-checks/src/new-provider/run.ts'
const folders = ['packages/acme', 'mocks/acme', 'contracts/acme']
const changeFile = '.changeset/acme.md'

/** Providers that are not finished yet. */
const otherNames = listProviders()
const unfinished = otherNames.filter((name) =>
  folders
    .map((folder) => folder.replace('acme', name))
    .some((folder) => findUnfilled(join(rootDirectory, folder), folder).length > 0),
)
const speaksOf = (test: string, names: readonly string[]): boolean =>
  names.some((name) => test.split(/[^a-z0-9]+/).includes(name))

describe('new-provider', () => {
  let copy = ''
  let run: SpawnSyncReturns<string>
  const inCopy = (path: string): string => join(copy, path)
  const read = (path: string): string => readFileSync(inCopy(path), 'utf8')
  const start = (...argv: string[]) =>
    spawnSync(process.execPath, [inCopy(program), ...argv], { cwd: copy, encoding: 'utf8' })
  const readRegistrations = () => registrations.map(({ path }) => read(path))

  beforeAll(() => {
    copy = copyRepository('new-provider')
    run = start('acme', '--title', 'Acme Pay')
    linkPackages()
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  /** What an install would do. */
  function linkPackages(): void {
    symlinkSync('../sekalipay/node_modules', inCopy('packages/acme/node_modules'), 'junction')
    for (const [workspace, target] of [
      ['contracts', '../../../packages/acme'],
      ['packages/cli', '../../../acme'],
    ] as const) {
      symlinkSync(target, inCopy(`${workspace}/node_modules/@cekstatus/acme`), 'junction')
    }
  }

  it('says what it wrote, which files have lines more, and what comes next', () => {
    expect([run.status, run.stderr]).toEqual([0, ''])
    for (const path of [...folders, changeFile, ...registrations.map(({ path }) => path)]) {
      expect(run.stdout).toContain(`  ${path}`)
    }
    const count = folders.flatMap((folder) => findUnfilled(inCopy(folder), folder)).length
    expect(count).toBeGreaterThan(20)
    expect(run.stdout).toContain(`the ${count} places`)
  })

  it('leaves to people only what no command writes', () => {
    const generated = ['CHANGELOG.md', 'documented-digests.json']
    const places = folders.flatMap((folder) => findUnfilled(inCopy(folder), folder))
    expect(places.filter((place) => generated.some((file) => place.includes(`/${file}: `)))).toEqual([])
  })

  it('writes files that are formatted, linted and typed', () => {
    const biome = spawnSync(
      process.execPath,
      [
        inCopy('node_modules/@biomejs/biome/bin/biome'),
        'check',
        ...folders,
        ...registrations.map(({ path }) => path),
      ],
      { cwd: copy, encoding: 'utf8' },
    )
    expect([biome.status, biome.stdout]).toEqual([0, ''])
    for (const workspace of ['packages/acme', 'mocks', 'contracts', 'packages/cli']) {
      const { status, stdout } = spawnSync(
        process.execPath,
        [inCopy('node_modules/typescript-7/bin/tsc'), '--noEmit'],
        { cwd: inCopy(workspace), encoding: 'utf8' },
      )
      expect([workspace, status, stdout]).toEqual([workspace, 0, ''])
    }
  })

  it('comes with a change file that releases it first, and with words that the spelling checker knows', () => {
    expect(read(changeFile)).toMatch(/^---\n'@cekstatus\/acme': minor\n---\n\nFirst release: asks Acme Pay /)
    expect(JSON.parse(read('packages/acme/package.json')).version).toBe('0.0.0')
    const cspell = join(rootDirectory, 'node_modules/cspell/bin.mjs')
    const options = ['lint', '--config', '.config/cspell.json', '--no-progress', '--no-summary']
    const globs = folders.flatMap((folder) => [`${folder}/**/*.md`, `${folder}/**/*.ts`])
    const { status, stdout } = spawnSync(process.execPath, [cspell, ...options, changeFile, ...globs], {
      cwd: copy,
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([0, ''])
  })

  it('fails in its own tests, file by file', () => {
    const { failed, passed } = runTests('packages/acme', [])
    for (const file of listFiles('packages/repo-checks/src/new-provider/templates/package/src')) {
      const name =
        file
          .split('/')
          .at(-1)
          ?.replace(/\.tmpl$/, '') ?? ''
      // One is whole: it holds nothing of the provider's page.
      if (['unfilled.ts'].includes(name)) continue
      const place = `packages/acme/src/${name}: `
      expect([name, Object.keys(failed).some((test) => test.includes(place))]).toEqual([name, true])
    }
    expect(passed).toEqual(['AcmeResponse is the type of the schema'])
  })

  it('answers nothing before it is filled', () => {
    const code = `
      import { createAcme, parseStatusResponse } from '@cekstatus/acme'
      const words = ['success', 'SUCCESS', 'paid', 'Sukses', '']
      const bodies = words.map((status) => JSON.stringify({ status, data: { status } }))
      const said = []
      for (const body of bodies) {
        try { said.push(parseStatusResponse({ status: 200, headers: {}, body }, { merchantReference: 'INV-001' }).status) }
        catch (error) { said.push(error.code ?? error.message) }
      }
      const client = createAcme({ apiKey: 'key', baseUrl: 'http://127.0.0.1:9' })
      said.push(await client.getTransactionStatus({ merchantReference: 'INV-001' }).then(({ status }) => status, ({ code }) => code))
      process.stdout.write(said.join('\\n'))`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: inCopy('contracts'),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toEqual([...Array(5).fill('RESPONSE_INVALID'), 'CONFIGURATION'])
  })

  it('leaves the mocks of the others as they are', () => {
    const files = ['src/server', 'src/engines', 'src/responder', 'paymenku', 'sekalipay']
    const { failed, passed } = runTests('mocks', files)
    expect(Object.keys(failed).length).toBeGreaterThan(0)
    expect(Object.keys(failed).filter((name) => !speaksOf(name, ['acme', ...unfinished]))).toEqual([])
    expect(passed.length).toBeGreaterThan(50)
  })

  it.each([
    [
      ['acme'],
      'already exists: packages/acme, mocks/acme, contracts/acme, .changeset/acme.md; nothing was written',
    ],
    [['paymenku'], 'already exists: packages/paymenku, mocks/paymenku, contracts/paymenku'],
    [['core'], '<name> is already used'],
    [['Acme'], '<name> must have lower-case letters'],
    [[], '<name> is required'],
  ])('refuses %j and changes nothing', (argv, told) => {
    const before = readRegistrations()
    const { status, stdout, stderr } = start(...argv)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(told)
    expect(stderr).toContain('--help')
    expect(readRegistrations()).toEqual(before)
  })

  it('never writes into a folder that is there, even a single one', () => {
    mkdirSync(inCopy('mocks/zeta'))
    writeFileSync(inCopy('mocks/zeta/notes.txt'), 'mine')
    const { status, stderr } = start('zeta')
    expect([status, stderr.split('\n')[0]]).toEqual([2, 'already exists: mocks/zeta; nothing was written'])
    expect(read('mocks/zeta/notes.txt')).toBe('mine')
    expect(existsSync(inCopy('packages/zeta'))).toBe(false)
    rmSync(inCopy('mocks/zeta'), { recursive: true })
  })

  it('takes back what it wrote when the last step fails', () => {
    const before = readRegistrations()
    // A line that no formatter can read.
    const broken = `${read('packages/cli/src/providers/registry.ts')}\nconst = (\n`
    writeFileSync(inCopy('packages/cli/src/providers/registry.ts'), broken)
    try {
      expect(() => createProvider(copy, { name: 'zeta', title: 'Zeta' })).toThrow('biome could not format')
      for (const parent of ['packages', 'mocks', 'contracts']) {
        expect(existsSync(inCopy(`${parent}/zeta`))).toBe(false)
      }
      expect(read('packages/cli/src/providers/registry.ts')).toBe(broken)
      expect(read('mocks/src/registry.ts')).not.toContain('zeta')
    } finally {
      for (const [index, { path }] of registrations.entries())
        writeFileSync(inCopy(path), before[index] ?? '')
    }
  })

  it.each(['zz', 'abcdefghij0123456789'])('writes well-formed files for the name %s', (name) => {
    const { written } = createProvider(copy, { name, title: 'Long & Short' })
    expect(written.length).toBeGreaterThan(25)
    expect(written.filter((path) => /\{\{|\}\}\w/.test(read(path)))).toEqual([])
  })

  it('prints its help', () => {
    const { status, stdout } = start('--help')
    expect([status, stdout.split('\n')[0]]).toEqual([
      0,
      'Usage: npx --yes pnpm@12 new-provider <name> [--title <title>]',
    ])
  })

  /** The tests of a workspace of the copy by their full names, the failed ones with what they say. */
  function runTests(workspace: string, files: readonly string[]) {
    const report = inCopy(`${workspace}/reports/new-provider.json`)
    const vitest = join(
      rootDirectory,
      workspace.replace('acme', 'sekalipay'),
      'node_modules/vitest/vitest.mjs',
    )
    const options = ['--testTimeout=60000', '--reporter=json', `--outputFile.json=${report}`]
    // Tests that write what they should hold equal would hide what is to be seen here.
    const env = { ...process.env, GENERATE: '' }
    spawnSync(process.execPath, [vitest, 'run', ...options, ...files], { cwd: inCopy(workspace), env })
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
    }
    const results = testResults.flatMap(({ assertionResults }) => assertionResults)
    return {
      passed: results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
      failed: Object.fromEntries(
        results
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => [fullName, failureMessages.join('\n')]),
      ),
    }
  }
})
