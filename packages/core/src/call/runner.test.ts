import { getEventListeners } from 'node:events'
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { inspect } from 'node:util'
import { type LoopbackServer, startHttpServer, startSocketServer } from '@cekstatus/test-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CallOptions, CommonOptions } from '../client.ts'
import { CekStatusError, type ErrorCode, isCekStatusError } from '../errors.ts'
import { readStatusResponse } from '../response/parse.ts'
import { acme, acmeBody, createAcme, createAcmeRunner } from '../test-provider.ts'
import type { HttpRequest, Transport } from '../transport/transport.ts'
import type { Call } from './inquiry.ts'
import { createCallRunner } from './runner.ts'

const apiKey = 'sk/canary+key=1'
const query = { merchantReference: 'INV-001' }

const servers: LoopbackServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const server = await startHttpServer(listener)
  servers.push(server)
  return server
}

const requestTo = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: { 'x-key': apiKey },
  body: null,
})
const answering =
  (body: string, init?: ResponseInit): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, init))

/** A client that tries once, unless said; `prepare` is what a provider does before it has a request. */
function createClient(options: CommonOptions & { url?: string } = {}) {
  const { url = 'http://127.0.0.1:9', ...common } = options
  let preparing: ((call: Call) => unknown) | undefined
  const prepareAndBuild = async (call: Call): Promise<HttpRequest> => {
    await preparing?.(call)
    return requestTo(url)
  }
  const client = createAcme(
    { retry: false, ...common },
    {
      secrets: [apiKey],
      inquiry: {
        buildRequest: (call) => (preparing === undefined ? requestTo(url) : prepareAndBuild(call)),
      },
    },
  )
  return (callOptions?: CallOptions, prepare?: (call: Call) => unknown) => {
    preparing = prepare
    return client.getTransactionStatus(query, callOptions)
  }
}

async function errorOf(asking: Promise<unknown>): Promise<CekStatusError> {
  const outcome = await asking.then(
    (answer) => new Error(`answered: ${inspect(answer)}`),
    (error: unknown) => error,
  )
  if (isCekStatusError(outcome)) return outcome
  throw outcome
}

/** Everything that a log could make of a value. */
function printed(value: unknown): string {
  const texts: string[] = []
  for (let part = value; part instanceof Error; part = part.cause) {
    texts.push(
      String(part),
      JSON.stringify(part),
      inspect(part, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
    )
    for (const key of Reflect.ownKeys(part)) texts.push(String(Reflect.get(part, key)))
  }
  return texts.join('\n')
}

describe('an answer', () => {
  it('comes with the count of inquiries and the time of the clock', async () => {
    const { url } = await serve((_request, response) => void response.end(acmeBody()))
    const now = () => new Date('2026-01-26T03:00:00.000Z')
    const transaction = await createClient({ url, now })()
    expect(transaction).toMatchObject({ status: 'success', advice: 'fulfill' })
    expect(transaction.evidence).toEqual({
      observedAt: '2026-01-26T03:00:00.000Z',
      httpStatus: 200,
      attempts: 1,
    })
  })

  it('counts every inquiry, and no preparation', async () => {
    const runner = createAcmeRunner({ fetch: answering(acmeBody()) })
    let answers = 0
    const transaction = await runner.run(query, undefined, {
      check: () => undefined,
      buildRequest: async () => {
        await runner.prepare((preparation) => preparation.send(requestTo('http://127.0.0.1:9')))
        return requestTo('http://127.0.0.1:9')
      },
      parseResponse: (response) => {
        answers += 1
        if (answers === 1) throw new CekStatusError({ code: 'REJECTED', message: 'no' })
        return readStatusResponse(response, query, {}, acme)
      },
      recoverFrom: () => ({ name: 'fresh-token' }),
    })
    expect(transaction.evidence.attempts).toBe(2)
  })

  it('is about the query and the expectation as they were when the call began', async () => {
    const reusedQuery = { merchantReference: 'INV-001' }
    const reusedAmount = { value: '1.00', currency: 'IDR' }
    const seen: unknown[] = []
    const client = createAcme(
      { fetch: answering(acmeBody()) },
      {
        inquiry: {
          parseResponse: (response, call) => {
            seen.push(call.query, call.expect)
            return readStatusResponse(response, call.query, {}, acme)
          },
        },
      },
    )
    const asking = client.getTransactionStatus(reusedQuery, { expect: { amount: reusedAmount } })
    reusedQuery.merchantReference = 'INV-002'
    reusedAmount.value = '2.00'
    await asking
    expect(seen).toEqual([{ merchantReference: 'INV-001' }, { amount: { value: '1.00', currency: 'IDR' } }])
  })

  it('comes through the fetch that is global at the time of the call', async () => {
    const ask = createClient()
    const replaced = vi.spyOn(globalThis, 'fetch').mockImplementation(answering(acmeBody()))
    try {
      expect((await ask()).status).toBe('success')
      expect(replaced).toHaveBeenCalledOnce()
    } finally {
      replaced.mockRestore()
    }
  })

  it('uses the options as they were when the client was made', async () => {
    const options: CommonOptions = { fetch: answering(acmeBody()) }
    const ask = createClient(options)
    Object.assign(options, { timeoutMs: -1, fetch: undefined })
    expect((await ask()).status).toBe('success')
  })
})

describe('options', () => {
  it('are checked when the client is made', () => {
    expect(() => createClient({ timeoutMs: 0 })).toThrow(/^timeoutMs must be /)
  })

  it.each([
    { options: { timeoutMs: 0 }, field: 'timeoutMs' },
    { options: { signal: 'stop' }, field: 'signal' },
    { options: { expect: { amount: 5 } }, field: 'expect.amount' },
    { options: null, field: 'options' },
    { options: 5, field: 'options' },
  ])('of a call are checked before anything is sent: $options', async ({ options, field }) => {
    const sending = vi.fn(answering(acmeBody()))
    const error = await errorOf(createClient({ fetch: sending })(options as never))
    expect(error).toMatchObject({ code: 'CONFIGURATION', field, attempts: 0 })
    expect(sending).not.toHaveBeenCalled()
  })
})

/** Lets timers of exactly this length pass when told to, so that no test races against one. */
function holdTimers(lengthMs: number) {
  const { setTimeout: start } = globalThis
  let expire: (() => void) | undefined
  const held = ((run: () => void, delayMs?: number, ...rest: unknown[]) => {
    if (delayMs === lengthMs) expire = run
    return start(run, delayMs, ...rest)
  }) as typeof start
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(held)
  return { pass: () => expire?.(), restore: () => spy.mockRestore() }
}

describe('the time of an attempt', () => {
  const timeoutMs = 54_321
  const html = { 'content-type': 'text/html' }
  const hangs: [string, number | null, RequestListener][] = [
    ['before the headers', null, () => undefined],
    ['inside the body', 200, (_request, response) => void response.writeHead(200, html).write('{"ok"')],
    [
      'inside a body that drips',
      200,
      (_request, response) => {
        response.writeHead(200, html)
        const dripping = setInterval(() => response.write(' '), 10)
        response.on('close', () => clearInterval(dripping))
      },
    ],
    ['inside an error', 500, (_request, response) => void response.writeHead(500, html).write('{')],
  ]
  it.each(hangs)(
    'covers a hang %s, and keeps the HTTP status %j and the content type',
    async (_name, httpStatus, listener) => {
      const timers = holdTimers(timeoutMs)
      const pass = (): void => void setImmediate(timers.pass)
      const { url } = await serve((request, response) => {
        listener(request, response)
        if (httpStatus === null) pass()
      })
      const fetchAndPass: typeof fetch = async (...parameters) => {
        const response = await fetch(...parameters)
        pass()
        return response
      }
      const error = await errorOf(createClient({ url, fetch: fetchAndPass })({ timeoutMs }))
      timers.restore()
      expect(error).toMatchObject({
        code: 'TIMEOUT',
        provider: 'acme',
        message: 'no complete response within 54321 ms (timeoutMs)',
        retryable: true,
        httpStatus,
        contentType: httpStatus === null ? null : 'text/html',
        attempts: 1,
      })
    },
  )

  it('keeps them of an answer about another transaction', async () => {
    const headers = { 'content-type': 'application/json' }
    const error = await errorOf(
      createClient({ fetch: answering(acmeBody({ ref: 'INV-002' }), { headers }) })(),
    )
    expect(error).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      httpStatus: 200,
      contentType: 'application/json',
    })
  })

  it('forgets the HTTP status of an earlier answer when the next request gets none', async () => {
    const timers = holdTimers(timeoutMs)
    let asked = 0
    const { url } = await serve((_request, response) => {
      asked += 1
      if (asked === 1) response.writeHead(503).end('{}')
      else timers.pass()
    })
    const ask = createClient({ url, timeoutMs, retry: { maxAttempts: 2, baseDelayMs: 1 } })
    const error = await errorOf(ask())
    timers.restore()
    expect(error).toMatchObject({ code: 'TIMEOUT', httpStatus: null, attempts: 2 })
  })

  it('covers a server that never answers the connection’s first byte', async () => {
    const silent = await startSocketServer(() => undefined)
    servers.push(silent)
    expect((await errorOf(createClient({ url: silent.url, timeoutMs: 60 })())).code).toBe('TIMEOUT')
  })

  it('covers a fetch that ignores its signal', async () => {
    const deaf: typeof fetch = () => new Promise(() => undefined)
    expect((await errorOf(createClient({ fetch: deaf, timeoutMs: 50 })())).code).toBe('TIMEOUT')
  })

  it('covers what a provider waits for before it sends', async () => {
    const sending = vi.fn(answering(acmeBody()))
    const error = await errorOf(
      createClient({ fetch: sending, timeoutMs: 50 })({}, () => new Promise(() => undefined)),
    )
    expect(error).toMatchObject({ code: 'TIMEOUT', attempts: 0 })
    expect(sending).not.toHaveBeenCalled()
  })

  it('lets nothing be sent after it', async () => {
    const sending = vi.fn(answering(acmeBody()))
    let goOn = (): void => undefined
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const error = await errorOf(createClient({ fetch: sending, timeoutMs: 50 })({}, () => waiting))
    goOn()
    await new Promise((resolve) => setImmediate(resolve))
    expect(error.code).toBe('TIMEOUT')
    expect(sending).not.toHaveBeenCalled()
  })

  it('is 15 seconds unless said, and a call’s own replaces the client’s', async () => {
    vi.useFakeTimers()
    try {
      const deaf: typeof fetch = () => new Promise(() => undefined)
      for (const [client, call, timeoutMs] of [
        [{}, {}, 15_000],
        [{ timeoutMs: 2000 }, {}, 2000],
        [{ timeoutMs: 2000 }, { timeoutMs: 3000 }, 3000],
        [{ timeoutMs: 2 ** 31 - 1 }, { timeoutMs: 1 }, 1],
      ] as const) {
        let ended = ''
        const asking = errorOf(createClient({ fetch: deaf, ...client })(call)).then(({ code }) => {
          ended = code
        })
        await vi.advanceTimersByTimeAsync(timeoutMs - 1)
        expect(ended).toBe('')
        await vi.advanceTimersByTimeAsync(1)
        await asking
        expect(ended).toBe('TIMEOUT')
      }
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a retry on real sockets', () => {
  /** Lets each connection meet the next of a list; every one begins with a request. */
  async function serveInTurn(answers: readonly ((socket: Socket) => void)[]): Promise<LoopbackServer> {
    let met = 0
    const server = await startSocketServer((socket) => {
      answers[Math.min(met, answers.length - 1)]?.(socket)
      met += 1
    })
    servers.push(server)
    return server
  }

  const answer = (statusLine: string, body = '', headers = ''): string =>
    `HTTP/1.1 ${statusLine}\r\nconnection: close\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`
  const good = (socket: Socket): unknown => socket.end(answer('200 OK', acmeBody()))

  it('goes on after a reset, a cut body and an error page to the answer', async () => {
    const { url } = await serveInTurn([
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"ok":true'),
      (socket) => socket.end(answer('502 Bad Gateway', '<html></html>')),
      good,
    ])
    const ask = createClient({ url, retry: { maxAttempts: 4, baseDelayMs: 1 } })
    expect((await ask()).evidence).toMatchObject({ httpStatus: 200, attempts: 4 })
  })

  it('throws what the last attempt met', async () => {
    const { url } = await serveInTurn([
      (socket) => socket.end(answer('503 Busy', '', 'content-type: text/html\r\n')),
      (socket) => socket.resetAndDestroy(),
    ])
    const error = await errorOf(createClient({ url, retry: { maxAttempts: 2, baseDelayMs: 1 } })())
    expect(error).toMatchObject({ code: 'NETWORK', httpStatus: null, attempts: 2 })
  })

  it('waits as long as Retry-After says', async () => {
    const { url } = await serveInTurn([
      (socket) => socket.end(answer('429 Slow down', '', 'retry-after: 1\r\n')),
      good,
    ])
    const startedAt = performance.now()
    expect((await createClient({ url, retry: { baseDelayMs: 1 } })()).evidence.attempts).toBe(2)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(999)
  })
})

describe('the signal of the caller', () => {
  it('that is already aborted lets nothing be sent', async () => {
    const sending = vi.fn(answering(acmeBody()))
    const error = await errorOf(createClient({ fetch: sending })({ signal: AbortSignal.abort() }))
    expect(error).toMatchObject({
      code: 'ABORTED',
      provider: 'acme',
      message: "aborted by the caller's signal",
      retryable: false,
      attempts: 0,
    })
    expect(sending).not.toHaveBeenCalled()
  })

  const moments: [string, (abort: () => void) => RequestListener][] = [
    ['before the headers', (abort) => abort],
    [
      'inside the body',
      (abort) => (_request, response) =>
        void response.writeHead(200).write('{"ok"', () => setImmediate(abort)),
    ],
  ]
  it.each(moments)('ends the call %s', async (_name, listen) => {
    const aborting = new AbortController()
    const { url } = await serve(listen(() => aborting.abort(new Error('canary'))))
    const error = await errorOf(createClient({ url })({ signal: aborting.signal }))
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 1 })
    expect(printed(error)).not.toContain('canary')
  })

  it('after the answer changes nothing', async () => {
    const aborting = new AbortController()
    const transaction = await createClient({ fetch: answering(acmeBody()) })({ signal: aborting.signal })
    aborting.abort()
    expect(transaction.status).toBe('success')
  })

  it('of AbortSignal.timeout is ABORTED, because it is the caller’s', async () => {
    const { url } = await serve(() => undefined)
    const error = await errorOf(createClient({ url })({ signal: AbortSignal.timeout(50) }))
    expect(error.code).toBe('ABORTED')
  })
})

describe('the end of a call', () => {
  const outcomes: [string, CommonOptions, CallOptions][] = [
    ['an answer', { fetch: answering(acmeBody()) }, {}],
    ['a refusal', { fetch: answering('{}', { status: 500 }) }, {}],
    ['a broken connection', { fetch: () => Promise.reject(new Error('boom')) }, {}],
    ['a redirect', { fetch: answering('{}', { status: 302 }) }, {}],
    ['a body over the cap', { fetch: answering('x'.repeat(1_048_577)) }, {}],
    ['a bad option', { fetch: answering(acmeBody()) }, { timeoutMs: 0 }],
  ]
  it.each(outcomes)('leaves no timer and no listener after %s', async (_name, client, call) => {
    vi.useFakeTimers()
    try {
      const { signal } = new AbortController()
      await createClient(client)({ ...call, signal }).catch(() => undefined)
      expect(vi.getTimerCount()).toBe(0)
      expect(getEventListeners(signal, 'abort')).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves no timer and no listener after an abort', async () => {
    vi.useFakeTimers()
    try {
      const aborting = new AbortController()
      const deaf: typeof fetch = () => new Promise(() => undefined)
      const asking = errorOf(createClient({ fetch: deaf })({ signal: aborting.signal }))
      expect([vi.getTimerCount(), getEventListeners(aborting.signal, 'abort').length]).toEqual([1, 1])
      aborting.abort()
      await asking
      expect(vi.getTimerCount()).toBe(0)
      expect(getEventListeners(aborting.signal, 'abort')).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it('is the end of every call that has the signal, and of no other', async () => {
    const [aborting, other] = [new AbortController(), new AbortController()]
    const deaf: typeof fetch = () => new Promise(() => undefined)
    const ask = createClient({ fetch: deaf, timeoutMs: 50 })
    const signals = [aborting, aborting, other, aborting].map(({ signal }) => ({ signal }))
    const codes = Promise.all(signals.map(async (options) => (await errorOf(ask(options))).code))
    aborting.abort()
    expect(await codes).toEqual(['ABORTED', 'ABORTED', 'TIMEOUT', 'ABORTED'])
  })

  it('makes no noise about many calls with one signal', async () => {
    const warned = vi.fn()
    process.on('warning', warned)
    const { signal } = new AbortController()
    const ask = createClient({ fetch: answering(acmeBody()) })
    const asking = Array.from({ length: 50 }, () => ask({ signal }))
    // Node 20 warns from eleven on.
    expect(getEventListeners(signal, 'abort').length).toBe(1)
    await Promise.all(asking)
    expect(getEventListeners(signal, 'abort').length).toBe(0)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', warned)
    expect(warned).not.toHaveBeenCalled()
  })

  it('rejects nothing that nobody handles', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    let fail = (): void => undefined
    const slow: typeof fetch = () =>
      new Promise((_resolve, reject) => {
        fail = () => reject(new Error('late'))
      })
    const error = await errorOf(createClient({ fetch: slow, timeoutMs: 50 })())
    fail()
    // Unhandled rejections are reported between two turns of the event loop.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(error.code).toBe('TIMEOUT')
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('a body over 1 MiB', () => {
  const flood =
    (status: number, headers = {}): RequestListener =>
    (_request, response) => {
      response.writeHead(status, headers).end(`"${'x'.repeat(1_048_576)}"`)
    }

  it.each([
    [200, 'RESPONSE_INVALID'],
    [401, 'RESPONSE_INVALID'],
    [404, 'RESPONSE_INVALID'],
    [429, 'RATE_LIMITED'],
    [500, 'PROVIDER_UNAVAILABLE'],
    [503, 'PROVIDER_UNAVAILABLE'],
  ])('under HTTP %i is %s', async (status, code) => {
    const { url } = await serve(flood(status, { 'content-type': 'text/plain', 'retry-after': '7' }))
    const error = await errorOf(createClient({ url })())
    expect(error).toMatchObject({ code, httpStatus: status, contentType: 'text/plain', attempts: 1 })
    if (status === 200)
      expect(error.message).toBe('response from acme is larger than maxBodyBytes (1048576, HTTP 200)')
    if (status >= 429) expect(error.retryAfterMs).toBe(7000)
    expect(error.limitedBy).toBe(status === 429 ? 'provider' : null)
  })

  it('begins one byte after it', async () => {
    const body = acmeBody()
    const padded = (size: number) => answering(body + ' '.repeat(size - body.length))
    expect((await createClient({ fetch: padded(1_048_576) })()).status).toBe('success')
    expect((await errorOf(createClient({ fetch: padded(1_048_577) })())).code).toBe('RESPONSE_INVALID')
  })
})

describe('preparation', () => {
  const prepareWith = (options: CommonOptions) => createAcmeRunner(options, { secrets: [apiKey] }).prepare

  it('returns what the work returns', async () => {
    const prepare = prepareWith({ fetch: answering('token-1') })
    expect(await prepare(async ({ send }) => (await send(requestTo('http://127.0.0.1:9'))).body)).toBe(
      'token-1',
    )
  })

  it('has the deadline of the client', async () => {
    const prepare = prepareWith({ timeoutMs: 50 })
    expect(await errorOf(prepare(() => new Promise(() => undefined)))).toMatchObject({
      code: 'TIMEOUT',
      attempts: 0,
    })
  })

  it('throws errors without secrets', async () => {
    const prepare = prepareWith({})
    const error = await errorOf(
      prepare(async ({ redact }) => {
        redact('canary-token')
        throw new CekStatusError({
          code: 'REJECTED',
          message: 'the inquiry was rejected',
          providerMessage: `${apiKey} canary-token`,
        })
      }),
    )
    expect(error).toMatchObject({ code: 'REJECTED', providerMessage: '*** ***', attempts: 0 })
  })
})

describe('secrecy', () => {
  it('works out the forms of its credentials once, not for every error', async () => {
    const call = createClient({ fetch: answering('busy', { status: 503 }) })
    await errorOf(call())
    const encode = vi.spyOn(globalThis, 'btoa')
    await errorOf(call())
    expect(encode).not.toHaveBeenCalled()
    encode.mockRestore()
  })

  const encodings: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['URL-encoded', encodeURIComponent],
    ['form-encoded', (text) => new URLSearchParams({ text }).toString()],
    ['as base64', btoa],
    ['as base64 behind a scheme', (text) => btoa(`Bearer ${text}`)],
    ['as JSON in JSON', (text) => JSON.stringify({ headers: { authorization: text } })],
    ['in upper case', (text) => text.toUpperCase()],
    ['as hex', (text) => Buffer.from(text).toString('hex')],
  ]
  const forbidden = [apiKey, encodeURIComponent(apiKey), btoa(apiKey), Buffer.from(apiKey).toString('hex')]

  function expectSecrecy(error: unknown): void {
    const text = printed(error).toLowerCase()
    for (const secret of forbidden) expect(text).not.toContain(secret.replace(/=+$/, '').toLowerCase())
    expect(text).not.toContain('canary')
  }

  it.each(encodings)('holds when the provider echoes the key %s', async (_name, encode) => {
    const echo = encode(apiKey)
    const body = JSON.stringify({ code: `E ${echo}`, message: `refused: ${echo}` })
    for (const status of [200, 400, 401, 403, 404, 429, 500]) {
      const headers = { 'content-type': `text/plain; echo="${apiKey}"` }
      expectSecrecy(await errorOf(createClient({ fetch: answering(body, { status, headers }) })()))
    }
  })

  it.each(encodings.slice(0, 2))('holds when the echo of the key %s is cut', async (_name, encode) => {
    const echo = encode(apiKey)
    for (let kept = 4; kept < echo.length; kept += 1) {
      const body = JSON.stringify({ message: '-'.repeat(200 - kept) + echo })
      const error = await errorOf(createClient({ fetch: answering(body, { status: 400 }) })())
      expect(error.providerMessage).toBe(`${'-'.repeat(200 - kept)}***…`)
    }
  })

  it('holds for what a call protects on its way', async () => {
    const body = JSON.stringify({ message: 'signature canary-signature is wrong' })
    const ask = createClient({ fetch: answering(body, { status: 401 }) })
    const error = await errorOf(ask({}, (call) => call.redact('canary-signature')))
    expect(error.providerMessage).toBe('signature *** is wrong')
    expectSecrecy(error)
  })

  it('forgets what another call protected', async () => {
    const body = JSON.stringify({ message: 'token-1' })
    const ask = createClient({ fetch: answering(body, { status: 400 }) })
    await errorOf(ask({}, (call) => call.redact('token-1')))
    expect((await errorOf(ask())).providerMessage).toBe('token-1')
  })

  it('holds for a cookie of an answer that is cut, and of one whose transport tells no head', async () => {
    const cookie = 'canary-0123456789abcdef'
    const headers = { 'set-cookie': `session=${cookie}; Path=/`, 'content-type': 'text/html' }
    const cut: Transport = (_request, { onHead }) => {
      onHead({ status: 200, headers })
      return Promise.reject(new Error(`reset in session ${cookie}`))
    }
    const silent: Transport = async () => ({
      status: 400,
      headers,
      body: JSON.stringify({ ok: false, message: cookie }),
    })
    for (const [transport, code, httpStatus] of [
      [cut, 'NETWORK', 200],
      [silent, 'REJECTED', 400],
    ] as const) {
      const error = await errorOf(createClient({ transport })())
      expect(error).toMatchObject({ code, httpStatus, contentType: 'text/html' })
      expectSecrecy(error)
    }
  })

  it('holds when fetch throws the request at us', async () => {
    const failing: typeof fetch = (url, init) => {
      const cause = Object.assign(new Error(JSON.stringify(init?.headers)), { init })
      return Promise.reject(Object.assign(new Error('failed', { cause }), { url, config: init }))
    }
    const error = await errorOf(createClient({ fetch: failing })())
    expect(error).toMatchObject({ code: 'NETWORK', attempts: 1 })
    expectSecrecy(error)
  })

  it('holds when a function of the options fails, whose words nobody can judge', async () => {
    const failure = Object.assign(new TypeError('login of canary failed'), { config: { password: 'canary' } })
    const ask = createClient({ fetch: answering(acmeBody()) })
    for (const thrown of [failure, 'canary', { canary: 1 }, undefined, null]) {
      const error = await errorOf(ask({}, () => Promise.reject(thrown)))
      expect(error).toMatchObject({ code: 'CONFIGURATION', provider: 'acme', attempts: 0 })
      expectSecrecy(error)
    }
    const error = await errorOf(ask({}, () => Promise.reject(failure)))
    expect(error.message).toBe('an option callback threw TypeError')
  })

  it('holds when such a function throws our own error', async () => {
    const cause = Object.assign(new Error(`key ${apiKey}`), { config: { apiKey } })
    const thrown = new CekStatusError({
      code: 'AUTHENTICATION',
      message: apiKey,
      hint: apiKey,
      providerCode: apiKey,
      contentType: apiKey,
      cause,
    })
    const throwing = async () => {
      throw thrown
    }
    const rateLimiter = { acquire: throwing, pause: () => undefined }
    for (const options of [{ rateLimiter }, { fetch: throwing }, { transport: throwing }]) {
      const error = await errorOf(createClient(options)())
      expect(error).toMatchObject({
        code: 'AUTHENTICATION',
        message: '***',
        hint: '***',
        cause: { message: 'key ***' },
      })
      expectSecrecy(error)
    }
  })

  it.each(['"', "'", '\u201c'])('names a credential that begins with %s when it is refused', async (mark) => {
    const setup = { secrets: [], credential: null, baseUrl: 'https://acme.example', ownOptions: ['apiKey'] }
    const capabilities = { provider: 'acme', repeatable: true, rateLimit: null }
    const refuse = async (options: object, code: ErrorCode) => {
      const runner = createCallRunner(capabilities, options, setup)
      const work = () => Promise.reject(new CekStatusError({ code, message: 'refused', hint: 'look' }))
      return (await errorOf(runner.prepare(work))).hint
    }
    const hint = 'apiKey begins with a quotation mark; remove the quotes'
    expect(await refuse({ apiKey: `${mark}key-1${mark}` }, 'AUTHENTICATION')).toBe(hint)
    expect(await refuse({ apiKey: `${mark}key-1${mark}` }, 'REJECTED')).toBe('look')
    expect(await refuse({ apiKey: `key-1${mark}` }, 'AUTHENTICATION')).toBe('look')
  })

  it('names the option whose function throws a foreign error', async () => {
    const throwing = () => {
      throw new TypeError('canary')
    }
    const pass = { acquire: async () => ({ release: () => undefined }), pause: () => undefined }
    const limited = { fetch: answering('busy', { status: 429 }) }
    for (const [options, message] of [
      [{ rateLimiter: { ...pass, acquire: throwing } }, 'rateLimiter.acquire threw TypeError'],
      [{ ...limited, rateLimiter: { ...pass, pause: throwing } }, 'rateLimiter.pause threw TypeError'],
      [{ ...limited, rateLimiter: pass, retry: { random: throwing } }, 'random threw TypeError'],
    ] as const) {
      const error = await errorOf(createClient(options)())
      expect(error).toMatchObject({ code: 'CONFIGURATION', message })
      expectSecrecy(error)
    }
  })

  it('masks neither our own words nor secrets under six characters', async () => {
    const body = JSON.stringify({ ok: false, message: 'key k of data was refused' })
    const run = async (secret: string) => {
      const transport: Transport = async () => ({ status: 503, headers: {}, body })
      const runner = createAcmeRunner({ transport, retry: false }, { secrets: [secret] })
      return errorOf(
        runner.prepare(async ({ redact }) => {
          redact('data')
          throw new CekStatusError({
            code: 'REJECTED',
            message: 'rejected by acme',
            providerMessage: 'key k of data',
          })
        }),
      )
    }
    for (const secret of ['k', 'data', 'acme', 'rejected']) {
      expect(await run(secret)).toMatchObject({
        message: 'rejected by acme',
        providerMessage: 'key k of data',
      })
    }
  })

  it('holds for the runner itself', () => {
    const runner = createAcmeRunner({}, { secrets: [apiKey] })
    expect(inspect(runner, { showHidden: true, depth: Number.POSITIVE_INFINITY })).not.toContain('canary')
  })
})
