import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { type LoopbackServer, startHttpServer, startSocketServer } from '@cekstatus/test-server'
import { Agent, Client, cacheStores, interceptors, Pool } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CommonOptions } from './client.ts'
import { isCekStatusError } from './errors.ts'
import { acmeBody, createAcme } from './test-provider.ts'
import type { HttpRequest, TransportOptions, TransportResponse } from './transport/transport.ts'
import { createUndiciTransport, type UndiciDispatcher } from './undici.ts'

const cap = 64 * 1024
const query = { merchantReference: 'INV-001' }
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const server = await startHttpServer(listener)
  cleanUps.push(server.close)
  return server
}

async function serveSocket(answer: (socket: Socket) => void): Promise<LoopbackServer> {
  const server = await startSocketServer(answer)
  cleanUps.push(server.close)
  return server
}

function poolOf(url: string): Pool {
  const pool = new Pool(url)
  cleanUps.push(() => pool.destroy())
  return pool
}

interface Sending {
  dispatcher?: UndiciDispatcher
  request?: Partial<HttpRequest>
  signal?: AbortSignal
  onHead?: TransportOptions['onHead']
}

function send(
  url: string,
  { dispatcher, request, signal, onHead }: Sending = {},
): Promise<TransportResponse> {
  const transport = createUndiciTransport(dispatcher ?? poolOf(new URL(url).origin))
  return transport(
    { method: 'GET', url, headers: {}, body: null, ...request },
    {
      signal: signal ?? new AbortController().signal,
      maxBodyBytes: cap,
      onHead: onHead ?? (() => undefined),
    },
  )
}

/** The error of a client whose requests go through undici. */
async function failureOf(url: string, options: CommonOptions = {}) {
  const transport = createUndiciTransport(poolOf(new URL(url).origin))
  const client = createAcme({ baseUrl: url, transport, retry: false, ...options })
  const outcome = await client.getTransactionStatus(query).catch((error: unknown) => error)
  if (isCekStatusError(outcome)) return outcome
  throw outcome
}

const answerWith =
  (
    status: number,
    headers: Record<string, string | string[]>,
    body: string | Uint8Array = '',
  ): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body)

describe('createUndiciTransport', () => {
  it('sends method, path, headers and the characters of the body, and asks for a fresh, unpacked answer', async () => {
    const received: unknown[] = []
    const { url } = await serve((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        const { 'x-key': key, 'accept-encoding': encoding, 'cache-control': cache } = request.headers
        received.push([request.method, request.url, key, encoding, cache, body])
        response.end()
      })
    })
    const request = { method: 'POST', headers: { 'x-key': 'k' }, body: '{"é": 1}' } as const
    await send(`${url}/a%2Fb?c=d`, { request })
    await send(url)
    expect(received).toEqual([
      ['POST', '/a%2Fb?c=d', 'k', 'identity', 'no-store', '{"é": 1}'],
      ['GET', '/', undefined, 'identity', 'no-store', ''],
    ])
  })

  it('returns status, headers as undici has them and the body as text, and tells the head', async () => {
    const { url } = await serve(
      answerWith(404, { 'X-Trace': ['T1', 'T2'], 'Content-Type': 'text/html' }, 'é'),
    )
    const onHead = vi.fn()
    const { status, headers, body } = await send(url, { onHead })
    expect([status, body]).toEqual([404, 'é'])
    expect(headers).toMatchObject({ 'content-type': 'text/html', 'x-trace': ['T1', 'T2'] })
    expect(onHead.mock.calls).toEqual([[{ status: 404, headers }]])
  })

  it.each([
    ['a Pool', (url: string) => new Pool(url)],
    ['a Client', (url: string) => new Client(url)],
    ['an Agent', () => new Agent()],
  ])('works with %s', async (_name, create) => {
    const { url } = await serve(answerWith(200, {}, acmeBody()))
    const dispatcher = create(url)
    cleanUps.push(() => dispatcher.destroy())
    const client = createAcme({ baseUrl: url, transport: createUndiciTransport(dispatcher) })
    expect(await client.getTransactionStatus(query)).toMatchObject({ status: 'success', advice: 'fulfill' })
  })

  it('keeps a connection for the next request', async () => {
    const { url, countConnections } = await serve(answerWith(200, {}, acmeBody()))
    const client = createAcme({ baseUrl: url, transport: createUndiciTransport(poolOf(url)) })
    for (let count = 0; count < 20; count += 1) await client.getTransactionStatus(query)
    expect(countConnections()).toBeLessThan(4)
  })

  it.each([301, 302, 303, 307, 308])(
    'does not follow HTTP %i, also through a redirect interceptor',
    async (status) => {
      const elsewhere = await serve(answerWith(200, {}, acmeBody()))
      const { url } = await serve(answerWith(status, { location: `${elsewhere.url}/x` }, acmeBody()))
      const agent = new Agent()
      cleanUps.push(() => agent.destroy())
      for (const dispatcher of [agent, agent.compose(interceptors.redirect({ maxRedirections: 3 }))]) {
        expect(await send(url, { dispatcher })).toMatchObject({ status, body: '' })
      }
      expect(elsewhere.countConnections()).toBe(0)
    },
  )

  it('takes no answer without a head', async () => {
    const dispatcher: UndiciDispatcher = {
      dispatch: (_request, handler) => {
        handler.onRequestStart({ abort: () => undefined })
        handler.onResponseEnd()
      },
    }
    await expect(send('http://127.0.0.1:9', { dispatcher })).rejects.toThrow('no head')
  })

  it('takes no answer from a cache interceptor', async () => {
    let asked = 0
    const { url } = await serve((_request, response) => {
      asked += 1
      response.writeHead(200, { 'cache-control': 'public, max-age=3600' }).end(String(asked))
    })
    const agent = new Agent()
    cleanUps.push(() => agent.destroy())
    const dispatcher = agent.compose(interceptors.cache({ store: new cacheStores.MemoryCacheStore() }))
    expect((await send(url, { dispatcher })).body).toBe('1')
    expect((await send(url, { dispatcher })).body).toBe('2')
  })
})

describe('a body', () => {
  it('of exactly the cap is taken and not one byte more', async () => {
    const { url } = await serve(
      (request, response) => void response.end('x'.repeat(Number(request.url?.slice(1)))),
    )
    expect((await send(`${url}/${cap}`)).body.length).toBe(cap)
    expect(await send(`${url}/${cap + 1}`)).toMatchObject({ status: 200, body: '', bodyTooLarge: true })
  })

  it('without an end is given up at the cap', async () => {
    const closed = vi.fn()
    const { url } = await serve((_request, response) => {
      const chunk = Buffer.alloc(16 * 1024, 'x')
      const more = () => {
        while (!response.destroyed && response.write(chunk)) {}
      }
      response.on('drain', more).on('close', closed)
      more()
    })
    expect(await send(url)).toMatchObject({ bodyTooLarge: true })
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })

  const gzipTwice = (bytes: Buffer): Buffer => gzipSync(gzipSync(bytes))
  const gzipMembers = (bytes: Buffer): Buffer =>
    Buffer.concat([gzipSync(bytes.subarray(0, 9)), gzipSync(bytes.subarray(9))])

  it.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['x-gzip', gzipSync],
    ['gzip', gzipMembers],
    ['gzip', (bytes: Buffer): Buffer => gzipSync(bytes).subarray(0, -8)],
    ['gzip, gzip', gzipTwice],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['gzip, br', (bytes: Buffer): Buffer => brotliCompressSync(gzipSync(bytes))],
    ['zstd', zstdCompressSync],
  ])('is decompressed from %s as fetch does it', async (encoding, compress) => {
    const { url } = await serve(
      answerWith(200, { 'content-encoding': encoding }, compress(Buffer.from(acmeBody()))),
    )
    expect((await send(url)).body).toBe(acmeBody())
    expect(await (await fetch(url)).text()).toBe(acmeBody())
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['gzip, gzip', gzipTwice],
  ])('stops decompressing %s at the cap', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(16 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(cap)
    const { url } = await serve(answerWith(200, { 'content-encoding': encoding }, bomb))
    expect(await send(url)).toMatchObject({ status: 200, body: '', bodyTooLarge: true })
  })

  it('is RESPONSE_INVALID in an unknown content-encoding, with HTTP status and content type', async () => {
    const headers = { 'content-encoding': 'made-up', 'content-type': 'application/json' }
    const { url } = await serve(answerWith(200, headers, brotliCompressSync(acmeBody())))
    expect(await failureOf(url)).toMatchObject({
      code: 'RESPONSE_INVALID',
      provider: 'acme',
      httpStatus: 200,
      contentType: 'application/json',
      attempts: 1,
    })
  })

  it('is NETWORK when it is not gzip, with the HTTP status', async () => {
    const { url } = await serve(answerWith(200, { 'content-encoding': 'gzip' }, Buffer.from('{"paid":true}')))
    expect(await failureOf(url)).toMatchObject({ code: 'NETWORK', httpStatus: 200 })
  })

  it('is RESPONSE_INVALID when it is cut gzip, as over fetch', async () => {
    const bytes = gzipSync(acmeBody()).subarray(0, 40)
    const { url } = await serve(answerWith(200, { 'content-encoding': 'gzip' }, bytes))
    expect(await failureOf(url)).toMatchObject({ code: 'RESPONSE_INVALID', httpStatus: 200 })
  })
})

describe('a broken connection', () => {
  const head = 'HTTP/1.1 200 OK\r\n'
  const answers: [string, (socket: Socket) => void, number | null][] = [
    ['a reset before the headers', (socket) => socket.resetAndDestroy(), null],
    ['an end before the headers', (socket) => socket.end(), null],
    ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), null],
    [
      'a body shorter than its length',
      (socket) => socket.end(`${head}content-length: 100\r\n\r\n{"paid":true}`),
      200,
    ],
    [
      'chunks without an end',
      (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\nd\r\n{"paid":true}\r\n`),
      200,
    ],
  ]
  it.each(answers)('is NETWORK: %s', async (_name, answer, httpStatus) => {
    const { url } = await serveSocket(answer)
    expect(await failureOf(url)).toMatchObject({ code: 'NETWORK', httpStatus, attempts: 1 })
  })

  it('is NETWORK with the system’s code when nobody listens', async () => {
    const { url, close } = await startHttpServer(() => undefined)
    await close()
    expect(await failureOf(url)).toMatchObject({ code: 'NETWORK', cause: { code: 'ECONNREFUSED' } })
  })
})

describe('the signal', () => {
  it('that is already aborted sends nothing', async () => {
    const { url, countConnections } = await serve(answerWith(200, {}))
    await expect(send(url, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Error)
    expect(countConnections()).toBe(0)
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
  it.each(moments)('ends the wait %s and the connection', async (_name, listener) => {
    const aborting = new AbortController()
    const closed = vi.fn()
    const { url } = await serve((request, response) => {
      request.socket.on('close', closed)
      listener(request, response)
      setImmediate(() => aborting.abort())
    })
    await expect(send(url, { signal: aborting.signal })).rejects.toBeTruthy()
    await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  })
})
