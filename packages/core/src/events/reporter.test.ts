import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { digestImmediately, type Meeting, scriptTransport } from '../call/test-transport.ts'
import type { CommonOptions } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import { type AcmeChanges, acmeBody, createAcme, createAcmeRunner } from '../test-provider.ts'
import type { CallEvent, CallEventType } from './event.ts'

const query = { merchantReference: 'INV-canary-001' }
const instant = '2026-01-26T03:00:00.000Z'
const types: CallEventType[] = ['request', 'response', 'retry', 'wait', 'token']
const answer: Meeting = { body: acmeBody({ ref: query.merchantReference }) }

beforeEach(() => {
  vi.useFakeTimers()
  digestImmediately()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Asks once while fake time runs. */
async function ask(meetings: readonly Meeting[], options: CommonOptions = {}, changes: AcmeChanges = {}) {
  const client = createAcme(
    {
      transport: scriptTransport(meetings).transport,
      now: () => new Date(instant),
      baseUrl: 'http://127.0.0.1:9/proxy/INV-canary-001?x=canary',
      ...options,
      retry: { random: () => 1 },
    },
    { secrets: ['canary-key'], ...changes },
  )
  const asking = client.getTransactionStatus(query).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return asking
}

/** What a call tells `onEvent`. */
async function listen(...[meetings, options = {}, changes]: Parameters<typeof ask>): Promise<CallEvent[]> {
  const events: CallEvent[] = []
  await ask(meetings, { ...options, onEvent: (event) => void events.push(event) }, changes)
  return events
}

/** Listens on all channels while something is done. */
async function tapChannels(act: () => Promise<unknown>) {
  const heard: { name: string | symbol; event: unknown }[] = []
  const hear = (event: unknown, name: string | symbol): void => void heard.push({ name, event })
  for (const type of types) subscribe(`cekstatus:${type}`, hear)
  try {
    await act()
  } finally {
    for (const type of types) unsubscribe(`cekstatus:${type}`, hear)
  }
  return heard
}

describe('onEvent', () => {
  it('is told of a request and its answer', async () => {
    const [request, response, ...rest] = await listen([answer])
    const common = { provider: 'acme', callId: request?.callId, attempt: 1, at: instant, purpose: 'inquiry' }
    expect(request).toEqual({ type: 'request', ...common, method: 'GET', origin: 'http://127.0.0.1:9' })
    expect(response).toEqual({
      type: 'response',
      ...common,
      durationMs: 0,
      httpStatus: 200,
      status: 'success',
      errorCode: null,
    })
    expect(rest).toEqual([])
    expect(request?.callId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is told of what fails, and of the retry', async () => {
    const events = await listen([new Error('reset'), { status: 503 }, 'silence'], { timeoutMs: 1_000 })
    expect(events.map((event) => [event.type, event.attempt])).toEqual([
      ['request', 1],
      ['response', 1],
      ['retry', 1],
      ['request', 2],
      ['response', 2],
      ['retry', 2],
      ['request', 3],
      ['response', 3],
    ])
    expect(events.filter(({ type }) => type === 'response')).toMatchObject([
      { httpStatus: null, status: null, errorCode: 'NETWORK' },
      { httpStatus: 503, status: null, errorCode: 'PROVIDER_UNAVAILABLE' },
      { httpStatus: null, status: null, errorCode: 'TIMEOUT', durationMs: 1_000 },
    ])
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { reason: 'error', errorCode: 'NETWORK', delayMs: 500 },
      { reason: 'error', errorCode: 'PROVIDER_UNAVAILABLE', delayMs: 1_000 },
    ])
    expect(new Set(events.map(({ callId }) => callId)).size).toBe(1)
  })

  it('is told of a remedy and the token that it replaces', async () => {
    const refused: Meeting = { status: 400, body: '{"ok":false,"code":"BAD_KEY"}' }
    const recoverFrom = ({ code }: CekStatusError) =>
      code === 'AUTHENTICATION' ? ({ name: 'fresh-token' } as const) : null
    const events = await listen([refused, answer], {}, { inquiry: { recoverFrom } })
    expect(events.slice(2, 4)).toMatchObject([
      { type: 'token', action: 'refused', errorCode: 'AUTHENTICATION', attempt: 1 },
      { type: 'retry', reason: 'fresh-token', errorCode: 'AUTHENTICATION', delayMs: 0, attempt: 1 },
    ])
  })

  it('is told of a wait for the rate limiter', async () => {
    const rateLimiter = {
      acquire: async ({ onWait }: { onWait?: (delayMs: number) => void }) => {
        onWait?.(1_500)
        return { release: () => undefined }
      },
      pause: () => undefined,
    }
    const events = await listen([answer], { rateLimiter })
    expect(events[0]).toMatchObject({ type: 'wait', delayMs: 1_500, attempt: 0 })
  })

  it.each([
    [{ body: 'token-1' } satisfies Meeting, 'fetched', null],
    [new Error('reset'), 'failed', 'NETWORK'],
  ] as const)('is told of a token', async (meeting, action, errorCode) => {
    const events: CallEvent[] = []
    const runner = createAcmeRunner({
      transport: scriptTransport([meeting]).transport,
      onEvent: (event) => void events.push(event),
    })
    const request = { method: 'POST', url: 'https://acme.example/token', headers: {}, body: null } as const
    await runner.prepare(({ send }) => send(request)).catch(() => undefined)
    const callId = events[0]?.callId
    expect(events).toMatchObject([
      { type: 'request', purpose: 'token', method: 'POST', attempt: 0 },
      { type: 'response', purpose: 'token', errorCode, attempt: 0, callId },
      { type: 'token', action, errorCode, attempt: 0, callId },
    ])
  })

  it('gets no reference, no credential, no path and nothing that the answer says', async () => {
    const echo = { ok: false, code: 'canary', message: 'canary' }
    const events = [
      ...(await listen([{ body: acmeBody({ ref: 'other-canary', note: 'canary' }) }])),
      ...(await listen([{ status: 400, body: JSON.stringify(echo), headers: { 'x-canary': 'canary' } }])),
      ...(await listen([new Error('canary')])),
    ]
    expect(events.length).toBe(12)
    expect(inspect(events, { depth: 9, showHidden: true })).not.toContain('canary')
  })

  it('cannot change an event that others see', async () => {
    const [event] = await listen([answer])
    expect(Object.isFrozen(event)).toBe(true)
  })

  it('has another id for another call', async () => {
    const [first, second] = [await listen([answer]), await listen([answer])]
    expect(first[0]?.callId).not.toBe(second[0]?.callId)
  })
})

describe('a listener that fails', () => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('boom')
      },
    ],
    ['rejects', () => Promise.reject(new Error('boom'))],
  ] as [string, () => void][])('and %s changes nothing', async (_name, onEvent) => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    expect(await ask([{ status: 503 }, answer], { onEvent })).toMatchObject({ status: 'success' })
    vi.useRealTimers()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('because of the clock gets the machine’s time, and the call its error', async () => {
    const events: CallEvent[] = []
    const now = () => new Date(Number.NaN)
    const error = await ask([answer], { now, onEvent: (event) => void events.push(event) })
    expect(error).toMatchObject({ code: 'CONFIGURATION', field: 'now' })
    expect(events[0]?.at).toMatch(/^\d{4}-.*Z$/)
  })
})

describe('node:diagnostics_channel', () => {
  it('carries the same objects, each on the channel of its type', async () => {
    const told: CallEvent[] = []
    const heard = await tapChannels(() =>
      ask([{ status: 503 }, answer], { onEvent: (event) => void told.push(event) }),
    )
    expect(heard.map(({ event }) => event)).toEqual(told)
    expect(heard.every(({ event }, index) => event === told[index])).toBe(true)
    expect(heard.map(({ name }) => name)).toEqual(told.map(({ type }) => `cekstatus:${type}`))
    expect(told.length).toBe(5)
  })

  it('carries them without onEvent, also to who comes after the client was made', async () => {
    const client = createAcme({ transport: scriptTransport([answer]).transport })
    const heard = await tapChannels(() => client.getTransactionStatus(query))
    expect(heard.map(({ name }) => name)).toEqual(['cekstatus:request', 'cekstatus:response'])
  })

  it('costs nothing when nobody listens: no event and no id is made', async () => {
    const publish = vi.spyOn(Object.getPrototypeOf(channel('cekstatus:request')), 'publish')
    const freeze = vi.spyOn(Object, 'freeze')
    const randomUUID = vi.spyOn(crypto, 'randomUUID')
    await ask([{ status: 503 }, answer])
    expect(freeze.mock.calls.filter(([value]) => (value as { callId?: string })?.callId)).toEqual([])
    expect(randomUUID).not.toHaveBeenCalled()
    expect(publish).not.toHaveBeenCalled()
    freeze.mockRestore()
    randomUUID.mockRestore()
    publish.mockRestore()
  })

  const throwingProcess = {
    get getBuiltinModule(): never {
      throw new Error('A Node.js API is used (process.getBuiltinModule)')
    },
  }

  it.each([
    ['no process', undefined],
    ['a process that knows no built-in modules', {}],
    ['a process without this module', { getBuiltinModule: () => undefined }],
    ['a process that throws where it lacks something', throwingProcess],
  ])('is done without in a runtime with %s', async (_name, process) => {
    vi.stubGlobal('process', process)
    try {
      expect((await listen([answer])).length).toBe(2)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
