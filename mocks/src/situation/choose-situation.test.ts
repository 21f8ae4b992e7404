import { afterEach, describe, expect, it } from 'vitest'
import { asks } from '../asks.ts'
import { createMockState } from '../mock-state.ts'
import { mockProviders, type ProviderName, providerNames } from '../registry.ts'
import { type MockServer, startMockServer } from '../server.ts'
import { readSequence } from '../timeline/sequence-reference.ts'

const servers: MockServer[] = []

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

const state = createMockState()

async function start(name: ProviderName): Promise<MockServer> {
  const provider = mockProviders.find((candidate) => candidate.name === name)
  if (!provider) throw new Error(`No provider is called ${name}.`)
  const server = await startMockServer(provider, { state })
  servers.push(server)
  server.session().reset()
  return server
}

async function ask(server: MockServer, reference: string, headers: Record<string, string> = {}) {
  const send = (request: Request) => {
    const all = new Headers(request.headers)
    for (const [name, value] of Object.entries(headers)) all.set(name, value)
    return fetch(new Request(request, { headers: all }))
  }
  const query = { merchantReference: reference, providerReference: reference, kind: 'payout' as const }
  const response = await asks[server.provider as ProviderName](send, server.url, { query })
  if (!response) throw new Error(`The tests do not know how to ask ${server.provider}.`)
  return { status: response.status, body: await response.text() }
}

describe.each(providerNames)('at %s', (name) => {
  it.each([
    ['maintenance', 503],
    ['rate-limited', name === 'smilepay' ? 403 : 429],
    ['server-error', 500],
  ])('responds to %s-1 with HTTP %i and has no effect', async (situation, status) => {
    const server = await start(name)
    const prefix = name === 'paystrator' ? 'QR_' : ''
    const response = await ask(server, `${prefix}${situation}-1`)
    expect(response.status).toBe(status)
    expect(server.journal.entries().at(-1)).toMatchObject({
      rule: 'situation-reference',
      situation,
      effect: null,
    })
  })

  const provider = mockProviders.find((candidate) => candidate.name === name)

  it('returns the same response by reference, header and rule', async () => {
    const server = await start(name)
    for (const word of ['success', 'pending', 'failed', 'unknown']) {
      if (provider?.exceptions.some(({ scenario }) => scenario === word)) continue
      const byReference = await ask(server, `${word}-77`)
      const renamed = byReference.body.replaceAll(`${word}-77`, 'ORDER-77')
      expect((await ask(server, 'ORDER-77', { 'x-mock-situation': word })).body).toBe(renamed)
      server.session().setSituation({ provider: name, reference: 'ORDER-77', situation: word })
      expect((await ask(server, 'ORDER-77')).body).toBe(renamed)
      server.session().clearSituations()
    }
  })

  it.each([
    ['maintenance', 503],
    ['rate-limited', [429, 403]],
    ['server-error', 500],
    ['unauthorized', [401, 200]],
  ] as const)('one switch makes everything %s', async (situation, statuses) => {
    const server = await start(name)
    server.session().setSituation({ provider: name, situation })
    const { status, body } = await ask(server, 'success-1')
    expect([statuses].flat()).toContain(status)
    // Where asking is ordering, a refusal repeats what was ordered.
    expect(body.includes('success-1')).toBe(provider?.ordersByAsking === true && status === 200)
    expect(server.journal.entries().at(-1)).toMatchObject({ rule: 'session-provider', situation })
  })

  it('refuses an unknown situation and lists the known ones', async () => {
    const server = await start(name)
    const { status, body } = await ask(server, 'success-1', { 'x-mock-situation': 'sucess' })
    if (name === 'smilepay') expect(server.journal.entries()[0]?.answer.status).toBe(400)
    else expect(status).toBe(400)
    expect(body).toContain(`The mock of ${name} has no situation "sucess". Known situations: `)
  })

  it('does not check credentials during maintenance', async () => {
    const server = await start(name)
    server.session().setSituation({ situation: 'maintenance' })
    expect((await fetch(`${server.url}/`)).status).toBe(503)
  })

  it('takes no step of a timeline for a wrong credential', async () => {
    const server = await start(name)
    const timeline = [{ situation: 'pending', forCalls: 1 }, { situation: 'success' }]
    server.session().setSituation({ provider: name, reference: 'ORDER-1', timeline })
    const query = { merchantReference: 'ORDER-1', providerReference: 'ORDER-1' }
    for (const variation of ['wrong-key', 'wrong-secret', 'foreign-token'] as const) {
      await asks[name](fetch, server.url, { query, variation })
    }
    const accepted = server.journal.entries({ situation: 'pending' }).length
    await ask(server, 'ORDER-1')
    expect(server.journal.entries({ situation: 'pending' }).length).toBe(1)
    expect(accepted).toBeLessThanOrEqual(1)
  })
})

describe('a situation of all of SmilePay', () => {
  it('refuses tokens when unauthorized', async () => {
    const server = await start('smilepay')
    server.session().setSituation({ provider: 'smilepay', situation: 'unauthorized' })
    const { status, body } = await ask(server, 'success-1')
    expect([status, JSON.parse(body).responseCode]).toEqual([401, '4017300'])
  })

  it('takes no step of a timeline for a token', async () => {
    const server = await start('smilepay')
    const timeline = [{ situation: 'pending', forCalls: 2 }, { situation: 'success' }]
    server.session().setSituation({ provider: 'smilepay', timeline })
    const words: string[] = []
    for (let count = 0; count < 3; count += 1)
      words.push(JSON.parse((await ask(server, 'ORDER-1')).body).status)
    expect(words).toEqual(['INIT', 'INIT', 'SUCCESS'])
  })

  it.each([
    ['S10001success7', ['SUCCESS', 'SUCCESS']],
    ['S10001pendingthenfailed7', ['INIT', 'FAILED']],
    ['S10001pending2xthensuccess', ['INIT', 'INIT', 'SUCCESS']],
  ])('reads %s without hyphens', async (number, words) => {
    const server = await start('smilepay')
    for (const word of words) {
      expect(JSON.parse((await ask(server, number)).body)).toMatchObject({ status: word, orderNo: number })
    }
  })
})

describe('a rule for one reference of a documented transaction', () => {
  it('applies to the other reference, too', async () => {
    const server = await start('paymenku')
    server.session().setSituation({ reference: 'INV-001', situation: 'refunded' })
    const headers = { authorization: 'Bearer sk_live_mock_paymenku' }
    const path = '/api/v1/check-status/IDP202602271039768990'
    const { data } = await (await fetch(server.url + path, { headers })).json()
    expect(data).toMatchObject({
      status: 'refunded',
      reference_id: 'INV-001',
      trx_id: 'IDP202602271039768990',
    })
  })
})

describe('readSequence', () => {
  const words = new Set(['pending', 'success', 'not-found', 'failed'])

  it.each([
    ['pending-then-success', [{ situation: 'pending', forCalls: 1 }, { situation: 'success' }]],
    ['pending-then-success-17-b', [{ situation: 'pending', forCalls: 1 }, { situation: 'success' }]],
    ['not-found-3x-then-success', [{ situation: 'not-found', forCalls: 3 }, { situation: 'success' }]],
    [
      'pending-5s-then-not-found-then-failed-1',
      [
        { situation: 'pending', forMs: 5000 },
        { situation: 'not-found', forCalls: 1 },
        { situation: 'failed' },
      ],
    ],
  ])('is read from %s', (reference, steps) => {
    expect(readSequence(reference, words)).toEqual(steps)
  })

  it.each([
    'pending',
    'pending-then-',
    'pending-then-sucess',
    'pendin-then-success',
    'pending-0x-then-success',
    'pending-5m-then-success',
    '-then-success',
    'pending-then-failed-then-x',
  ])('is not read from %s', (reference) => {
    expect(readSequence(reference, words)).toBeNull()
  })
})
