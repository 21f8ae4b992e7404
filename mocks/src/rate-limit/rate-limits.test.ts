import { afterEach, describe, expect, it } from 'vitest'
import { asks } from '../asks.ts'
import { mockProviders, type ProviderName } from '../registry.ts'
import { type MockServer, startMockServer } from '../server.ts'
import { createFixedWindow } from './fixed-window.ts'
import { createRollingWindow } from './rolling-window.ts'

const servers: MockServer[] = []

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function startAndAsk(name: ProviderName, rateLimits: boolean) {
  const provider = mockProviders.find((candidate) => candidate.name === name)
  const askProvider = asks[name]
  if (!provider) throw new Error(`No provider is called ${name}.`)
  const server = await startMockServer(provider, { rateLimits })
  servers.push(server)
  server.session().clock.freeze('2026-03-01T08:00:00Z')
  const query = { merchantReference: 'success-1' }
  return { server, ask: () => askProvider(fetch, server.url, { query }) }
}

describe('SmilePay', () => {
  it('refuses the tenth inquiry of a minute and every inquiry during the block', async () => {
    const { server, ask } = await startAndAsk('smilepay', true)
    const { clock } = server.session()
    for (let count = 1; count <= 9; count += 1) {
      expect((await ask()).status).toBe(200)
      clock.advance(1000)
    }
    const tenth = await ask()
    expect([tenth.status, (await tenth.json()).responseCode]).toEqual([403, '4039204'])
    clock.advance(59_999)
    expect((await ask()).status).toBe(403)
    clock.advance(1)
    expect((await ask()).status).toBe(200)
    const refused = server.journal.entries({ rule: 'rate-limit' })
    expect(refused.map(({ because }) => because)).toEqual([
      'blocked for another 60 s: the tenth inquiry within a minute',
      'blocked for another 1 s: the tenth inquiry within a minute',
    ])
  })

  it('does not count inquiries with a wrong signature or of another session', async () => {
    const { server, ask } = await startAndAsk('smilepay', true)
    const query = { merchantReference: 'success-1' }
    const wrong = () => asks.smilepay(fetch, server.url, { query, variation: 'wrong-secret' })
    for (let count = 1; count <= 12; count += 1) await wrong()
    for (let count = 1; count <= 9; count += 1) expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(403)
    server.session('alice').clock.freeze('2026-03-01T08:00:00Z')
    expect((await asks.smilepay(fetch, `${server.url}/s/alice`, { query }))?.status).toBe(200)
  })

  it('does not limit inquiries by default', async () => {
    const { ask } = await startAndAsk('smilepay', false)
    for (let count = 1; count <= 12; count += 1) expect((await ask()).status).toBe(200)
  })
})

describe('Paymenku', () => {
  it('sends its headers with every response, and 429 above the limit', async () => {
    const { server, ask } = await startAndAsk('paymenku', true)
    const limitOf = ({ headers }: Response) =>
      ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)))
    const reset = Date.parse('2026-03-01T08:01:00Z') / 1000
    expect(limitOf(await ask())).toEqual([60, 59, reset])
    server.session().clock.advance(20_000)
    for (let count = 2; count <= 59; count += 1) await ask()
    expect(limitOf(await ask())).toEqual([60, 0, reset])
    const refused = await ask()
    expect([refused.status, refused.headers.get('retry-after'), ...limitOf(refused)]).toEqual([
      429,
      '40',
      60,
      0,
      reset,
    ])
    expect(await refused.json()).toMatchObject({ status: 'error' })
    server.session().clock.advance(40_000)
    expect((await ask()).status).toBe(200)
  })

  it('sends no rate limit headers by default', async () => {
    const { ask } = await startAndAsk('paymenku', false)
    expect((await ask()).headers.has('x-ratelimit-limit')).toBe(false)
  })
})

describe('a rate limit window', () => {
  it('allows its limit in every rolling window', () => {
    let nowMs = 0
    const wait = createRollingWindow({ limit: 2, windowMs: 100, blockMs: 50 }, () => new Date(nowMs))
    const at = (ms: number): number => {
      nowMs = ms
      return wait()
    }
    expect([at(0), at(90), at(100), at(101), at(150)]).toEqual([0, 0, 0, 50, 1])
    expect(at(151)).toBe(50)
    expect(at(250)).toBe(0)
  })

  it('restarts when the clock is set back', () => {
    let nowMs = 1_000_000
    const wait = createRollingWindow({ limit: 1, windowMs: 100, blockMs: 50 }, () => new Date(nowMs))
    const count = createFixedWindow(1, 100, () => new Date(nowMs))
    expect([wait(), wait(), count().isOver, count().isOver]).toEqual([0, 50, false, true])
    nowMs = 0
    expect([wait(), count().isOver]).toEqual([0, false])
  })
})
