import { sign } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { provider as paymenku } from '../paymenku/provider.ts'
import { provider as smilepay } from '../smilepay/provider.ts'
import { bodyLimitBytes } from './call/exchange.ts'
import { createMockServer, mockProviders, providerNames } from './index.ts'
import { type MockServer, type MockServerOptions, originOf, startMockServer } from './server.ts'

const servers: MockServer[] = []

async function start(options: MockServerOptions = {}): Promise<MockServer> {
  const server = await startMockServer(paymenku, options)
  servers.push(server)
  return server
}

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

const authorization = `Bearer ${paymenku.credentials.apiKey}`

const tokenBody = JSON.stringify({ grantType: 'client_credentials' })
const tokenTimestamp = '2026-01-26T10:00:00+07:00'
const tokenHeaders = {
  'content-type': 'application/json',
  'x-timestamp': tokenTimestamp,
  'x-client-key': smilepay.credentials.partnerId,
  'x-signature': sign(
    'RSA-SHA256',
    Buffer.from(`${smilepay.credentials.partnerId}|${tokenTimestamp}`),
    smilepay.credentials.privateKey,
  ).toString('base64'),
}

/** Speaks HTTP by hand, for requests that `fetch` refuses to send; resolves with all that came back. */
async function speak(server: MockServer, text: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk
  })
  socket.write(text)
  await once(socket, 'close')
  return received
}

/** A connection that does not mind being cut off. */
function openSocket(server: MockServer) {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {}).resume()
  return { socket, closed: new Promise((resolve) => socket.once('close', resolve)) }
}

describe('createMockServer', () => {
  it.each(mockProviders.map(({ name }) => name))('starts %s by name', async (name) => {
    const server = await createMockServer({ provider: name })
    servers.push(server)
    expect(server).toMatchObject({ provider: name, url: `http://127.0.0.1:${server.port}` })
    expect(server.references.length).toBeGreaterThan(0)
    expect((await fetch(server.url)).status).toBe(404)
  })

  it('rejects an unknown provider', async () => {
    await expect(createMockServer({ provider: 'paypal' as never })).rejects.toThrow(
      'unknown provider "paypal"',
    )
  })
})

describe('the option now', () => {
  it('results in HTTP 500 with the reason when it returns no valid Date', async () => {
    const server = await createMockServer({ provider: 'smilepay', now: () => new Date(Number.NaN) })
    servers.push(server)
    const ask = () =>
      fetch(`${server.url}/v1.0/access-token/b2b`, { method: 'POST', headers: tokenHeaders, body: tokenBody })
    const answers = [await ask(), await ask()]
    expect(answers.map(({ status }) => status)).toEqual([500, 500])
    expect(await answers[0]?.text()).toMatch(/^The mock failed: now\(\) must return a valid Date/)
  })
})

describe('registry', () => {
  it('has every provider once, with consecutive ports', () => {
    expect(mockProviders.map(({ name }) => name)).toEqual(providerNames)
    expect(mockProviders.map(({ port }) => port)).toEqual(providerNames.map((_name, place) => 4101 + place))
  })

  it('has a package entry for each provider', () => {
    const { exports, publishConfig } = manifest
    for (const entries of [exports, publishConfig.exports]) {
      expect(Object.keys(entries).slice(2)).toEqual(providerNames.map((name) => `./${name}`))
    }
  })
})

describe('startMockServer', () => {
  it('listens on the given port and rejects when the port is taken', async () => {
    const first = await start()
    await expect(start({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.close()
    expect((await start({ port: first.port })).port).toBe(first.port)
  })

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4101'],
    ['localhost', 'http://localhost:4101'],
    ['::1', 'http://[::1]:4101'],
  ])('has an origin on %s that a client can use', (host, origin) => {
    expect(originOf(host, 4101)).toBe(origin)
  })

  it('listens on loopback when the host is empty', async () => {
    const server = await start({ host: '' })
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    await expect(fetch(`http://[::1]:${server.port}`)).rejects.toThrow('fetch failed')
  })

  it('omits the provenance header with provenanceHeader: false', async () => {
    const ask = (server: MockServer) =>
      fetch(`${server.url}/api/v1/check-status/INV-001`, { headers: { authorization } })
    const withHeader = await ask(await start())
    expect(withHeader.headers.get('x-mock-provenance')).toBe(
      'documented; https://docs.paymenku.com/api/check-status',
    )
    const without = await ask(await start({ provenanceHeader: false }))
    expect(without.headers.has('x-mock-provenance')).toBe(false)
    expect(await without.text()).toBe(await withHeader.text())
  })

  it('closes with an open connection and an incomplete request', async () => {
    const server = await start()
    const idle = openSocket(server)
    const halfway = openSocket(server)
    halfway.socket.write('POST / HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n12345')
    await Promise.all([once(idle.socket, 'connect'), once(halfway.socket, 'connect')])
    // Connections are accepted in order, so that both are there once this one is answered.
    await fetch(server.url)
    await server.close()
    await Promise.all([idle.closed, halfway.closed])
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  })

  it('accepts a body of exactly the limit and refuses one byte more', async () => {
    const server = await start()
    const post = (size: number) => fetch(server.url, { method: 'POST', body: 'x'.repeat(size) })
    expect((await post(bodyLimitBytes)).status).toBe(404)
    const refused = await post(bodyLimitBytes + 1)
    expect(refused.status).toBe(413)
    expect(refused.headers.get('x-mock-provenance')).toMatch(/^hostile; /)
  })

  it.each([
    ['an asterisk', 'OPTIONS *', 400],
    ['an address that cannot be read', 'GET http://[', 400],
    ['a full address', 'GET http://paymenku.com/api/v1/check-status/INV-001', 200],
    ['two slashes', 'GET //api/v1/check-status/INV-001', 404],
    ['dots', 'GET /api/v1/nothing/../check-status/INV-001', 200],
    ['an encoded slash', 'GET /api/v1/check-status%2FINV-001', 404],
  ])('answers a request line with %s', async (_what, requestLine, status) => {
    const server = await start()
    const received = await speak(
      server,
      `${requestLine} HTTP/1.1\r\nHost: mock\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
    )
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})
