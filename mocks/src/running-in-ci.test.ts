import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMocks } from './mocks.ts'

const workspace = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(new URL('../docs/running-in-ci.md', import.meta.url), 'utf8')
function blocksOf(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code ?? '',
  )
}
const [mswExample = '', serverExample = '', controlExample = ''] = blocksOf('ts')

/** Inside the workspace, where the package finds itself by name. */
let folder = ''
beforeAll(async () => {
  const reports = join(workspace, 'reports')
  await mkdir(reports, { recursive: true })
  folder = await mkdtemp(join(reports, 'ci-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(argv: string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(process.execPath, argv, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [exitCode] = await once(child, 'close')
  return { exitCode, output }
}

describe('the examples of docs/running-in-ci.md', () => {
  it('run in vitest, with MSW in the process', async () => {
    await writeFile(join(folder, 'example.test.ts'), mswExample)
    const vitest = join(workspace, 'node_modules', 'vitest', 'vitest.mjs')
    // What this run was told, such as its worker's number, is not for the run inside it.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
    const report = join(folder, 'report.json')
    const argv = [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile.json=${report}`]
    const { exitCode, output } = await run(argv, env)
    expect(exitCode, output).toBe(0)
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ numPassedTests: 2, success: true })
  })

  it('run as a program, with a server in the process', async () => {
    await writeFile(join(folder, 'server-example.ts'), serverExample)
    expect(await run(['--no-warnings', 'server-example.ts'])).toEqual({ exitCode: 0, output: '' })
  })

  it('select situations and check the journal by the control API', async () => {
    const mocks = await createMocks({ providers: ['paymenku'] })
    process.env.MOCKS_CONTROL_URL = mocks.control?.url
    const path = join(folder, 'control-example.ts')
    await writeFile(path, controlExample)
    const { openSession } = await import(pathToFileURL(path).href)
    const session = openSession('worker-3')
    const { url, credentials } = mocks.servers.paymenku
    const ask = async () => {
      const headers = { authorization: `Bearer ${credentials.apiKey}` }
      const response = await fetch(`${url}/s/worker-3/api/v1/check-status/ORDER-1`, { headers })
      return (await response.json()).data?.status
    }
    await session.setSituation({ reference: 'ORDER-1', situation: 'expired' })
    expect(await ask()).toBe('expired')
    await session.expectCalls({ reference: 'ORDER-1', times: 1 })
    await expect(session.expectCalls({ reference: 'ORDER-1', times: 2 })).rejects.toThrow('ORDER-1')
    await expect(session.setSituation({ situation: 'sucess' })).rejects.toThrow('sucess')
    await session.reset()
    expect(await ask()).toBeUndefined()
    await session.expectCalls({ reference: 'ORDER-1', atMost: 1 })
    delete process.env.MOCKS_CONTROL_URL
    await mocks.close()
  })
})

interface Step {
  name?: string
  run?: string
  env?: Record<string, string>
}

describe('the pipelines of docs/running-in-ci.md', () => {
  const [github, gitlab] = blocksOf('yaml').map((text) => parse(text))
  const steps: Step[] = github.jobs.test.steps
  const start = steps.find(({ name }) => name === 'Start the mocks')?.run ?? ''
  const scripts: string[] = gitlab.test.script

  it('start the same mocks and wait for the same URL', () => {
    expect(start.trim().split('\n')).toEqual(scripts.slice(1, 3))
  })

  it('use the default ports', () => {
    const addresses = steps.find(({ run: command }) => command === 'npm test')?.env
    expect(addresses).toEqual(gitlab.test.variables)
    const ports = { PAYMENKU_BASE_URL: 4101, SMILEPAY_BASE_URL: 4102 }
    expect(addresses).toEqual(
      Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://127.0.0.1:${port}`])),
    )
  })

  it('continue once the mocks listen', async () => {
    const programs = join(folder, 'bin')
    await mkdir(programs)
    // What an install would put there; and curl, which not every machine with Node has.
    const write = async (name: string, script: string) => {
      await writeFile(join(programs, name), script)
      await chmod(join(programs, name), 0o755)
    }
    const pidFile = join(folder, 'pid')
    await write(
      'npx',
      `#!/bin/sh\n[ "$1" = cekstatus-mocks ] || exit 9\nshift\necho $$ > "${pidFile}"\nexec "${process.execPath}" "${join(workspace, 'src/cli.ts')}" "$@"\n`,
    )
    const retrying = `const url = process.argv.at(-1)
      for (let left = 300; left > 0; left -= 1) {
        const response = await fetch(url).catch(() => null)
        if (response?.ok) { process.stdout.write(await response.text()); process.exit(0) }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      process.exit(22)`
    await writeFile(join(programs, 'curl.mjs'), retrying)
    await write('curl', `#!/bin/sh\nexec "${process.execPath}" "${join(programs, 'curl.mjs')}" "$@"\n`)
    const base = await findFreePort()
    const script = start
      .replaceAll('4100', String(base))
      .replace('paymenku smilepay', `paymenku smilepay --port-base 0 --control-port ${base}`)
    const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` }
    const shell: ChildProcess = spawn('sh', ['-ec', script], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    shell.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const [exitCode] = await once(shell, 'exit')
    const log = await readFile(join(folder, 'mocks.log'), 'utf8')
    process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGTERM')
    expect([exitCode, log]).toEqual([0, expect.stringContaining('paymenku  http://127.0.0.1:')])
    expect(JSON.parse(output)).toMatchObject({ status: 'ok' })
  })
})

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
