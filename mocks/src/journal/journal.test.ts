import { afterEach, describe, expect, it } from 'vitest'
import { provider as apigames } from '../../apigames/provider.ts'
import { provider as digiflazz } from '../../digiflazz/provider.ts'
import { provider as paymenku } from '../../paymenku/provider.ts'
import { provider as smilepay } from '../../smilepay/provider.ts'
import { asks } from '../asks.ts'
import { createMockState, type MockStateOptions } from '../mock-state.ts'
import type { MockProvider } from '../provider.ts'
import type { ProviderName } from '../registry.ts'
import { type MockServer, startMockServer } from '../server.ts'
import { JournalExpectationError } from './journal.ts'
import { createRing } from './ring.ts'

const servers: MockServer[] = []

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function start(provider: MockProvider = paymenku, options: MockStateOptions = {}): Promise<MockServer> {
  const server = await startMockServer(provider, { state: createMockState(options) })
  servers.push(server)
  return server
}

function ask(server: MockServer, reference: string, session?: string) {
  return fetch(`${server.url}${session ? `/s/${session}` : ''}/api/v1/check-status/${reference}?note=a%20b`, {
    headers: { authorization: `Bearer ${paymenku.credentials.apiKey}` },
  }).then((response) => response.text())
}

describe('a journal entry', () => {
  it('has request, response and reason', async () => {
    const server = await start()
    const answered = await ask(server, 'success-1', 'alice')
    const [entry] = server.journal.entries()
    expect(entry).toMatchObject({
      id: 1,
      session: 'alice',
      sessionFrom: 'prefix',
      provider: 'paymenku',
      asked: {
        endpoint: 'check-status',
        merchantReference: 'success-1',
        providerReference: null,
        kind: null,
      },
      request: { method: 'GET', path: '/api/v1/check-status/success-1?note=a%20b', body: '' },
      answer: { status: 200, body: answered, bodyCut: false, delayMs: 0, faults: [] },
      rule: 'situation-reference',
      because: 'the reference begins with "success"',
      situation: 'success',
      provenance: { kind: 'documented, reference replaced' },
      explanation: null,
    })
    expect(Date.parse(entry?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it('has a curl command with the session and shell variables for secrets', async () => {
    const server = await start()
    await ask(server, 'success-1', 'alice')
    const [entry] = server.journal.entries()
    expect(entry?.curl).toContain(`-H 'authorization: Bearer '"$AUTHORIZATION"`)
    expect(entry?.curl).toMatch(/ '[^']*\/s\/alice\/api\/v1\/check-status\/success-1\?note=a%20b'$/)
    expect(entry?.curl).toContain(server.url)
  })

  it.each([
    [paymenku, []],
    [apigames, ['signature']],
    [digiflazz, ['sign']],
    [smilepay, ['accessToken']],
  ] as const)('shows no secret of %o', async (provider: MockProvider, members) => {
    const server = await start(provider)
    const query = { merchantReference: 'success-1' }
    const seen: string[] = []
    const send = async (request: Request) => {
      seen.push(
        ...[...request.headers].filter(([name]) => /signature|authorization/.test(name)).map(([, v]) => v),
      )
      const body = await request.clone().text()
      if (/"sign/.test(body)) seen.push(JSON.parse(body).signature ?? JSON.parse(body).sign)
      const response = await fetch(request)
      const { accessToken } = await response
        .clone()
        .json()
        .catch(() => ({}))
      if (accessToken) seen.push(accessToken)
      return response
    }
    await asks[provider.name as ProviderName](send, server.url, { query })
    await asks[provider.name as ProviderName](send, server.url, { query, variation: 'wrong-secret' })
    expect(seen.length).toBeGreaterThan(0)
    const shown = JSON.stringify(server.journal.entries().map(({ id }) => server.journal.entry(id)))
    for (const secret of seen) expect(shown).not.toContain(secret.replace(/^Bearer /, ''))
    for (const [name, value] of Object.entries(provider.credentials)) {
      if (/secret|key|token/i.test(name)) expect(shown).not.toContain(JSON.stringify(value).slice(1, -1))
    }
    for (const member of members) expect(shown).toContain(`${member}\\"`)
  })

  it('marks a truncated body', async () => {
    const server = await start()
    await fetch(`${server.url}/`, { method: 'POST', body: 'x'.repeat(20_000) })
    const [entry] = server.journal.entries()
    expect(entry?.request).toMatchObject({ body: 'x'.repeat(16_384), bodyCut: true })
  })
})

describe('createJournal', () => {
  it('keeps the newest calls of each session and in total', async () => {
    const server = await start(paymenku, { journal: { perSession: 3, total: 4 } })
    for (let count = 1; count <= 5; count += 1) await ask(server, `ORDER-${count}`, 'alice')
    expect(server.journal.entries().map(({ id }) => id)).toEqual([3, 4, 5])
    for (let count = 6; count <= 8; count += 1) await ask(server, `ORDER-${count}`, 'bob')
    expect(server.journal.entries().map(({ id }) => id)).toEqual([5, 6, 7, 8])
    expect(server.journal.entries({ limit: 2 }).map(({ id }) => id)).toEqual([7, 8])
  })

  it.each([
    [{ session: 'alice' }, [1, 2]],
    [{ reference: 'success-1' }, [1, 3]],
    [{ status: 404 }, [2]],
    [{ situation: 'success' }, [1, 3]],
    [{ rule: 'unknown-reference' }, [2]],
    [{ endpoint: 'check-status', afterId: 1 }, [2, 3]],
    [{ provider: 'smilepay' }, []],
  ] as const)('finds by %j', async (filter, ids) => {
    const server = await start()
    await ask(server, 'success-1', 'alice')
    await ask(server, 'ORDER-1', 'alice')
    await ask(server, 'success-1')
    expect(server.journal.entries(filter).map(({ id }) => id)).toEqual(ids)
  })
})

describe('journal.expect', () => {
  it('throws an error that lists the calls when unmet', async () => {
    const server = await start()
    await ask(server, 'success-1', 'alice')
    await ask(server, 'success-1', 'alice')
    server.journal.expect({ reference: 'success-1', times: 2, atLeast: 1, atMost: 2, maxIntervalMs: 60_000 })
    server.journal.expect({ reference: 'success-2', times: 0 })
    const unmet = () => server.journal.expect({ session: 'alice', reference: 'success-1', times: 1 })
    expect(unmet).toThrow(JournalExpectationError)
    expect(unmet).toThrow(
      /^Expected exactly 1 call of session "alice", reference "success-1", but there were 2 calls\.\n {2}#1 .* alice {2}paymenku GET \/api\/v1\/check-status\/success-1 .*\n {2}#2 \+\d+ ms /,
    )
  })

  it('lists other calls when none matched', async () => {
    const server = await start()
    await ask(server, 'success-2')
    expect(() => server.journal.expect({ reference: 'success-1', atLeast: 1 })).toThrow(
      /but there were only 0\.\nOther calls:\n {2}#1 .*success-2/,
    )
  })

  it('checks the intervals between calls', async () => {
    const server = await start()
    await ask(server, 'success-1')
    await ask(server, 'success-1')
    const verdict = server.journal.check({ reference: 'success-1', minIntervalMs: 60_000 })
    expect(verdict.met).toBe(false)
    expect(verdict.message).toMatch(/but two were \d+ ms apart\./)
    expect(verdict.shortestIntervalMs).toBeLessThan(60_000)
  })

  it('fails when the journal dropped calls', async () => {
    const server = await start(paymenku, { journal: { perSession: 2 } })
    for (let count = 1; count <= 3; count += 1) await ask(server, 'success-1')
    expect(() => server.journal.expect({ reference: 'success-1', times: 2 })).toThrow(
      '1 call dropped from the journal',
    )
    server.journal.expect({ reference: 'success-1', atLeast: 2 })
  })

  it.each([
    [{ reference: 'success-1' }, 'an expectation needs one of times'],
    [{ times: -1 }, 'times must be an integer'],
    [{ minIntervalMs: 0.5 }, 'minIntervalMs must be an integer'],
  ])('%j is refused', async (expectation, message) => {
    const server = await start()
    expect(() => server.journal.expect(expectation)).toThrow(message)
  })
})

describe('createRing', () => {
  it('keeps the newest values in order and returns the dropped one', () => {
    const ring = createRing<number>(3)
    for (const value of [1, 2, 3, 4]) ring.push(value)
    expect([ring.values(), ring.oldest(), ring.size]).toEqual([[2, 3, 4], 2, 3])
    expect([ring.shift(), ring.shift(), ring.shift(), ring.shift()]).toEqual([2, 3, 4, undefined])
    ring.push(5)
    expect(ring.values()).toEqual([5])
  })
})
