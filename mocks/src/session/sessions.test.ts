import { createHash, createHmac, sign } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { ask as askSmilepay } from '../../smilepay/ask.ts'
import { asks } from '../asks.ts'
import { createMockState } from '../mock-state.ts'
import { mockProviders, type ProviderName, providerNames, registry } from '../registry.ts'
import { type MockServer, type MockServerOptions, startMockServer } from '../server.ts'

const servers: MockServer[] = []

async function start(name: ProviderName, options: MockServerOptions = {}): Promise<MockServer> {
  const provider = mockProviders.find((candidate) => candidate.name === name)
  if (!provider) throw new Error(`No provider is called ${name}.`)
  const server = await startMockServer(provider, options)
  servers.push(server)
  return server
}

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

const key = registry.paymenku.credentials.apiKey

async function askPaymenku(
  server: MockServer,
  reference: string,
  {
    apiKey = key,
    prefix = '',
    headers = {},
  }: { apiKey?: string; prefix?: string; headers?: HeadersInit } = {},
): Promise<string> {
  const response = await fetch(`${server.url}${prefix}/api/v1/check-status/${reference}`, {
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
  })
  const body = await response.json()
  return body.data?.status ?? `${response.status}`
}

describe('a timeline with 64 parallel calls', () => {
  it('takes each step exactly as often as set', async () => {
    const server = await start('paymenku')
    server.session().setSituation({
      provider: 'paymenku',
      reference: 'ORDER-1',
      timeline: [
        { situation: 'pending', forCalls: 20 },
        { situation: 'failed', forCalls: 30 },
        { situation: 'success' },
      ],
    })
    const words = await Promise.all(Array.from({ length: 64 }, () => askPaymenku(server, 'ORDER-1')))
    const count = (word: string) => words.filter((each) => each === word).length
    expect([count('pending'), count('failed'), count('paid')]).toEqual([20, 30, 14])
  })

  it('takes each step of a sequence exactly as often as set', async () => {
    const server = await start('paymenku')
    const words = await Promise.all(
      Array.from({ length: 64 }, () => askPaymenku(server, 'pending-7x-then-success-1')),
    )
    expect(words.filter((word) => word === 'pending')).toHaveLength(7)
    expect(words.filter((word) => word === 'paid')).toHaveLength(57)
  })
})

describe('the session of a call', () => {
  const inAlice = { reference: 'ORDER-1', situation: 'expired' }

  it.each([
    ['the credential', { apiKey: `${key}.alice` }],
    ['the prefix', { prefix: '/s/alice' }],
    ['the header', { headers: { 'x-mock-session': 'alice' } }],
    ['the header before the prefix', { headers: { 'x-mock-session': 'alice' }, prefix: '/s/bob' }],
    ['the prefix before the credential', { prefix: '/s/alice', apiKey: `${key}.bob` }],
  ])('is read from %s', async (_what, how) => {
    const server = await start('paymenku')
    server.session('alice').setSituation(inAlice)
    expect(await askPaymenku(server, 'ORDER-1', how)).toBe('expired')
    expect(await askPaymenku(server, 'ORDER-1')).toBe('404')
  })

  it.each(['', '/s/', '/s/a b', '/s/all', '/s/.hidden', `/s/${'x'.repeat(41)}`])(
    'is refused for the invalid name %j',
    async (prefix) => {
      const server = await start('paymenku')
      expect(
        await askPaymenku(server, 'INV-001', {
          prefix,
          headers: prefix ? {} : { 'x-mock-session': '..' },
        }).catch(() => 'no JSON'),
      ).toBe('no JSON')
    },
  )

  it('is not read from a wrong key', async () => {
    const server = await start('paymenku')
    expect(await askPaymenku(server, 'INV-001', { apiKey: `${key}x.alice` })).toBe('401')
    expect(server.journal.entries().map(({ session }) => session)).toEqual(['default'])
  })

  it.each(providerNames)('is isolated at %s by prefix', async (name) => {
    const ask = asks[name]
    const server = await start(name)
    server.session('alice').setSituation({ situation: 'maintenance' })
    const query = { merchantReference: 'success-1', providerReference: 'success-1' }
    expect((await ask(fetch, `${server.url}/s/alice`, { query })).status).toBe(503)
    expect((await ask(fetch, server.url, { query })).status).toBe(200)
  })

  it("is read from SmilePay's merchant ID, with the same secret and its own tokens", async () => {
    const server = await start('smilepay')
    const seen: string[] = []
    const send = (request: Request) => {
      seen.push(new URL(request.url).pathname)
      const headers = new Headers(request.headers)
      headers.set('x-partner-id', `${headers.get('x-partner-id')}-alice`)
      return fetch(new Request(request, { headers }))
    }
    // The token was issued to the default session, so that the session's inquiry does not know it.
    const response = await askSmilepay(send, server.url, { query: { merchantReference: 'success-1' } })
    expect(response.status).toBe(401)
    expect(server.journal.entries().map(({ session }) => session)).toEqual(['default', 'alice'])
    expect(seen).toHaveLength(2)
  })

  it("is read from API Games' merchant ID, with the same secret", async () => {
    const server = await start('apigames')
    const { merchantId, secretKey } = registry.apigames.sessionCredentials('alice')
    server.session('alice').setSituation({ situation: 'failed' })
    const askFor = async (secret: string) => {
      const signature = createHash('md5').update(`${merchantId}:${secret}:ORDER-1`).digest('hex')
      const body = JSON.stringify({ ref_id: 'ORDER-1', merchant_id: merchantId, signature })
      const response = await fetch(`${server.url}/v2/transaksi/status`, { method: 'POST', body })
      return response.json()
    }
    expect((await askFor(secretKey)).data).toMatchObject({ ref_id: 'ORDER-1', status: 'Gagal' })
    expect(await askFor('another-secret')).toMatchObject({ status: 0 })
    expect(server.journal.entries().map(({ session }) => session)).toEqual(['alice', 'alice'])
  })

  it.each([
    ['credential', ''],
    ['prefix as well', '/s/alice'],
  ])('of SmilePay carries token and inquiry, by %s', async (_what, prefix) => {
    const server = await start('smilepay')
    const { partnerId, merchantSecret, privateKey } = registry.smilepay.sessionCredentials('alice')
    server.session('alice').setSituation({ situation: 'failed' })
    const timestamp = '2026-01-26T10:00:00+07:00'
    const post = async (path: string, headers: Record<string, string>, body: string) => {
      const response = await fetch(server.url + prefix + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, ...headers },
        body,
      })
      return response.json()
    }
    const tokenSignature = sign('sha256', Buffer.from(`${partnerId}|${timestamp}`), privateKey).toString(
      'base64',
    )
    const { accessToken } = await post(
      '/v1.0/access-token/b2b',
      { 'x-client-key': partnerId, 'x-signature': tokenSignature },
      '{"grantType":"client_credentials"}',
    )
    const body = '{"tradeType":1,"orderNo":"ORDER-1"}'
    const bodyHash = createHash('sha256').update(body).digest('hex')
    // The provider's own path is signed, whatever prefix the base URL has.
    const stringToSign = `POST:/v1.0/inquiry-status:${accessToken}:${bodyHash}:${timestamp}`
    const answer = await post(
      '/v1.0/inquiry-status',
      {
        authorization: `Bearer ${accessToken}`,
        'x-signature': createHmac('sha512', merchantSecret).update(stringToSign).digest('base64'),
        'x-partner-id': partnerId,
        'x-external-id': '12345678901234567890',
        'channel-id': '95221',
      },
      body,
    )
    expect(answer).toMatchObject({ responseCode: '2009200', status: 'FAILED', orderNo: 'ORDER-1' })
    expect(server.journal.entries().map(({ session }) => session)).toEqual(['alice', 'alice'])
  })

  it('is deleted with its journal when it is the least recently used one above the limit', async () => {
    const state = createMockState({ sessions: 2 })
    const server = await start('paymenku', { state })
    for (const name of ['one', 'two', 'three']) await askPaymenku(server, 'INV-001', { prefix: `/s/${name}` })
    expect(state.sessions()).toEqual(['default', 'two', 'three'])
    expect(server.journal.entries({ session: 'one' })).toEqual([])
  })
})

describe('state.session', () => {
  it('returns the session of that name, also after its deletion', async () => {
    const state = createMockState()
    const server = await start('paymenku', { state })
    const alice = server.session('alice')
    state.deleteSession('alice')
    alice.setSituation({ situation: 'expired' })
    alice.clock.freeze('2026-03-01T08:00:00Z')
    expect(await askPaymenku(server, 'ORDER-1', { prefix: '/s/alice' })).toBe('expired')
    expect(server.session('alice').describe().clock?.mode).toBe('frozen')
  })
})

describe('session.reset', () => {
  it('clears the settings of this session only', async () => {
    const server = await start('paymenku')
    for (const name of ['alice', 'bob']) server.session(name).setSituation({ situation: 'expired' })
    server.session('alice').reset()
    expect(await askPaymenku(server, 'INV-001', { prefix: '/s/alice' })).toBe('paid')
    expect(await askPaymenku(server, 'INV-001', { prefix: '/s/bob' })).toBe('expired')
  })
})
