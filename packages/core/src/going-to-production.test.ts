import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { StatusClient } from './client.ts'
import { errorInfo } from './errors.ts'
import { answerOf, clientOf, errorOf } from './polling/test-client.ts'
import type { StatusQuery } from './query.ts'
import { acmeBody, createAcme } from './test-provider.ts'
import type { Transaction, TransactionLine } from './transaction.ts'
import type { Transport } from './transport/transport.ts'

const page = readFileSync(new URL('../docs/going-to-production.md', import.meta.url), 'utf8')
const reports = fileURLToPath(new URL('../reports/', import.meta.url))
const query = { merchantReference: 'INV-001' }

/** Runs an example from inside the package, where the package name resolves as it does for users. */
async function runExample<Exports>(index: number): Promise<Exports> {
  const code = [...page.matchAll(/^ *```ts\n([\s\S]*?)```/gm)][index]?.[1] ?? ''
  mkdirSync(reports, { recursive: true })
  const path = `${reports}going-to-production-example-${index}.ts`
  writeFileSync(path, code)
  return (await import(pathToFileURL(path).href)) as Exports
}

/** Starts a forward proxy that responds to plain requests itself, opens no tunnel, and records its requests. */
async function startProxy() {
  const received: string[] = []
  const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`)
    response.end(acmeBody())
  })
  server.on('connect', (request, socket) => {
    received.push(`CONNECT ${request.url}`)
    socket.on('error', () => undefined)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => server.close(),
  }
}

describe('openProxiedTransport of docs/going-to-production.md', () => {
  it('sends requests through the proxy, and opens a tunnel for TLS', async () => {
    const { openProxiedTransport } = await runExample<{
      openProxiedTransport(proxyUrl: string): { transport: Transport; close: () => Promise<void> }
    }>(0)
    const proxy = await startProxy()
    const { transport, close } = openProxiedTransport(proxy.url)
    const ask = (baseUrl: string) =>
      createAcme({ baseUrl, allowInsecureHttp: true, transport, retry: false }).getTransactionStatus(query)
    expect(await ask('http://acme.example')).toMatchObject({ status: 'success' })
    expect(proxy.received).toEqual([expect.stringMatching(/^GET http:\/\/acme\.example\//)])
    await expect(ask('https://acme.example')).rejects.toMatchObject({ code: 'NETWORK' })
    expect(proxy.received.slice(1)).toEqual(['CONNECT acme.example:443'])
    await close()
    proxy.close()
  })
})

interface LoggingExample {
  checkAndLog(
    client: StatusClient,
    query: StatusQuery,
    operations: { log(line: string): void; alert(text: string): void },
  ): Promise<Transaction>
}

describe('checkAndLog of docs/going-to-production.md', () => {
  async function ask(client: StatusClient) {
    const { checkAndLog } = await runExample<LoggingExample>(1)
    const lines: string[] = []
    const alerts: string[] = []
    const operations = { log: (line: string) => lines.push(line), alert: (text: string) => alerts.push(text) }
    const outcome = await checkAndLog(client, query, operations).catch((error: unknown) => error)
    return { outcome, lines, alerts }
  }

  it('logs a transaction without personal data, and returns the original', async () => {
    const nothing = { id: null, name: null, providerReference: null, providerStatus: null, reason: null }
    const line: TransactionLine = {
      ...nothing,
      status: 'success',
      target: '081234567890',
      quantity: { ordered: null, delivered: null, remaining: null, start: null },
      serialNumber: null,
      license: 'user|password',
      amount: null,
      refund: null,
    }
    const answer = answerOf('success', { lines: [line], raw: { secret: 'user|password' } })
    const { outcome, lines, alerts } = await ask(clientOf(() => Promise.resolve(answer)))
    expect(outcome).toMatchObject({ status: 'success', raw: { secret: 'user|password' } })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/081234567890|password/)
    expect(alerts).toEqual([])
  })

  it('alerts for advice review', async () => {
    const { alerts } = await ask(clientOf(() => Promise.resolve(answerOf('refunded'))))
    expect(alerts).toEqual(['acme INV-001: refunded'])
  })

  it.each(Object.keys(errorInfo) as (keyof typeof errorInfo)[])('logs and throws %s', async (code) => {
    const { outcome, lines, alerts } = await ask(clientOf(() => Promise.reject(errorOf(code))))
    expect(outcome).toMatchObject({ code })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ provider: 'acme', code, attempts: 1 })
    const quiet = errorInfo[code].retryable || code === 'NOT_FOUND' || code === 'ABORTED'
    expect(alerts).toEqual(quiet ? [] : [`acme ${code}`])
  })
})
