import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyRepository } from '../repository-copy.ts'
import { readText, rootDirectory } from './repository.ts'

const scripts = JSON.parse(readText('package.json')).scripts as Record<string, string>

describe('pnpm test', () => {
  it('looks for dead code and misspelt words, too', () => {
    expect(scripts.test?.split(' ')).toEqual(
      expect.arrayContaining(['typecheck', 'lint', 'unused', 'spelling', 'test', 'contracts']),
    )
    expect(readText('.ci/run')).toMatch(/^step pnpm test$/m)
  })
})

describe('the search for what nobody uses', () => {
  let copy = ''
  beforeAll(() => {
    copy = copyRepository('unused')
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  const knip = join(rootDirectory, 'node_modules/knip/bin/knip.js')

  it('finds a function, a file, a dependency and a tool', () => {
    appendFileSync(join(copy, 'packages/core/src/money.ts'), '\nexport const nobodyWantsMe = 1\n')
    writeFileSync(join(copy, 'packages/core/src/nobody-imports-me.ts'), 'export {}\n')
    const manifest = join(copy, 'packages/snap-bi/package.json')
    const text = readText('packages/snap-bi/package.json')
    writeFileSync(
      manifest,
      text.replace('"devDependencies": {', '"devDependencies": {\n    "undici": "catalog:",'),
    )
    const report = spawn(knip, copy, '--config', '.config/knip.jsonc', '--reporter', 'compact')
    expect(report.exitCode).toBe(1)
    expect(report.output).toContain('nobodyWantsMe')
    expect(report.output).toContain('nobody-imports-me.ts')
    expect(report.output).toMatch(/packages\/snap-bi\/package\.json.*undici/)
  }, 120_000)
})

describe('the spelling of documents', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cekstatus-spelling-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is English with the words of the trade, Indonesian in .id.md, and looked at in documentation comments', () => {
    const pages = {
      'page.md': '# Status\n\nPaymenku says gagal: the paymet was recieved, and the collour is wrong.\n',
      'page.id.md':
        'Status transaksi tidak pernah dikira; pembayaran yang tidka dikenal menjadi kesalahan.\n',
      'page.ts': '/** What a recieved answer says. */\nexport const recievd = 1 // recived\n',
    }
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text)
    const cspell = join(rootDirectory, 'node_modules/cspell/bin.mjs')
    const options = [
      '--config',
      join(rootDirectory, '.config/cspell.json'),
      '--root',
      folder,
      '--no-progress',
    ]
    const { exitCode, output } = spawn(
      cspell,
      folder,
      'lint',
      ...options,
      '--no-summary',
      ...Object.keys(pages),
    )
    expect(exitCode).toBe(1)
    const found = [...output.matchAll(/^(\S+?):\d+:\d+ - Unknown word \((\w+)\)/gm)]
    expect(found.map(([, name, word]) => `${name} ${word}`).sort()).toEqual([
      'page.id.md tidka',
      'page.md collour',
      'page.md paymet',
      'page.md recieved',
      'page.ts recieved',
    ])
  }, 120_000)
})

function spawn(tool: string, cwd: string, ...options: string[]): { exitCode: number; output: string } {
  try {
    return {
      exitCode: 0,
      output: execFileSync(process.execPath, [tool, ...options], { cwd, encoding: 'utf8', stdio: 'pipe' }),
    }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    return { exitCode: status, output: stdout + stderr }
  }
}
