import { getResponse } from 'msw'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Send } from './ask.ts'
import { asks } from './asks.ts'
import { bodyLimitBytes } from './call/exchange.ts'
import { fixtureBody } from './fixtures.ts'
import { createMockHandlers } from './msw.ts'
import type { MockProvider } from './provider.ts'
import { mockProviders } from './registry.ts'
import { type MockServer, startMockServer } from './server.ts'
import { type FixtureAsk, type ReferenceEntry, scenarioNames } from './types.ts'

const mockedBase = 'https://mocked.example/prefix'

function sendToHandlers(provider: MockProvider): Send {
  const handlers = createMockHandlers(provider, { baseUrl: mockedBase })
  return async (request) => {
    const response = await getResponse(handlers, request)
    if (!response) throw new Error(`No handler answered ${request.method} ${request.url}.`)
    return response
  }
}

function askOf(entry: ReferenceEntry): FixtureAsk {
  return {
    query: { [entry.field]: entry.reference, ...(entry.kind && { kind: entry.kind }) },
  }
}

/** The reference without the prefix that a provider's own ids carry. */
function wordOf(reference: string): string {
  return reference.replace(/^[A-Z]+\d*_?/, '')
}

/** True where two asks look the same to the provider, so that only one of two fixtures can answer. */
function shareReference(left: FixtureAsk, right: FixtureAsk): boolean {
  return (
    left.variation === right.variation &&
    left.query.kind === right.query.kind &&
    (['merchantReference', 'providerReference'] as const).some(
      (field) => left.query[field] !== undefined && left.query[field] === right.query[field],
    )
  )
}

/** What the server's own transport adds, which no provider and no mock decides. */
const transportHeaders = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

async function read(response: Response) {
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !transportHeaders.includes(name)),
    body: await response.text(),
  }
}

describe.each(mockProviders.map((provider) => [provider.name, provider] as const))('%s', (name, provider) => {
  const ask = asks[name]
  let server: MockServer

  beforeAll(async () => {
    server = await startMockServer(provider)
  })

  // A second call about an order may be answered otherwise than the first.
  beforeEach(() => server.session().reset())

  afterAll(() => server.close())

  const askServer = (what: FixtureAsk) => ask(fetch, server.url, what).then(read)
  const askHandlers = (what: FixtureAsk) => ask(sendToHandlers(provider), mockedBase, what).then(read)

  const asked = provider.fixtures.filter(
    (fixture) =>
      fixture.default ||
      provider.fixtures.every((other) => other === fixture || !shareReference(fixture.ask, other.ask)),
  )

  it.each(asked.map((fixture) => [fixture.case, fixture] as const))(
    'returns %s byte for byte',
    async (_case, fixture) => {
      const answer = await askServer(fixture.ask)
      expect(answer.body).toBe(fixtureBody(fixture))
      expect(answer.status).toBe(fixture.response.status)
      expect(Object.fromEntries(answer.headers)).toMatchObject(fixture.response.headers)
      expect(Object.fromEntries(answer.headers)['x-mock-provenance']).toBe(
        `${fixture.provenance.kind}; ${fixture.provenance.source}`,
      )
    },
  )

  it.each(provider.fixtures.map((fixture) => fixture.case))('returns %s when it is set', (fixtureCase) => {
    const listed = provider.references.some(({ fixture }) => fixture === fixtureCase)
    const byAsk = asked.some((fixture) => fixture.case === fixtureCase)
    expect(listed || byAsk).toBe(true)
  })

  it.each(provider.references.map((entry) => [entry.reference, entry] as const))(
    'returns the listed fixture for %s',
    async (_reference, entry) => {
      const fixture = provider.fixtures.find((candidate) => candidate.case === entry.fixture)
      const answer = await askServer(askOf(entry))
      expect(Object.fromEntries(answer.headers)['x-mock-provenance']).toBe(
        `${entry.provenance}; ${fixture?.provenance.source}`,
      )
      expect(answer.status).toBe(fixture?.response.status)
      const changed = answer.body.split('\n').filter((line, index) => line !== fixture?.response.body[index])
      if (entry.provenance === 'documented') expect(changed).toEqual([])
      if (entry.provenance === 'documented, reference replaced') expect(changed).not.toEqual([])
      expect(answer.body.split('\n')).toHaveLength(fixture?.response.body.length ?? 0)
      for (const line of changed) expect(line).toContain(wordOf(entry.reference))
    },
  )

  it.each(scenarioNames)('has scenario %s or declares an exception', (scenario) => {
    const listed = provider.references.some((entry) => entry.scenario === scenario)
    const excepted = provider.exceptions.some((exception) => exception.scenario === scenario)
    expect({ listed, excepted }).toEqual({ listed: !excepted, excepted: !listed })
  })

  it('responds to an unknown reference with not found, as its exception declares, or with an order', async () => {
    const ownNotFound = provider.fixtures.find((fixture) => fixture.case === 'not-found')
    const answer = await askServer({
      query: { merchantReference: 'ORDER-4711', providerReference: 'X-4711' },
    })
    if (ownNotFound) expect(answer.body).toBe(fixtureBody(ownNotFound))
    else expect(answer.body.includes('4711')).toBe(provider.ordersByAsking === true)
    const created = provider.ordersByAsking ? 'created-order' : null
    expect(server.journal.entries().at(-1)).toMatchObject({ effect: created })
  })

  const sameAsked: FixtureAsk[] = [
    ...provider.references.map(askOf),
    ...provider.fixtures.map((fixture) => fixture.ask),
    { query: { merchantReference: 'success-001', providerReference: 'success-001' }, variation: 'wrong-key' },
    { query: { merchantReference: 'success-"\\{}$&', providerReference: 'success-"\\{}$&' } },
    { query: { merchantReference: 'not/known?#%', providerReference: 'nicht/bekannt ✓' } },
  ]

  it.each(sameAsked.map((what) => [JSON.stringify(what), what] as const))(
    'returns the same bytes from server and handlers for %s',
    async (_name, what) => {
      expect(await askHandlers(what)).toEqual(await askServer(what))
    },
  )

  it.each([
    ['GET', '/'],
    ['GET', '/api/v1/check-status/%E0%A4%A'],
    ['GET', '//evil.example/api/v1/check-status/INV-001'],
    ['GET', '/api/v1/check-status/../check-status/'],
    ['GET', '/api/v1/check-status/a/b'],
    ['GET', '/v1/get-status'],
    ['GET', '/v1/get-status?id=%00&id=2'],
    ['PUT', '/api/v1/trx/TRX-001'],
    ['DELETE', '/v2/transaksi/status'],
    ['GET', '/v1.0/inquiry-status'],
    ['POST', '/v1.0/inquiry-status'],
    ['POST', '/v2/transaksi/status'],
    ['POST', '/v1/transaction'],
    ['DELETE', '/v1/transaction'],
    ['POST', '/v1.0/access-token/b2b'],
  ])('returns the same bytes from server and handlers for %s %s', async (method, target) => {
    const init = { method, ...(method === 'POST' && { body: '{"a":' }) }
    const overHttp = await read(await fetch(server.url + target, init))
    const overHandlers = await read(await sendToHandlers(provider)(new Request(mockedBase + target, init)))
    expect(overHandlers).toEqual(overHttp)
  })

  it('refuses a body above the limit in server and handlers', async () => {
    const init = { method: 'POST', body: 'x'.repeat(bodyLimitBytes + 1) }
    const overHttp = await read(await fetch(`${server.url}/`, init))
    expect(overHttp.status).toBe(413)
    expect(await read(await sendToHandlers(provider)(new Request(`${mockedBase}/`, init)))).toEqual(overHttp)
  })
})
