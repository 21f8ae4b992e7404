import { connect } from 'node:net'
import { getResponse } from 'msw'
import { afterEach, describe, expect, it } from 'vitest'
import { provider as apigames } from '../../apigames/provider.ts'
import { provider as paymenku } from '../../paymenku/provider.ts'
import { asks } from '../asks.ts'
import { createMockState } from '../mock-state.ts'
import { createMockHandlers } from '../msw.ts'
import type { MockProvider } from '../provider.ts'
import { type MockServer, startMockServer } from '../server.ts'
import type { Fault } from './fault.ts'
import { createRandom } from './random.ts'

const servers: MockServer[] = []

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function start(provider: MockProvider = paymenku): Promise<MockServer> {
  const server = await startMockServer(provider)
  servers.push(server)
  return server
}

const target = '/api/v1/check-status/success-1'
const headers = { authorization: `Bearer ${paymenku.credentials.apiKey}` }

async function ask(fault: Fault) {
  const server = await start()
  server.session().addFault({ fault })
  const response = await fetch(server.url + target, { headers })
  return { response, text: await response.text(), server }
}

async function plainText(): Promise<string> {
  return (await fetch((await start()).url + target, { headers })).text()
}

/** Everything that a socket receives, and how it ends. */
function speak(server: MockServer): Promise<{ received: string; reset: boolean }> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    let reset = false
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      reset = error.code === 'ECONNRESET'
    })
    socket.on('close', () => resolve({ received, reset }))
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: mock\r\nAuthorization: ${headers.authorization}\r\nConnection: close\r\n\r\n`,
    )
  })
}

describe('a fault that changes the body', () => {
  it.each([
    [{ kind: 'bad-gateway' }, 502],
    [{ kind: 'server-error' }, 500],
    [{ kind: 'service-unavailable', retryAfterSeconds: 7 }, 503],
    [{ kind: 'rate-limited', retryAfterSeconds: 7 }, 429],
  ] as const)('%j answers a page of a gateway with %i', async (fault, status) => {
    const { response, text } = await ask(fault)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html')
    expect(text).toContain(`<h1>${status} `)
    expect(response.headers.get('retry-after')).toBe('retryAfterSeconds' in fault ? '7' : null)
    expect(response.headers.get('x-mock-provenance')).toMatch(/^hostile; /)
  })

  it('truncated-body sends a complete response with half of the body', async () => {
    const whole = await plainText()
    const { response, text } = await ask({ kind: 'truncated-body', keepBytes: 40 })
    expect(text).toBe(whole.slice(0, 40))
    expect(response.headers.get('content-length')).toBe('40')
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect((await ask({ kind: 'truncated-body' })).text).toHaveLength(Math.floor(whole.length / 2))
  })

  it('empty-body sends status and headers only', async () => {
    const { response, text } = await ask({ kind: 'empty-body' })
    expect([response.status, text]).toEqual([200, ''])
  })

  it('wrong-content-type changes only the content type', async () => {
    const { response, text } = await ask({ kind: 'wrong-content-type', contentType: 'text/plain' })
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(text).toBe(await plainText())
  })

  it('unknown-status-word changes only the status', async () => {
    const { text } = await ask({ kind: 'unknown-status-word', word: 'SETTLING' })
    expect(text).toBe((await plainText()).replace('"status": "paid"', '"status": "SETTLING"'))
  })

  it('missing-field removes only that member', async () => {
    const { text } = await ask({ kind: 'missing-field', field: 'data.amount' })
    const { data, ...envelope } = JSON.parse(await plainText())
    const { amount: _amount, ...others } = data
    expect(JSON.parse(text)).toEqual({ ...envelope, data: others })
  })

  it('number-as-text changes the first number outside the envelope', async () => {
    const server = await start(apigames)
    server.session().addFault({ fault: { kind: 'number-as-text' } })
    const response = await asks.apigames(fetch, server.url, { query: { merchantReference: 'success-1' } })
    const body = await response?.json()
    expect(body).toMatchObject({ status: 1, data: { product_detail: { price: '3', rate: 250 } } })
  })

  it('reports that it changed nothing', async () => {
    const { text, server, response } = await ask({ kind: 'missing-field', field: 'data.nothing' })
    expect(text).toBe(await plainText())
    expect(response.headers.get('x-mock-provenance')).toMatch(/^documented, reference replaced; /)
    expect(server.journal.entries()[0]?.because).toContain('fault "missing-field" changed nothing')
  })
})

describe('a fault of the connection', () => {
  it('reset closes the connection before the response', async () => {
    const server = await start()
    server.session().addFault({ fault: { kind: 'reset' } })
    expect(await speak(server)).toEqual({ received: '', reset: true })
  })

  it('reset-in-body closes the connection inside the body', async () => {
    const server = await start()
    server.session().addFault({ fault: { kind: 'reset-in-body', afterBytes: 20 } })
    await expect(
      fetch(server.url + target, { headers }).then((response) => response.text()),
    ).rejects.toThrow()
  })

  it('slow-drip sends the complete body in pieces', async () => {
    const server = await start()
    server.session().addFault({ fault: { kind: 'slow-drip', bytes: 200, everyMs: 1 } })
    const response = await fetch(server.url + target, { headers })
    const pieces: number[] = []
    for await (const piece of response.body ?? []) pieces.push(piece.length)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.reduce((sum, size) => sum + size, 0)).toBe((await plainText()).length)
  })

  it('latency delays the response and records the delay', async () => {
    const beganMs = performance.now()
    const { server } = await ask({ kind: 'latency', delayMs: 60 })
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(58)
    expect(server.journal.entries()[0]?.answer.delayMs).toBe(60)
  })

  it('latency repeats its jitter after a reset', async () => {
    const server = await start()
    const session = server.session()
    const draw = async () => {
      session.configure({ seed: 7 })
      session.addFault({ fault: { kind: 'latency', delayMs: 0, jitterMs: 20 }, times: 3 })
      for (let count = 0; count < 3; count += 1) await fetch(server.url + target, { headers })
      const delays = server.journal.entries().map(({ answer }) => answer.delayMs)
      session.reset()
      return delays
    }
    const first = await draw()
    expect(new Set(first).size).toBeGreaterThan(1)
    expect(await draw()).toEqual(first)
  })

  it('ends when the server closes', async () => {
    const server = await start()
    server.session().addFault({ fault: { kind: 'latency', delayMs: 100_000 } })
    const waiting = fetch(server.url + target, { headers }).catch(() => 'cut off')
    while (server.journal.entries().length === 0) await new Promise(setImmediate)
    await server.close()
    expect(await waiting).toBe('cut off')
  })

  it('applies together with others, in the order of their setting', async () => {
    const server = await start()
    server.session().addFault({ fault: { kind: 'latency', delayMs: 1 } })
    server.session().addFault({ fault: { kind: 'bad-gateway' } })
    server.session().addFault({ fault: { kind: 'truncated-body', keepBytes: 6 } })
    const response = await fetch(server.url + target, { headers })
    expect([response.status, await response.text()]).toEqual([502, '<html>'])
    expect(server.journal.entries()[0]?.answer.faults).toEqual(['latency', 'bad-gateway', 'truncated-body'])
  })
})

describe('a fault of an MSW handler', () => {
  const askHandlers = (fault: Fault) => {
    const state = createMockState()
    const handlers = createMockHandlers(paymenku, { state })
    state.session().addFault({ fault })
    return getResponse(handlers, new Request(`https://paymenku.com${target}`, { headers }))
  }

  it('reset is a network error', async () => {
    expect((await askHandlers({ kind: 'reset' }))?.type).toBe('error')
  })

  it('reset-in-body breaks off the body', async () => {
    const response = await askHandlers({ kind: 'reset-in-body', afterBytes: 20 })
    expect(response?.status).toBe(200)
    await expect(response?.text()).rejects.toThrow('The connection was reset.')
  })

  it('slow-drip sends the complete body in pieces', async () => {
    const response = await askHandlers({ kind: 'slow-drip', bytes: 200, everyMs: 1 })
    expect(await response?.text()).toBe(await plainText())
  })

  it('latency delays the response', async () => {
    const beganMs = performance.now()
    expect((await askHandlers({ kind: 'latency', delayMs: 60 }))?.status).toBe(200)
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(58)
  })

  it.each([
    [{ kind: 'truncated-body' }],
    [{ kind: 'bad-gateway' }],
    [{ kind: 'unknown-status-word' }],
  ] as const)('%j gives the bytes that the server gives', async (fault) => {
    const overHttp = await ask(fault)
    expect(await (await askHandlers(fault))?.text()).toBe(overHttp.text)
  })
})

describe('createRandom', () => {
  it('repeats numbers from 0 to below 1 for the same seed', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed)
      return Array.from({ length: 1000 }, random)
    }
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
    for (const number of draw(3)) expect(number >= 0 && number < 1).toBe(true)
  })
})
