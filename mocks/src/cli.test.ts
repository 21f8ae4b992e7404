import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { mockProviders, providerNames } from './registry.ts'
import { type MockServer, startMockServer } from './server.ts'

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))

interface RunningCli {
  child: ChildProcess
  /** Resolves with everything written so far once the text contains `marker`. */
  printed(marker: string): Promise<string>
  /** Resolves when the process is gone. */
  ended: Promise<{ exitCode: number | null; stdout: string; stderr: string }>
}

const started: ChildProcess[] = []

function runCli(...argv: string[]): RunningCli {
  const child = spawn(process.execPath, [cli, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'close').then(([exitCode]: (number | null)[]) => ({
    exitCode: exitCode ?? null,
    stdout,
    stderr,
  }))
  return {
    child,
    ended,
    printed: (marker) =>
      new Promise((resolve, reject) => {
        const look = () => stdout.includes(marker) && resolve(stdout)
        child.stdout.on('data', look)
        look()
        ended.then(() => reject(new Error(`The command ended early: ${stderr}`)))
      }),
  }
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function addressOf(stdout: string, name: string): string {
  const address = stdout.match(new RegExp(`^${name} +(http://[^ ]+)$`, 'm'))?.[1]
  if (!address) throw new Error(`No address of ${name} in:\n${stdout}`)
  return address
}

/** Splits the printed `curl` line of this address as a shell would, as far as such a line needs it. */
function requestOf(stdout: string, url: string): { address: string; init: RequestInit } {
  const line = stdout.split('\n').find((text) => text.includes('curl -i') && text.includes(url)) ?? ''
  const headers = [...line.matchAll(/-H '([^']*)'/g)].map(
    ([, header = '']) => header.split(': ', 2) as [string, string],
  )
  const body = /-d '([^']*)'/.exec(line)?.[1]
  return {
    address: /'([^']*)'$/.exec(line)?.[1] ?? '',
    init: { headers, ...(body !== undefined && { method: 'POST', body }) },
  }
}

describe('cekstatus-mocks', () => {
  it('starts all providers and the control API', async () => {
    const { printed, child, ended } = runCli('--port-base', '0')
    const stdout = await printed('Stop with Ctrl-C')
    for (const provider of mockProviders) {
      const { status } = await fetch(`${addressOf(stdout, provider.name)}/`)
      expect([provider.name, status]).toEqual([provider.name, 404])
      for (const credential of Object.values(provider.credentials)) {
        for (const credentialLine of credential.split('\n')) expect(stdout).toContain(credentialLine)
      }
    }
    const health = await fetch(`${addressOf(stdout, 'control')}/api/health`)
    expect(await health.json()).toMatchObject({ status: 'ok' })
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('--list prints every reference of the named providers and exits', async () => {
    const { exitCode, stdout, stderr } = await runCli('paymenku', 'digiflazz', '--list').ended
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const { name, references } of mockProviders) {
      const isNamed = name === 'paymenku' || name === 'digiflazz'
      expect([name, stdout.split('\n').includes(name)]).toEqual([name, isNamed])
      if (isNamed) for (const { reference } of references) expect(stdout).toContain(`  ${reference} `)
    }
  })

  it('shows a request that works, for every provider', async () => {
    const { printed } = runCli('--port-base', '0')
    const stdout = await printed('Stop with Ctrl-C')
    const response = await fetch(`${addressOf(stdout, 'control')}/api/providers`)
    const { providers } = (await response.json()) as { providers: { name: string; curl: string }[] }
    for (const { name, curl } of providers) {
      const { address, init } = requestOf(curl, addressOf(stdout, name))
      const response = await fetch(address, init)
      expect([name, response.status]).toEqual([name, 200])
      expect(await response.text()).toMatch(/success-001|accessToken/)
    }
  })

  it('prints one request to try first', async () => {
    const stdout = await runCli('--port-base', '0').printed('Stop with Ctrl-C')
    expect(stdout.match(/curl -i/g)).toHaveLength(1)
    const { address, init } = requestOf(stdout, addressOf(stdout, 'paymenku'))
    expect((await fetch(address, init)).status).toBe(200)
  })

  it('enforces the documented rate limits unless --no-rate-limits is set', async () => {
    const limitOf = async (...options: string[]) => {
      const stdout = await runCli('paymenku', '--port-base', '0', ...options).printed('Stop with Ctrl-C')
      const { address, init } = requestOf(stdout, addressOf(stdout, 'paymenku'))
      return (await fetch(address, init)).headers.get('x-ratelimit-limit')
    }
    expect(await limitOf()).toBe('60')
    expect(await limitOf('--no-rate-limits')).toBeNull()
  })

  it('starts only the named providers', async () => {
    const { printed, child, ended } = runCli('sekalipay', '--port-base', '0', '--no-control')
    const stdout = await printed('Stop with Ctrl-C')
    expect(stdout).toMatch(/^sekalipay {2}http:\/\/127\.0\.0\.1:\d+$/m)
    for (const name of providerNames.filter((other) => other !== 'sekalipay')) {
      expect(stdout).not.toMatch(new RegExp(`^${name} `, 'm'))
    }
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('exits with an open connection', async () => {
    const { printed, child, ended } = runCli('paymenku', '--port-base', '0')
    const stdout = await printed('Stop with Ctrl-C')
    const response = await fetch(`${addressOf(stdout, 'paymenku')}/`, {
      headers: { connection: 'keep-alive' },
    })
    child.kill('SIGINT')
    expect((await ended).exitCode).toBe(0)
    await response.body?.cancel()
  })

  it.each([['--help'], ['-h']])('%s explains itself', async (option) => {
    const { exitCode, stdout, stderr } = await runCli(option).ended
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain('Usage: cekstatus-mocks [provider…] [options]')
    for (const name of providerNames) expect(stdout).toContain(name)
  })

  it('ignores a closed output pipe', async () => {
    const { child, ended } = runCli('--help')
    child.stdout?.destroy()
    expect(await ended).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('--version prints the version of the package', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(await runCli('--version').ended).toEqual({
      exitCode: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    })
  })

  it.each([
    [['paypal']],
    [['--delay']],
    [['--port-base', 'x']],
    [['--scenarios', 'no-such-folder', '--port-base', '0']],
  ])('rejects %j in one line', async (argv) => {
    const { exitCode, stdout, stderr } = await runCli(...argv).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^cekstatus-mocks: [^\n]+\n$/)
  })

  describe('with a taken port', () => {
    let taken: MockServer | undefined

    afterEach(() => taken?.close())

    it('names the port and exits', async () => {
      const [provider] = mockProviders
      if (!provider) throw new Error('No provider is registered.')
      taken = await startMockServer(provider)
      const portBase = String(taken.port - 4)
      const { exitCode, stdout, stderr } = await runCli('paymenku', 'sekalipay', '--port-base', portBase)
        .ended
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      // Somebody else may hold the first of the two ports, which is a taken port as well.
      expect(stderr).toMatch(
        /^cekstatus-mocks: port \d+ \((paymenku|sekalipay)\) is taken; select another with --port-base\n$/,
      )
    })
  })

  it('names the invalid line of a scenario file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cekstatus-cli-'))
    await writeFile(join(folder, 'mine.yaml'), 'situation: mine\nbasedOn: [pending\n')
    const { exitCode, stdout, stderr } = await runCli('--port-base', '0', '--scenarios', folder).ended
    await rm(folder, { recursive: true })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^cekstatus-mocks: mine\.yaml:\d [^\n]+\n$/)
  })

  it('names the taken port of the control API', async () => {
    const [provider] = mockProviders
    if (!provider) throw new Error('No provider is registered.')
    const taken = await startMockServer(provider)
    const argv = ['paymenku', '--port-base', '0', '--control-port', String(taken.port)]
    const { exitCode, stdout, stderr } = await runCli(...argv).ended
    await taken.close()
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `cekstatus-mocks: port ${taken.port} (control) is taken; select another with --control-port\n`,
    })
  })

  it('names an address that it cannot listen on', async () => {
    const { exitCode, stderr } = await runCli('paymenku', '--host', 'not an address').ended
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /^cekstatus-mocks: cannot listen on not an address, port 4101 \(paymenku\): [^\n]+\n$/,
    )
  })
})
