import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { startScriptedServer } from '@cekstatus/test-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTerminal } from '../terminal.ts'
import { createClients } from './create-clients.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cekstatus-clients-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function terminalWith(env: Record<string, string>) {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  const { signal } = new AbortController()
  return createTerminal({ env, cwd: folder, stdin: Readable.from([]), stdout: sink, stderr: sink, signal })
}

describe('createClients', () => {
  it('reads a renewable token from its file for each request', async () => {
    const server = await startScriptedServer([
      { status: 404, body: '{"status":404,"error":{"message":"Transaction not found"}}' },
    ])
    const path = join(folder, 'token')
    writeFileSync(path, 'first-token\n', { mode: 0o600 })
    const clients = createClients(terminalWith({ CEKSTATUS_PAYSTRATOR_ACCESS_TOKEN_FILE: path }), {
      baseUrl: server.url,
    })
    const client = await clients.get('paystrator')
    const ask = () => client.getTransactionStatus({ providerReference: 'QR_1' }).catch(({ code }) => code)
    expect(await ask()).toBe('NOT_FOUND')
    writeFileSync(path, 'second-token\n')
    expect(await ask()).toBe('NOT_FOUND')
    expect(server.requests.map(({ headers }) => headers.publicaccesstoken)).toEqual([
      'Bearer first-token',
      'Bearer second-token',
    ])
    await clients.close()
    await server.close()
  })

  it('creates each client once and closes its mocks', async () => {
    const clients = createClients(terminalWith({}), { mock: true })
    const [first, second] = await Promise.all([clients.open('sekalipay'), clients.open('sekalipay')])
    expect(second).toBe(first)
    const url = String(first.options.baseUrl)
    expect((await fetch(`${url}/api/v1/trx/x`)).status).toBe(401)
    await clients.close()
    await expect(fetch(`${url}/api/v1/trx/x`)).rejects.toThrow()
  })
})
