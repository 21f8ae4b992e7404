import { getEventListeners, once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StatusClient } from '../client.ts'
import { isCekStatusError } from '../errors.ts'
import { acmeBody, createAcme } from '../test-provider.ts'
import { getTransactionStatuses } from './batch.ts'
import { waitForFinalStatus } from './wait.ts'
import { watchTransactionStatus } from './watch.ts'

const query = { merchantReference: 'INV-001' }
/** Long enough that no pause of these tests ends by itself, and a length that no other timer has. */
const pauseMs = 3_600_017
const longPauses = { schedule: { pending: [pauseMs] }, random: () => 1, deadlineMs: 2 * pauseMs }

/** What the server does with an inquiry. */
const behaviours = {
  'before the head': () => undefined,
  'inside the body': (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('{')
  },
}

/** A server that counts the connections that are open, and keeps none that is idle. */
async function startCountingServer(behave: (response: ServerResponse) => void) {
  const open = new Set<Socket>()
  const server = createServer((_request, response) => behave(response))
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    countOpen: () => open.size,
    untilAsked: () => once(server, 'request'),
    untilClosed: async () => {
      await Promise.all(
        [...open].map((socket) => new Promise<void>((resolve) => void socket.once('close', () => resolve()))),
      )
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

function createClient(url: string): StatusClient {
  return createAcme({ baseUrl: url })
}

const countTimers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length

type Waiting = (client: StatusClient, signal: AbortSignal) => Promise<unknown>

const waitings: Record<string, Waiting> = {
  waitForFinalStatus: (client, signal) => waitForFinalStatus(client, query, { signal, ...longPauses }),
  watchTransactionStatus: async (client, signal) => {
    for await (const item of watchTransactionStatus(client, query, { signal, ...longPauses })) {
      expect(item.status).toBe('pending')
    }
  },
  getTransactionStatuses: async (client, signal) => {
    for await (const item of getTransactionStatuses(client, [query, query, query], { signal })) {
      expect(item.error).toBeNull()
    }
  },
}

describe.each(Object.entries(waitings))('aborted on real sockets, %s', (name, start) => {
  const controllers: AbortController[] = []
  const unhandled: unknown[] = []
  const collect = (error: unknown): void => void unhandled.push(error)
  beforeEach(() => void process.on('unhandledRejection', collect))
  afterEach(() => {
    process.off('unhandledRejection', collect)
    expect(unhandled.splice(0)).toEqual([])
  })

  const abort = async (waiting: Promise<unknown>): Promise<void> => {
    controllers.at(-1)?.abort()
    const error: unknown = await waiting.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(isCekStatusError(error) && error.code).toBe('ABORTED')
  }
  const begin = (client: StatusClient): Promise<unknown> => {
    const controller = new AbortController()
    controllers.push(controller)
    return start(client, controller.signal)
  }

  it.each(Object.entries(behaviours))('leaves no timer and no socket %s', async (_place, behave) => {
    const server = await startCountingServer(behave)
    const timers = countTimers()
    const asked = server.untilAsked()
    const waiting = begin(createClient(server.url))
    await asked
    expect(server.countOpen()).toBeGreaterThan(0)
    await abort(waiting)
    await server.untilClosed()
    expect(countTimers()).toBeLessThanOrEqual(timers)
    expect(getEventListeners(controllers.at(-1)?.signal as AbortSignal, 'abort')).toEqual([])
    await server.close()
  })

  if (name === 'getTransactionStatuses') return
  it('leaves no timer and no socket in a pause', async () => {
    const server = await startCountingServer((response) => {
      response.writeHead(200, { connection: 'close' }).end(acmeBody({ state: 'waiting' }))
    })
    const timers = countTimers()
    const started = vi.spyOn(globalThis, 'setTimeout')
    const asked = server.untilAsked()
    const waiting = begin(createClient(server.url))
    await asked
    await server.untilClosed()
    const pauses = () => started.mock.calls.map(([, delayMs]) => delayMs)
    await vi.waitFor(() => expect(pauses()).toContain(pauseMs), { timeout: 20_000, interval: 10 })
    started.mockRestore()
    await abort(waiting)
    expect([countTimers() <= timers, server.countOpen()]).toEqual([true, 0])
    await server.close()
  })
})
