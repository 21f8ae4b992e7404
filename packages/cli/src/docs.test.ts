import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitCodes } from './exit-codes.ts'
import { loadProvider, providerNames } from './providers/load-provider.ts'
import { variableName } from './settings/variable-name.ts'
import { runCommand } from './test-command.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]

/** A fenced block of a page, with the line before it and the text up to the next block. */
interface Block {
  language: string
  code: string
  title: string | null
  after: string
}

function readBlocks(page: string): Block[] {
  const parts = readFileSync(join(root, page), 'utf8').split(/^```(\w*)\n([\s\S]*?)^```$/m)
  const blocks: Block[] = []
  for (let index = 1; index < parts.length; index += 3) {
    const before = parts[index - 1]?.trimEnd().split('\n').at(-1) ?? ''
    blocks.push({
      language: parts[index] ?? '',
      code: parts[index + 1] ?? '',
      title: /^`([^`]+)`:$/.exec(before)?.[1] ?? null,
      after: parts[index + 2] ?? '',
    })
  }
  return blocks
}

/** An example to run: its script, the exit code that the text after it names, and its output where that is shown. */
interface Example {
  script: string
  exitCode: number
  output: string | null
}

function readExamples(page: string): Example[] {
  const blocks = readBlocks(page)
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh') return []
    const next = blocks[index + 1]
    const shown = block.after.trim() === '' && next?.language === 'text' && next.title === null ? next : null
    const told = /^\s*Exit code (\d+)/.exec((shown ?? block).after)?.[1]
    return [{ script: block.code, exitCode: Number(told ?? 0), output: shown?.code ?? null }]
  })
}

let folder = ''
let programs = ''

/** A folder of programs with `cekstatus` in it, as an install would leave it. */
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'cekstatus-bin-'))
  const program = join(programs, 'cekstatus')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src/bin.ts')}" "$@"\n`)
  chmodSync(program, 0o755)
})
afterAll(() => rmSync(programs, { recursive: true, force: true }))

function runScript(script: string): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const env = { PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn('sh', ['-c', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

/** `…` stands for what differs from run to run. */
function toPattern(output: string): RegExp {
  const parts = output.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

describe.each(pages)('the examples of %s', (page) => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cekstatus-docs-'))
    for (const { title, code } of readBlocks(page))
      if (title !== null) writeFileSync(join(folder, title), code)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(readExamples(page))('run as printed: $script', async ({ script, exitCode, output }) => {
    const result = await runScript(script)
    expect({ exitCode: result.exitCode, stderr: exitCode === 0 ? result.stderr : '' }).toEqual({
      exitCode,
      stderr: '',
    })
    if (output !== null) expect(result.stdout).toMatch(toPattern(output))
  })
})

describe('examples of the help', () => {
  it('exist for every command and run', async () => {
    folder = programs
    const { stdout } = await runCommand(['--help'])
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '')
    const examples: string[] = []
    for (const name of names.filter((known) => known !== 'help' && known !== 'mocks')) {
      const argv = name === 'contracts' ? ['contracts', 'verify', '--help'] : [name, '--help']
      const help = await runCommand(argv)
      expect(help.exitCode).toBe(0)
      const [, list = ''] = help.stdout.split('Examples:\n')
      examples.push(
        ...list
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line.includes('cekstatus ')),
      )
    }
    expect(examples.length).toBeGreaterThan(8)
    for (const example of examples.filter((line) => !line.includes('reconcile'))) {
      const { exitCode, stderr } = await runScript(example)
      expect([example, Object.values(exitCodes).some(({ code }) => code === exitCode)]).toEqual([
        example,
        true,
      ])
      expect([example, exitCode === 1 || exitCode === 2 ? stderr : '']).toEqual([example, ''])
    }
  })
})

/** Holds a table of a page equal to the code; pnpm generate writes it. */
function holdTable(page: string, name: string, rows: readonly string[]): void {
  const path = join(root, page)
  const text = readFileSync(path, 'utf8')
  const wanted = text.replace(
    new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`),
    () => `<!-- ${name} -->\n${rows.join('\n')}\n<!-- /${name} -->`,
  )
  if (process.env.GENERATE === '1') writeFileSync(path, wanted)
  else expect(text).toBe(wanted)
}

describe('tables of the docs', () => {
  it('list the exit codes (pnpm generate)', () => {
    holdTable('README.md', 'exit-codes', [
      '| Code | Meaning |',
      '| --- | --- |',
      ...Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`),
    ])
  })

  it('list the settings of every provider (pnpm generate)', async () => {
    const rows = await Promise.all(
      providerNames.map(async (provider) => {
        const { settings } = (await loadProvider(provider)).description
        return settings.map(
          ({ name, required, meaning }) =>
            `| ${provider} | \`${name}\` | \`${variableName(provider, name)}\` | ${required ? 'yes' : 'no'} | ${meaning} |`,
        )
      }),
    )
    holdTable('docs/configuration.md', 'settings', [
      '| Provider | Setting | Variable | Required | Meaning |',
      '| --- | --- | --- | --- | --- |',
      ...rows.flat(),
    ])
  })
})
