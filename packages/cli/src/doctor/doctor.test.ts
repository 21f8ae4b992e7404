import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { type ScriptedResponse, type ScriptedServer, startScriptedServer } from '@cekstatus/test-server'
import { afterEach, describe, expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import { runCommand } from '../test-command.ts'

const key = 'sk_live_canary_0123456789'
const env = { CEKSTATUS_SEKALIPAY_API_KEY: key }
const servers: ScriptedServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function examine(answer: ScriptedResponse | null, ...options: string[]) {
  const server = await startScriptedServer([answer])
  servers.push(server)
  const argv = ['doctor', 'sekalipay', '--base-url', server.url, ...options]
  const result = await runCommand(argv, { env })
  expect(result.stdout + result.stderr).not.toContain(key)
  return result
}

const notFound = { status: 404, body: '{"message":"TRX_NOT_FOUND"}' }

describe('doctor', () => {
  it('reports every mock as working', async () => {
    const { exitCode, stdout } = await runCommand(['doctor', '--mock', '--json'])
    expect(exitCode).toBe(0)
    const examinations = JSON.parse(stdout)
    expect(examinations.map(({ provider }: { provider: string }) => provider)).toEqual(providerNames)
    for (const { provider, probe, unasked } of examinations) {
      const { capabilities } = await loadProvider(provider)
      expect([provider, unasked === null]).toEqual([provider, capabilities.repeatable])
      if (!capabilities.repeatable) continue
      expect(probe).toMatchObject({ credentials: 'accepted', address: 'accepted' })
      expect(Math.abs(probe.clockSkewMs)).toBeLessThan(5_000)
    }
  })

  it('prints the origin of settings and sends one inquiry for a random reference', async () => {
    const { exitCode, stdout } = await examine(notFound)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('configured   apiKey (CEKSTATUS_SEKALIPAY_API_KEY in the environment)')
    expect(stdout).toContain('credentials  accepted')
    expect(servers[0]?.requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/api\/v1\/trx\/cekstatus-/),
    ])
  })

  it('fails for missing settings of named or partly configured providers only', async () => {
    const named = await runCommand(['doctor', 'smilepay'])
    expect(named.exitCode).toBe(exitCodes.misconfigured.code)
    expect(named.stdout).toContain(
      'privateKey (CEKSTATUS_SMILEPAY_PRIVATE_KEY, or providers.smilepay.privateKey',
    )
    const begun = await runCommand(['doctor'], { env: { CEKSTATUS_SMILEPAY_PARTNER_ID: 'x' } })
    expect(begun.exitCode).toBe(exitCodes.misconfigured.code)
    const nothing = await runCommand(['doctor'])
    expect(nothing.exitCode).toBe(exitCodes.misconfigured.code)
    expect(nothing.stderr).toContain('cekstatus doctor --mock')
  })

  it('distinguishes a refused IP address from a refused key', async () => {
    const address = await examine({ status: 401, body: '{"message":"INVALID_IP"}' })
    expect(address.exitCode).toBe(exitCodes.refused.code)
    expect(address.stdout).toContain('caller IP    refused')
    const wrongKey = await examine({ status: 401, body: '{"message":"INVALID_API_KEY"}' })
    expect(wrongKey.exitCode).toBe(exitCodes.refused.code)
    expect(wrongKey.stdout).toContain('credentials  refused')
  })

  it('suspects a firewall behind an HTML page under 403', async () => {
    const { exitCode, stdout } = await examine({ status: 403, body: '<html>Access denied</html>' })
    expect(exitCode).toBe(exitCodes.untrusted.code)
    expect(stdout).toContain('caller IP    probably refused')
  })

  it('measures the clock difference by the Date header', async () => {
    const headers = { date: new Date(Date.now() + 600_000).toUTCString() }
    const { stdout } = await examine({ ...notFound, headers })
    expect(stdout).toMatch(/clock +(59\d|60\d) s behind the provider/)
    const { stdout: without } = await examine({ ...notFound, headers: { date: 'soon' } })
    expect(without).toMatch(/clock +unknown/)
  })

  it('prints the cause for an unreachable provider', async () => {
    const port = await findClosedPort()
    const argv = ['doctor', 'sekalipay', '--base-url', `http://127.0.0.1:${port}`]
    const offline = await runCommand(argv, { env })
    expect(offline.exitCode).toBe(exitCodes.network.code)
    expect(offline.stdout).toContain('ECONNREFUSED')
    const silent = await examine(null, '--timeout', '500ms')
    expect(silent.exitCode).toBe(exitCodes.network.code)
    expect(silent.stdout).toContain('credentials  unknown')
  })

  it('reports an invalid key without printing it', async () => {
    const { exitCode, stdout } = await runCommand(['doctor', 'sekalipay'], {
      env: { CEKSTATUS_SEKALIPAY_API_KEY: `${key} two` },
    })
    expect(exitCode).toBe(exitCodes.misconfigured.code)
    expect(stdout).toContain('visible ASCII')
    expect(stdout).not.toContain(key)
  })
})

async function findClosedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
