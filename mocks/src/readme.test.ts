import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCliArguments } from './cli/arguments.ts'
import { helpText } from './cli/report.ts'
import { curlLine } from './curl-line.ts'
import { faultKinds } from './fault/read-fault.ts'
import { journalLimits } from './journal/journal.ts'
import { createMocks } from './mocks.ts'
import { explanationExample } from './readme-explanation.ts'
import { portTable, referenceTables } from './readme-references.ts'
import { mockProviders, registry } from './registry.ts'
import { sessionLimit } from './session/sessions.ts'

const workspace = fileURLToPath(new URL('..', import.meta.url))
const readmeUrl = new URL('../README.md', import.meta.url)
const readme = readFileSync(readmeUrl, 'utf8')

function codeBlocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\`$`, 'gms'))].map(
    ([, code]) => code ?? '',
  )
}

/** Reads a `curl` command as a shell would, as far as the page needs it. */
function readCurl(line: string): { address: string; init: RequestInit } {
  const option = (pattern: RegExp) => pattern.exec(line)?.[1]
  const body = option(/ -d '([^']*)'/)
  const headers = [...line.matchAll(/-H '([^']*)'/g)].map(
    ([, header = '']) => header.split(': ', 2) as [string, string],
  )
  return {
    address: option(/'([^']*)'$/) ?? '',
    init: {
      method: option(/ -X ([A-Z]+)/) ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body !== undefined && { body }),
    },
  }
}

/** Runs a program as its own module inside the workspace, where the package finds itself by name. */
async function runModule(code: string) {
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

function replaceSection(text: string, name: string, content: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->\\n).*(<!-- /${name} -->)`, 's'),
    (_match, start: string, end: string) => `${start}${content}\n${end}`,
  )
}

describe('the README', () => {
  it('has the tables that the code makes (pnpm generate)', () => {
    const sections: Record<string, string> = {
      ports: portTable(mockProviders),
      references: referenceTables(mockProviders),
      explanation: explanationExample(registry.apigames),
    }
    const wanted = Object.entries(sections).reduce(
      (text, [name, content]) => replaceSection(text, name, content),
      readme,
    )
    if (process.env.GENERATE === '1') writeFileSync(readmeUrl, wanted)
    else expect(readme).toBe(wanted)
  })

  it.each(codeBlocks('ts').map((code, index) => [`example ${index + 1}`, code] as const))(
    'has an %s that works',
    async (_name, code) => {
      expect(await runModule(code)).toEqual({ exitCode: 0, stderr: '' })
    },
  )

  it('has three examples', () => {
    expect(codeBlocks('ts')).toHaveLength(3)
  })

  it('has valid commands', () => {
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

  it('has the printed request for Paymenku', () => {
    const paymenku = mockProviders.find(({ name }) => name === 'paymenku')
    if (!paymenku) throw new Error('Paymenku is not registered.')
    expect(readme).toContain(
      `\n${curlLine(`http://127.0.0.1:${paymenku.port}`, paymenku.example(new Date()))}\n`,
    )
  })

  it('has requests that work in their order', async () => {
    const mocks = await createMocks()
    const urls: Record<string, string | undefined> = { 4100: mocks.control?.url }
    for (const { name, port } of mockProviders) urls[port] = mocks.servers[name].url
    const curlLines = codeBlocks('sh').flatMap((code) =>
      code.split('\n').filter((line) => line.trim().startsWith('curl ')),
    )
    expect(curlLines.length).toBeGreaterThan(12)
    for (const line of curlLines) {
      const { address, init } = readCurl(line)
      const url = address.replace(/^http:\/\/127\.0\.0\.1:(\d+)/, (_match, port: string) => urls[port] ?? '')
      const stopped = new AbortController()
      const response = await fetch(url, { ...init, signal: stopped.signal })
      expect([line, response.ok]).toEqual([line, true])
      stopped.abort()
    }
    await mocks.close()
  })

  it('has a valid custom scenario', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cekstatus-readme-'))
    const [scenario = ''] = codeBlocks('yaml')
    await writeFile(join(folder, 'on-hold.yaml'), scenario)
    const mocks = await createMocks({ scenarios: folder, control: false })
    const response = await fetch(`${mocks.servers.paymenku.url}/api/v1/check-status/INV-777`, {
      headers: { authorization: `Bearer ${mocks.servers.paymenku.credentials.apiKey}` },
    })
    expect((await response.json()).data.status).toBe('on_hold')
    await mocks.close()
    await rm(folder, { recursive: true })
  })

  it('documents every fault, option and limit', () => {
    for (const kind of faultKinds) expect(readme).toContain(`\`${kind}\``)
    for (const [option] of helpText.matchAll(/--[a-z-]+/g)) expect(readme).toContain(`\`${option}`)
    expect(readme).toContain(
      `${journalLimits.perSession} calls per session and ${journalLimits.total} in total`,
    )
    expect(readme).toContain(`beyond ${sessionLimit} sessions`)
  })

  it('begins with the notice that it is unofficial', () => {
    expect(readme.split('\n')[2]).toMatch(/^Unofficial, and not affiliated with /)
  })
})
