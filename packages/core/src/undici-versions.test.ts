import { createHash, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type LoopbackServer, startHttpServer, startSocketServer } from '@cekstatus/test-server'
import * as undici8 from 'undici'
import * as undici6 from 'undici-6'
import * as undici7 from 'undici-7'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readHeader } from './headers.ts'
import { acmeBody, createAcme } from './test-provider.ts'
import type { TransportOptions, TransportResponse } from './transport/transport.ts'
import { createUndiciTransport, type UndiciDispatcher } from './undici.ts'

const cap = 64 * 1024
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const server = await startHttpServer(listener)
  cleanUps.push(server.close)
  return server
}

function send(
  url: string,
  dispatcher: UndiciDispatcher,
  options: Partial<TransportOptions> = {},
): Promise<TransportResponse> {
  return createUndiciTransport(dispatcher)(
    { method: 'GET', url, headers: { 'x-key': 'k' }, body: null },
    { signal: new AbortController().signal, maxBodyBytes: cap, onHead: () => undefined, ...options },
  )
}

/** Writes for as long as somebody reads. */
const writeWithoutEnd: (chunk: Uint8Array) => RequestListener = (chunk) => (_request, response) => {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) {}
  }
  response.on('drain', more)
  more()
}

const versions = [
  {
    version: 6,
    Pool: undici6.Pool,
    createMockAgent: () => new undici6.MockAgent() as unknown as undici8.MockAgent,
  },
  {
    version: 7,
    Pool: undici7.Pool,
    createMockAgent: () => new undici7.MockAgent() as unknown as undici8.MockAgent,
  },
  { version: 8, Pool: undici8.Pool, createMockAgent: () => new undici8.MockAgent() },
]

describe.each(versions)('undici $version', ({ Pool, createMockAgent }) => {
  const poolOf = (url: string, options = {}) => {
    const pool = new Pool(url, options)
    cleanUps.push(() => pool.destroy())
    return pool
  }

  it('asks, and keeps its connection', async () => {
    const { url, countConnections } = await serve((_request, response) => void response.end(acmeBody()))
    const transport = createUndiciTransport(poolOf(url, { connections: 1 }))
    const client = createAcme({ baseUrl: url, transport })
    for (let count = 0; count < 5; count += 1) {
      const answer = await client.getTransactionStatus({ merchantReference: 'INV-001' })
      expect(answer).toMatchObject({ status: 'success', advice: 'fulfill' })
    }
    expect(countConnections()).toBe(1)
  })

  it('reads a body in pieces, with letters that two of them share', async () => {
    const server = await startSocketServer((socket) => {
      const [first, second] = [Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)]
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\na')
      setImmediate(() => {
        socket.write(first)
        setImmediate(() => socket.end(Buffer.concat([second, Buffer.from('b')])))
      })
    })
    cleanUps.push(server.close)
    expect((await send(server.url, poolOf(server.url))).body).toBe('aéb')
  })

  it.each([
    ['plain', {}, Buffer.alloc(16 * 1024, 'x')],
    ['packed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(16 * 1024 * 1024))],
  ])('gives up a %s body without an end, and its connection', async (_name, headers, chunk) => {
    const closed = vi.fn()
    const { url } = await serve((request, response) => {
      response.on('close', closed).writeHead(200, headers)
      writeWithoutEnd(chunk)(request, response)
    })
    expect(await send(url, poolOf(url))).toMatchObject({ status: 200, body: '', bodyTooLarge: true })
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  it('unpacks gzip that comes faster than it is unpacked', async () => {
    const body = Array.from({ length: 8_000 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('hex'),
    ).join('')
    const { url } = await serve(
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body)),
    )
    const { body: unpacked } = await send(url, poolOf(url), { maxBodyBytes: body.length })
    expect(unpacked === body).toBe(true)
  })

  it('unpacks what a body of the cap is packed to, though that is longer', async () => {
    const body = randomBytes(cap / 2).toString('hex')
    const packed = gzipSync(body, { level: 0 })
    expect(packed.length).toBeGreaterThan(cap)
    const { url } = await serve(
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    )
    expect((await send(url, poolOf(url))).body).toBe(body)
  })

  it('reads headers in any case, each as often as it came, and passes an interim answer by', async () => {
    const server = await startSocketServer((socket) =>
      socket.end(
        'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n' +
          'HTTP/1.1 200 OK\r\nX-One: 1\r\nX-Two: a\r\nx-two: b\xe9\r\nContent-Length: 2\r\n\r\n{}',
        'latin1',
      ),
    )
    cleanUps.push(server.close)
    const onHead = vi.fn()
    const { status, headers, body } = await send(server.url, poolOf(server.url), { onHead })
    expect([status, body, onHead.mock.calls.length]).toEqual([200, '{}', 1])
    expect(['x-one', 'x-two', 'content-length'].map((name) => readHeader(headers, name))).toEqual([
      '1',
      expect.stringMatching(/^a, b/),
      '2',
    ])
  })

  it.each([204, 205])('takes nothing for the body of HTTP %i, which has none', async (status) => {
    const server = await startSocketServer(
      (socket) => void socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 13\r\n\r\n{"paid":true}`),
    )
    cleanUps.push(server.close)
    expect(await send(server.url, poolOf(server.url))).toMatchObject({ status, body: '' })
  })

  it('leaves the body of a redirect, and its connection', async () => {
    const closed = vi.fn()
    const { url } = await serve((_request, response) => {
      response.on('close', closed).writeHead(302, { location: '/x' }).write('moved')
    })
    expect(await send(url, poolOf(url))).toMatchObject({ status: 302, body: '' })
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  it.each([
    ['before the headers', ''],
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"paid":true}'],
    ['in a packed body', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 100\r\n\r\n'],
  ])('rejects when the connection ends %s', async (_name, text) => {
    const { url, close } = await startSocketServer((socket) => socket.end(text))
    cleanUps.push(close)
    await expect(send(url, poolOf(url))).rejects.toBeInstanceOf(Error)
  })

  const moments: [string, RequestListener][] = [
    ['for the headers', () => undefined],
    ['for the body', (_request, response) => void response.writeHead(200).write('{"paid"')],
    [
      'for a packed body',
      (_request, response) =>
        void response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .write(gzipSync(acmeBody()).subarray(0, 20)),
    ],
  ]
  it.each(moments)('ends the wait %s with the signal, and the connection', async (_name, listener) => {
    const aborting = new AbortController()
    const closed = vi.fn()
    const { url } = await serve((request, response) => {
      request.socket.on('close', closed)
      listener(request, response)
      setImmediate(() => aborting.abort())
    })
    await expect(send(url, poolOf(url), { signal: aborting.signal })).rejects.toBeTruthy()
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  it('sends nothing for a signal that is aborted while all connections are taken', async () => {
    const asked: string[] = []
    let answerFirst = (): void => undefined
    const { url } = await serve((request, response) => {
      asked.push(request.url ?? '')
      if (request.url === '/1') answerFirst = () => void response.end('{}')
      else response.end('{}')
    })
    const pool = poolOf(url, { connections: 1 })
    const first = send(`${url}/1`, pool)
    const aborting = new AbortController()
    const second = send(`${url}/2`, pool, { signal: aborting.signal })
    await vi.waitFor(() => expect(asked).toEqual(['/1']))
    aborting.abort()
    // At once, though the connection is still taken.
    await expect(second).rejects.toBe(aborting.signal.reason)
    answerFirst()
    expect((await first).body).toBe('{}')
    expect((await send(`${url}/3`, pool)).body).toBe('{}')
    expect(asked).toEqual(['/1', '/3'])
    expect(pool.stats.size).toBe(0)
  })

  it.each([200, 302])('asks a mock agent, which answers HTTP %i', async (status) => {
    const agent = createMockAgent()
    agent.disableNetConnect()
    cleanUps.push(() => agent.close())
    agent.get('https://acme.example').intercept({ path: '/a' }).reply(status, 'text')
    expect(await send('https://acme.example/a', agent)).toMatchObject({
      status,
      body: status === 200 ? 'text' : '',
    })
  })
})
