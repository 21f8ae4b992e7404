import { type LoopbackServer, startHttpServer } from '@cekstatus/test-server'
import { MockAgent, Pool } from 'undici'
import { MockAgent as MockAgent7 } from 'undici-7'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { acmeBody, createAcme } from '../test-provider.ts'

const query = { merchantReference: 'INV-001' }
const dispatcherKey = Symbol.for('undici.globalDispatcher.1')
const globals = globalThis as { [dispatcherKey]?: unknown }

/** What Node's fetch alone says of itself. */
const fetchHeader = 'sec-fetch-mode'
let senders: string[] = []
let server: LoopbackServer
const { fetch: fetchOfNode } = globalThis
const dispatcherOfNode = globals[dispatcherKey]

beforeEach(async () => {
  senders = []
  server = await startHttpServer((request, response) => {
    senders.push(request.headers[fetchHeader] === undefined ? 'dispatcher' : 'fetch')
    response.end(acmeBody())
  })
})
afterEach(async () => {
  globalThis.fetch = fetchOfNode
  globals[dispatcherKey] = dispatcherOfNode
  await server.close()
})

const ask = (options = {}) => createAcme({ baseUrl: server.url, ...options }).getTransactionStatus(query)

describe('a request whose caller names no way to send', () => {
  it('goes through the dispatcher below the fetch of Node, over a connection that is kept', async () => {
    const client = createAcme({ baseUrl: server.url })
    for (let count = 0; count < 5; count += 1)
      expect(await client.getTransactionStatus(query)).toMatchObject({ status: 'success', advice: 'fulfill' })
    expect(senders).toEqual(Array.from({ length: 5 }, () => 'dispatcher'))
    expect(server.countConnections()).toBeLessThan(5)
  })

  it('names a sender, as fetch does', async () => {
    const received: unknown[] = []
    const listening = await startHttpServer(({ headers }, response) => {
      received.push(headers['user-agent'])
      response.end(acmeBody())
    })
    await ask({ baseUrl: listening.url })
    await ask({ baseUrl: listening.url, fetch: globalThis.fetch })
    await listening.close()
    expect(received).toEqual(['node', 'node'])
  })

  it.each([
    ['this version', () => new MockAgent()],
    ['another version', () => new MockAgent7() as unknown as MockAgent],
  ])('goes through the dispatcher that undici of %s was told to use everywhere', async (_name, create) => {
    const agent = create()
    agent.disableNetConnect()
    globals[dispatcherKey] = agent
    const origin = 'https://acme.example'
    agent.get(origin).intercept({ path: '/' }).reply(200, acmeBody())
    expect(await ask({ baseUrl: origin })).toMatchObject({ status: 'success' })
    await agent.close()
  })

  it('sees the dispatcher that is global at the time of the call', async () => {
    const client = createAcme({ baseUrl: server.url })
    await client.getTransactionStatus(query)
    const pool = new Pool(server.url)
    const used = vi.spyOn(pool, 'dispatch')
    globals[dispatcherKey] = pool
    await client.getTransactionStatus(query)
    expect(used).toHaveBeenCalledOnce()
    await pool.destroy()
  })

  const replacements: [string, () => typeof fetch][] = [
    ['a function', () => (input, init) => fetchOfNode(input, init)],
    ['a spy', () => vi.fn(fetchOfNode)],
    ['a bound copy', () => fetchOfNode.bind(globalThis)],
    ['a proxy', () => new Proxy(fetchOfNode, {})],
  ]
  it.each(replacements)(
    'goes through fetch where somebody has put %s in its place',
    async (_name, create) => {
      const client = createAcme({ baseUrl: server.url })
      await client.getTransactionStatus(query)
      globalThis.fetch = create()
      await client.getTransactionStatus(query)
      globalThis.fetch = fetchOfNode
      await client.getTransactionStatus(query)
      expect(senders).toEqual(['dispatcher', 'fetch', 'dispatcher'])
    },
  )

  it('goes through fetch where no dispatcher stands beside it, as among the globals that Jest makes', async () => {
    globals[dispatcherKey] = undefined
    const answer = vi.fn(async () => new Response(acmeBody()))
    globalThis.fetch = async () => {
      void 'internal/deps/undici/undici'
      return answer()
    }
    expect(await ask()).toMatchObject({ status: 'success' })
    expect(answer).toHaveBeenCalledOnce()
  })

  it('is CONFIGURATION where the runtime has no fetch', async () => {
    globalThis.fetch = undefined as never
    await expect(ask()).rejects.toMatchObject({ code: 'CONFIGURATION', field: 'fetch', attempts: 1 })
    expect(senders).toEqual([])
  })
})
