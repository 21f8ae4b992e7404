import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCliArguments } from './cli-arguments.ts'
import { curlLine } from './cli-report.ts'
import { referenceTables } from './readme-references.ts'
import { mockProviders } from './registry.ts'

const workspace = fileURLToPath(new URL('..', import.meta.url))
const readmeUrl = new URL('../README.md', import.meta.url)
const readme = readFileSync(readmeUrl, 'utf8')

const codeBlocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code ?? '')

/** Runs a program as its own module inside the workspace, where the package finds itself by name. */
const runModule = async (code: string) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: workspace,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode, stderr }
}

describe('the README', () => {
  it('has the tables that the code makes; UPDATE_README=1 writes them', () => {
    const wanted = readme.replace(
      /(<!-- references -->\n).*(<!-- \/references -->)/s,
      (_match, start: string, end: string) => `${start}${referenceTables(mockProviders)}\n${end}`,
    )
    if (process.env.UPDATE_README === '1') writeFileSync(readmeUrl, wanted)
    else expect(readme).toBe(wanted)
  })

  it.each(codeBlocks('ts').map((code, index) => [`example ${index + 1}`, code] as const))(
    'has an %s that works',
    async (_name, code) => {
      expect(await runModule(code)).toEqual({ exitCode: 0, stderr: '' })
    },
  )

  it('has the two examples that this test runs', () => {
    expect(codeBlocks('ts')).toHaveLength(2)
  })

  it('has commands that the command line takes', () => {
    const start = 'npx --yes pnpm@12 mocks'
    const commands = codeBlocks('sh').flatMap((code) =>
      code.split('\n').filter((line) => line.startsWith(start)),
    )
    expect(commands).toHaveLength(2)
    for (const command of commands) {
      const argv = command.slice(start.length).split(' ').filter(Boolean)
      expect(readCliArguments(argv).action).toBe('start')
    }
  })

  it('has the request that the command prints for Paymenku', () => {
    const paymenku = mockProviders.find(({ name }) => name === 'paymenku')
    if (!paymenku) throw new Error('Paymenku is not registered.')
    expect(readme).toContain(
      `\n${curlLine(`http://127.0.0.1:${paymenku.port}`, paymenku.example(new Date()))}\n`,
    )
  })

  it('says first that it is unofficial', () => {
    expect(readme.split('\n')[2]).toMatch(/^Unofficial, and not affiliated with /)
  })
})
