import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { inspect } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type LoopbackServer, startHttpServer, startSocketServer } from '@cekstatus/test-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isCekStatusError } from '../errors.ts'
import { readHeader } from '../headers.ts'
import { createSecret } from '../secrets.ts'
import { untilAborted } from '../signals.ts'
import { exchange } from './exchange.ts'
import { describeFailure } from './failure.ts'
import { createFetchTransport } from './fetch-transport.ts'
import type { HttpRequest, HttpResponse, Transport, TransportResponse } from './transport.ts'

const cap = 64 * 1024
const servers: LoopbackServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const server = await startHttpServer(listener)
  servers.push(server)
  return server
}

async function serveSocket(answer: (socket: Socket) => void): Promise<LoopbackServer> {
  const server = await startSocketServer(answer)
  servers.push(server)
  return server
}

interface Settings {
  signal?: AbortSignal
  fetch?: typeof fetch
  secrets?: string[]
  request?: Partial<HttpRequest>
}

function requestOf(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, body: null, ...changes }
}

function send(
  url: string,
  { signal, fetch: sending, secrets = [], request }: Settings = {},
): Promise<HttpResponse> {
  const until = signal ?? new AbortController().signal
  return exchange(requestOf(url, request), {
    provider: 'acme',
    transport: createFetchTransport(sending),
    signal: until,
    within: (promise) => untilAborted(promise, until),
    maxBodyBytes: cap,
    secrets: secrets.map(createSecret),
    onHead: () => undefined,
  })
}

/** An exchange through a transport of the caller's own. */
function exchangeWith(transport: Transport): Promise<HttpResponse> {
  return exchange(requestOf('http://127.0.0.1'), {
    provider: 'acme',
    transport,
    signal: new AbortController().signal,
    within: (promise) => promise,
    maxBodyBytes: cap,
    secrets: [],
    onHead: () => undefined,
  })
}

/** Below `exchange`: what the transport alone makes of it. */
function parseHttpResponse(url: string, sending?: typeof fetch): Promise<TransportResponse> {
  const { signal } = new AbortController()
  return createFetchTransport(sending)(requestOf(url), { signal, maxBodyBytes: cap, onHead: () => undefined })
}

async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  return sending.then(
    (answer) => expect.unreachable(`answered: ${inspect(answer)}`),
    (error: unknown) => error,
  )
}

/** A response whose body arrives in the given chunks. */
function chunked(...chunks: Uint8Array[]): typeof fetch {
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  return () => Promise.resolve(new Response(stream))
}

describe('exchange', () => {
  it('sends method, headers and the characters of the body', async () => {
    const received: unknown[] = []
    const { url } = await serve((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        received.push([request.method, request.url, request.headers['x-key'], body])
        response.end()
      })
    })
    await send(`${url}/a?b=c`, { request: { method: 'POST', headers: { 'x-key': 'k' }, body: '{"é": 1}' } })
    await send(`${url}/d%2Fe`)
    expect(received).toEqual([
      ['POST', '/a?b=c', 'k', '{"é": 1}'],
      ['GET', '/d%2Fe', undefined, ''],
    ])
  })

  it('returns status, headers and the body as text', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(404, { 'Content-Type': 'text/html', 'X-Trace': 'T1' }).end('<html>é</html>')
    })
    const { status, headers, body } = await send(url)
    expect([status, body]).toEqual([404, '<html>é</html>'])
    expect(readHeader(headers, 'content-type')).toBe('text/html')
    expect(readHeader(headers, 'x-trace')).toBe('T1')
  })

  it.each([200, 204, 304, 500])('takes HTTP %i without a body', async (status) => {
    const { url } = await serve((_request, response) => void response.writeHead(status).end())
    expect(await send(url)).toMatchObject({ status, body: '' })
  })

  it.each([301, 302, 303, 307, 308])('does not follow HTTP %i and returns no body of it', async (status) => {
    const elsewhere = await serve((_request, response) => void response.end('{"paid":true}'))
    const { url } = await serve((_request, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/x` }).end('{"paid":true}')
    })
    expect(await send(url, { request: { method: 'POST', body: '{}' } })).toMatchObject({ status, body: '' })
    expect(elsewhere.countConnections()).toBe(0)
  })

  it('looks at no body of a redirect, whatever a transport makes of it', async () => {
    const answer = { status: 302, headers: {}, body: '{"paid":true}' }
    expect(await exchangeWith(async () => answer)).toEqual({ ...answer, body: '' })
  })

  it('looks at no body of an answer that a fetch went elsewhere for', async () => {
    const followed = Object.defineProperty(new Response('{"paid":true}'), 'redirected', { value: true })
    expect(await send('http://127.0.0.1', { fetch: () => Promise.resolve(followed) })).toMatchObject({
      status: 200,
      body: '',
    })
  })

  it('takes a redirect that a browser makes opaque as one', async () => {
    const opaque = Object.defineProperty(new Response('{"paid":true}'), 'type', { value: 'opaqueredirect' })
    expect(await send('http://127.0.0.1', { fetch: () => Promise.resolve(opaque) })).toMatchObject({
      body: '',
    })
  })

  describe('decoding', () => {
    const text = '\u{1F600} é 漢'

    it('joins characters that are split across chunks', async () => {
      const bytes = new TextEncoder().encode(text)
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
      expect((await send('http://127.0.0.1', { fetch: chunked(...single) })).body).toBe(text)
    })

    it('joins characters that are split across packets', async () => {
      const bytes = Buffer.from(text)
      const { url } = await serve((_request, response) => {
        response.write(bytes.subarray(0, 2), () => setImmediate(() => response.end(bytes.subarray(2))))
      })
      expect((await send(url)).body).toBe(text)
    })

    it('ends with a replacement character when the last one is cut', async () => {
      expect((await send('http://127.0.0.1', { fetch: chunked(Uint8Array.of(0x61, 0xc3)) })).body).toBe(
        'a\uFFFD',
      )
    })

    it.each([
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
    ])('unpacks %s', async (encoding, compress) => {
      const { url } = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(compress(Buffer.from(text)))
      })
      expect((await send(url)).body).toBe(text)
    })
  })

  describe('size cap', () => {
    it('takes a body of exactly the cap and not one byte more', async () => {
      const { url } = await serve(
        (request, response) => void response.end('x'.repeat(Number(request.url?.slice(1)))),
      )
      expect((await send(`${url}/${cap}`)).body.length).toBe(cap)
      expect(await parseHttpResponse(`${url}/${cap + 1}`)).toMatchObject({
        status: 200,
        body: '',
        bodyTooLarge: true,
      })
    })

    it('counts bytes, not characters', async () => {
      const { url } = await serve((_request, response) => void response.end('é'.repeat(cap / 2 + 1)))
      expect(await parseHttpResponse(url)).toMatchObject({ bodyTooLarge: true })
    })

    it('stops a body without an end', async () => {
      const hungUp = createEvent()
      const { url } = await serve((_request, response) => {
        const chunk = Buffer.alloc(16 * 1024, 'x')
        const more = () => {
          while (!response.destroyed && response.write(chunk)) {}
        }
        response.on('drain', more).on('close', hungUp.give)
        more()
      })
      expect(await parseHttpResponse(url)).toMatchObject({ status: 200, body: '', bodyTooLarge: true })
      await hungUp.given
    })

    it.each([
      ['gzip', gzipSync],
      ['br', (data: Buffer) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ])('stops unpacking %s at the cap', async (encoding, compress) => {
      const bomb = compress(Buffer.alloc(16 * 1024 * 1024))
      expect(bomb.length).toBeLessThan(cap + 1024)
      const { url } = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(bomb)
      })
      let unpacked = 0
      const counting: typeof fetch = async (...parameters) => {
        const { body, status, headers } = await fetch(...parameters)
        const counter = new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            unpacked += chunk.byteLength
            controller.enqueue(chunk)
          },
        })
        return new Response(body?.pipeThrough(counter) ?? null, { status, headers })
      }
      expect(await parseHttpResponse(url, counting)).toMatchObject({ bodyTooLarge: true })
      expect(unpacked).toBeLessThan(1024 * 1024)
    })
  })

  describe('a body over the cap', () => {
    const over = { headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(cap + 1) }

    it('is RESPONSE_INVALID also where a transport does not say so', async () => {
      const error = await failureOf(exchangeWith(async () => ({ ...over, status: 200 })))
      expect(error).toMatchObject({ code: 'RESPONSE_INVALID', httpStatus: 200, contentType: 'text/plain' })
    })

    it.each([429, 500, 503])('of HTTP %i, which speaks without it, is left out', async (status) => {
      expect(await exchangeWith(async () => ({ ...over, status }))).toMatchObject({ status, body: '' })
    })
  })

  describe('broken connections', () => {
    const head = 'HTTP/1.1 200 OK\r\n'
    const answers: [string, (socket: Socket) => void][] = [
      ['a reset before the headers', (socket) => socket.resetAndDestroy()],
      ['an end before the headers', (socket) => socket.end()],
      ['an end inside the headers', (socket) => socket.end(`${head}content-le`)],
      ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n')],
      [
        'a reset inside the body',
        (socket) =>
          socket.write(`${head}content-length: 100\r\n\r\n{"paid"`, () =>
            setImmediate(() => socket.resetAndDestroy()),
          ),
      ],
      [
        'a body shorter than its length',
        (socket) => socket.end(`${head}content-length: 100\r\n\r\n{"paid":true}`),
      ],
      [
        'chunks without an end',
        (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\nd\r\n{"paid":true}\r\n`),
      ],
      [
        'gzip that is none',
        (socket) => socket.end(`${head}content-encoding: gzip\r\ncontent-length: 13\r\n\r\n{"paid":true}`),
      ],
    ]

    it.each(answers)('are NETWORK: %s', async (_name, answer) => {
      const { url } = await serveSocket(answer)
      const error = await failureOf(send(url))
      if (!isCekStatusError(error)) throw error
      expect(error).toMatchObject({
        code: 'NETWORK',
        provider: 'acme',
        message: 'no complete response from acme',
      })
      expect(error.cause).toBeInstanceOf(Error)
    })

    it('are NETWORK with the system’s code when nobody listens', async () => {
      const { url, close } = await startHttpServer(() => undefined)
      await close()
      expect(await failureOf(send(url))).toMatchObject({ code: 'NETWORK', cause: { code: 'ECONNREFUSED' } })
    })

    it.each([
      ['rejects', () => Promise.reject(new Error('boom'))],
      [
        'throws',
        () => {
          throw new Error('boom')
        },
      ],
      ['returns nothing', () => undefined],
      ['resolves to nothing', () => Promise.resolve(undefined)],
    ])('are NETWORK when fetch %s', async (_name, fetching) => {
      const error = await failureOf(send('http://127.0.0.1', { fetch: fetching as unknown as typeof fetch }))
      expect(error).toMatchObject({ code: 'NETWORK' })
    })
  })

  describe('the signal', () => {
    it('that is already aborted sends nothing', async () => {
      const { url, countConnections } = await serve((_request, response) => void response.end())
      const reason = new Error('too late')
      expect(await failureOf(send(url, { signal: AbortSignal.abort(reason) }))).toBe(reason)
      expect(countConnections()).toBe(0)
    })

    it('ends the wait for headers', async () => {
      const aborting = new AbortController()
      const hungUp = createEvent()
      const { url } = await serve((request) => {
        request.socket.on('close', () => hungUp.give())
        aborting.abort()
      })
      expect(await failureOf(send(url, { signal: aborting.signal }))).toBe(aborting.signal.reason)
      await hungUp.given
    })

    it('ends the wait for the body', async () => {
      const aborting = new AbortController()
      const hungUp = createEvent()
      const { url } = await serve((_request, response) => {
        response.on('close', hungUp.give)
        response.write('{"paid"', () => setImmediate(() => aborting.abort()))
      })
      expect(await failureOf(send(url, { signal: aborting.signal }))).toBe(aborting.signal.reason)
      await hungUp.given
    })

    it('ends a fetch that ignores it', async () => {
      const aborting = new AbortController()
      const deaf: typeof fetch = () => {
        queueMicrotask(() => aborting.abort())
        return new Promise(() => undefined)
      }
      expect(await failureOf(send('http://127.0.0.1', { signal: aborting.signal, fetch: deaf }))).toBe(
        aborting.signal.reason,
      )
    })

    it('ends a body that ignores it, and gives the body up', async () => {
      const aborting = new AbortController()
      const cancelled = createEvent()
      const body = new ReadableStream<Uint8Array>({
        pull: () => {
          queueMicrotask(() => aborting.abort())
          return new Promise(() => undefined)
        },
        cancel: () => cancelled.give(),
      })
      const deaf: typeof fetch = () => Promise.resolve(new Response(body))
      expect(await failureOf(send('http://127.0.0.1', { signal: aborting.signal, fetch: deaf }))).toBe(
        aborting.signal.reason,
      )
      await cancelled.given
    })

    it('keeps no listener afterwards', async () => {
      const { signal } = new AbortController()
      const listeners = countListeners(signal)
      const { url } = await serve((_request, response) => void response.end('x'.repeat(1000)))
      const quiet: typeof fetch = (input, init) => fetch(input, { ...init, signal: null })
      await send(url, { signal, fetch: quiet })
      await failureOf(send('http://127.0.0.1', { signal, fetch: () => Promise.reject(new Error('boom')) }))
      expect(listeners()).toBe(0)
    })
  })

  it('calls fetch without a receiver, as runtimes demand of their own', async () => {
    let receiver: unknown = 'none'
    function strict(this: unknown): Promise<Response> {
      receiver = this
      return Promise.resolve(new Response('{}'))
    }
    await send('http://127.0.0.1', { fetch: strict as typeof fetch })
    expect(receiver).toBeUndefined()
  })

  it('asks not to be answered from a cache, where the runtime knows how', async () => {
    const asked: (RequestInit | undefined)[] = []
    const recording: typeof fetch = (_url, init) => {
      asked.push(init)
      return Promise.resolve(new Response('{}'))
    }
    await send('http://127.0.0.1', { fetch: recording })
    vi.stubGlobal('Request', function refuse() {
      throw new TypeError("The 'cache' field is not implemented")
    })
    await send('http://127.0.0.1', { fetch: recording })
    vi.unstubAllGlobals()
    expect(asked.map((init) => init?.cache)).toEqual(['no-store', undefined])
  })

  it('shows nothing of what a fetch hangs on its error but message and code, without secrets', async () => {
    const failing: typeof fetch = (url, init) => {
      const cause = Object.assign(new Error(`sk_live_canary refused\nby ${'x'.repeat(600)}`), {
        code: 'E_sk_live_canary',
        init,
      })
      return Promise.reject(
        Object.assign(new Error('outer sk_live_canary', { cause }), { url, config: init }),
      )
    }
    const request = { headers: { authorization: 'Bearer sk_live_canary' } }
    const error = await failureOf(
      send('http://127.0.0.1', { fetch: failing, secrets: ['sk_live_canary'], request }),
    )
    const shown = inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY })
    expect(shown).not.toContain('canary')
    expect(shown).not.toContain('authorization')
    expect((error as Error).cause).toMatchObject({
      message: expect.stringMatching(/^\*\*\* refused by x+…$/),
      code: 'E_***',
    })
  })
})

describe('describeFailure', () => {
  const described = (error: unknown) => {
    const { message, code } = describeFailure(error, []) as Error & { code?: string }
    return [message, code]
  }

  it.each([
    { name: 'an error', error: new Error('boom'), expected: ['boom', undefined] },
    {
      name: 'its cause',
      error: new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'E1' }) }),
      expected: ['no', 'E1'],
    },
    {
      name: 'a cause without words',
      error: new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      }),
      expected: ['fetch failed', 'ECONNREFUSED'],
    },
    {
      name: 'an error of another realm',
      error: { name: 'TypeError', message: 'no', cause: { message: 'why', code: 'E2' } },
      expected: ['why', 'E2'],
    },
    { name: 'a text', error: 'boom', expected: ['the request failed', undefined] },
    { name: 'null', error: null, expected: ['the request failed', undefined] },
    { name: 'undefined', error: undefined, expected: ['the request failed', undefined] },
    { name: 'a number as code', error: { message: 7, code: 7 }, expected: ['the request failed', undefined] },
  ])('keeps message and code of $name', ({ error, expected }) => {
    expect(described(error)).toEqual(expected)
  })
})

/** An event that is given once and can be awaited. */
function createEvent(): { give: () => void; given: Promise<void> } {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { give, given }
}

/** Counts the listeners that are on a signal from now on. */
function countListeners(signal: AbortSignal): () => number {
  let count = 0
  const { addEventListener, removeEventListener } = signal
  Object.assign(signal, {
    addEventListener: (...parameters: Parameters<typeof addEventListener>) => {
      count += 1
      addEventListener.apply(signal, parameters)
    },
    removeEventListener: (...parameters: Parameters<typeof removeEventListener>) => {
      count -= 1
      removeEventListener.apply(signal, parameters)
    },
  })
  return () => count
}
