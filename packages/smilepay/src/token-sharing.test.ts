import { inspect } from 'node:util'
import { credentials } from '@cekstatus/mocks/smilepay'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  isCekStatusError,
  type SmilepayClient,
  type SmilepayQuery,
  type SmilepayTokenStore,
} from './index.ts'
import { createGateway, createLock, createMemoryStore, settle } from './test-gateway.ts'

const query: SmilepayQuery = { merchantReference: 'INV-001', kind: 'payment' }
const always = (): boolean => true
/** Every new token ends the one before. */
const onlyTheNewest = (token: number, issued: number): boolean => token === issued

/** `success`, or the code of the error. */
async function outcomeOf(client: SmilepayClient): Promise<string> {
  try {
    return (await client.getTransactionStatus(query)).status
  } catch (error) {
    if (isCekStatusError(error)) return error.code
    throw error
  }
}

const askAtOnce = (clients: readonly SmilepayClient[], times: number): Promise<string[]> =>
  Promise.all(Array.from({ length: times }, () => clients.map(outcomeOf)).flat())

describe('a token store', () => {
  it('lets two clients use one token', async () => {
    const { counts, createClient } = createGateway({ accepts: onlyTheNewest })
    const { store } = createMemoryStore()
    const [first, second] = [createClient({ tokenStore: store }), createClient({ tokenStore: store })]
    for (const client of [first, second, first]) expect(await outcomeOf(client)).toBe('success')
    expect(counts.tokens).toBe(1)
  })

  it('is given the token alone, for its lifetime less a margin, under a key without a secret', async () => {
    const { createClient } = createGateway({ accepts: always })
    const { store, kept } = createMemoryStore()
    await outcomeOf(createClient({ tokenStore: store }))
    expect(kept).toEqual([
      {
        key: expect.stringMatching(/^cekstatus:smilepay:access-token:sandbox-10001:[0-9a-f]{16}$/),
        token: 'token-1',
        lifetimeMs: 840_000,
      },
    ])
  })

  it('is asked under another key for another merchant, and for another address', async () => {
    const { createClient } = createGateway({ accepts: always })
    const { store, kept } = createMemoryStore()
    for (const options of [
      {},
      { partnerId: 'sandbox-10002' },
      { environment: 'sandbox' as const },
      { baseUrl: 'http://127.0.0.1:4102/s/rina' },
    ])
      await outcomeOf(createClient({ tokenStore: store, ...options }))
    expect(new Set(kept.map(({ key }) => key)).size).toBe(4)
    expect(kept.map(({ key }) => key).join()).not.toContain('rina')
  })

  it('is not given a token of unknown lifetime', async () => {
    const { createClient } = createGateway({ accepts: always, lifetime: null })
    const { store, kept } = createMemoryStore()
    expect(await outcomeOf(createClient({ tokenStore: store }))).toBe('success')
    expect(kept).toEqual([])
  })

  it('that forgets early leaves the process its own token', async () => {
    const { counts, createClient } = createGateway({ accepts: always })
    const { store, values } = createMemoryStore()
    const client = createClient({ tokenStore: store })
    await outcomeOf(client)
    values.clear()
    await outcomeOf(client)
    expect(counts.tokens).toBe(1)
  })

  it('that never forgets does not make a token live longer', async () => {
    const { counts, createClient } = createGateway({ accepts: always })
    const { store } = createMemoryStore()
    let instant = Date.parse('2026-01-26T03:00:00.000Z')
    const client = createClient({ tokenStore: store, now: () => new Date(instant) })
    await outcomeOf(client)
    instant += 840_000
    await outcomeOf(client)
    expect(counts.tokens).toBe(2)
  })

  it.each([{}, null, 'redis', [], { get: async () => null }, { get: 1, set: 2 }])(
    'that is %j is refused with the fix',
    (tokenStore) => {
      const { createClient } = createGateway({ accepts: always })
      expect(() => createClient({ tokenStore: tokenStore as never })).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', field: 'tokenStore' }),
      )
    },
  )

  it('whose lock is no function is refused', () => {
    const { createClient } = createGateway({ accepts: always })
    const tokenStore = { ...createMemoryStore().store, lock: true } as never
    expect(() => createClient({ tokenStore })).toThrow('tokenStore')
  })

  it('may be an object whose methods need their receiver', async () => {
    class Store {
      #values = new Map<string, string>()
      async get(key: string) {
        return this.#values.get(key)
      }
      async set(key: string, token: string) {
        this.#values.set(key, token)
      }
      async lock(_key: string, work: () => Promise<void>) {
        this.#values.set('locked', 'yes')
        await work()
      }
    }
    const { counts, createClient } = createGateway({ accepts: always })
    const tokenStore = new Store()
    await outcomeOf(createClient({ tokenStore }))
    await outcomeOf(createClient({ tokenStore }))
    expect([counts.tokens, await tokenStore.get('locked')]).toEqual([1, 'yes'])
  })
})

describe('a refused token that processes share', () => {
  it('is compared with the one in the store, and replaced from there without a fetch', async () => {
    const valid = { token: 1 }
    const { counts, createClient } = createGateway({ accepts: (token) => token === valid.token })
    const { store, values } = createMemoryStore()
    await outcomeOf(createClient({ tokenStore: store }))
    let reads = 0
    // Another process replaces the token between this one's reading and its refusal.
    const tokenStore = {
      ...store,
      get: async (key: string) => {
        const token = await store.get(key)
        reads += 1
        if (reads === 1) values.set(key, 'token-7')
        if (reads === 1) valid.token = 7
        return token
      },
    }
    expect(await outcomeOf(createClient({ tokenStore }))).toBe('success')
    expect([counts.tokens, counts.inquiries, ...values.values()]).toEqual([1, 3, 'token-7'])
  })

  it('is fetched anew once by all processes together, where the store has a lock', async () => {
    const firstValid = { token: 1 }
    const { counts, createClient } = createGateway({
      accepts: (token, issued) => token === issued && token >= firstValid.token,
    })
    const tokenStore = { ...createMemoryStore().store, lock: createLock() }
    const clients = [createClient({ tokenStore }), createClient({ tokenStore })]
    for (const round of [1, 2, 3]) {
      firstValid.token = round
      expect(new Set(await askAtOnce(clients, 20))).toEqual(new Set(['success']))
      expect([counts.tokens, counts.mostAtOnce]).toEqual([round, 1])
    }
    // One inquiry for each call, and a second one for each that met a revoked token.
    expect(counts.inquiries).toBe(40 + 80 + 80)
  })

  it('costs one fetch for each process at most, where the store has no lock', async () => {
    const firstValid = { token: 1 }
    const { counts, createClient } = createGateway({ accepts: (token) => token >= firstValid.token })
    const { store } = createMemoryStore()
    const clients = [1, 2, 3].map(() => createClient({ tokenStore: store }))
    for (const round of [1, 2]) {
      firstValid.token = counts.tokens + 1
      expect(new Set(await askAtOnce(clients, 20))).toEqual(new Set(['success']))
      expect(counts.tokens).toBeLessThanOrEqual(3 * round)
    }
  })

  it('may come back as the same text, which is then used again', async () => {
    const revoked = { times: 1 }
    const { counts, createClient } = createGateway({
      issue: () => 'token-1',
      accepts: () => {
        revoked.times -= 1
        return revoked.times < 0
      },
    })
    const client = createClient({ tokenStore: createMemoryStore().store })
    for (const _call of [1, 2, 3]) expect(await outcomeOf(client)).toBe('success')
    expect([counts.tokens, counts.inquiries]).toEqual([2, 4])
  })
})

describe('clients whose every new token ends the one before', () => {
  it('ask for at most two tokens a call, and agree again at once, over a store without a lock', async () => {
    const { counts, createClient } = createGateway({ accepts: onlyTheNewest })
    const { store } = createMemoryStore()
    const clients = [createClient({ tokenStore: store }), createClient({ tokenStore: store })]
    const outcomes = await askAtOnce(clients, 20)
    for (const outcome of outcomes) expect(['success', 'AUTHENTICATION']).toContain(outcome)
    expect(counts.tokens).toBeLessThanOrEqual(4)
    await askAtOnce(clients.slice(0, 1), 1)
    const settled = counts.tokens
    for (const client of [...clients, ...clients, ...clients]) expect(await outcomeOf(client)).toBe('success')
    expect(counts.tokens).toBe(settled)
  })

  it('ask for at most one token a call even without a store', async () => {
    const { counts, createClient } = createGateway({ accepts: onlyTheNewest })
    const clients = [createClient(), createClient()]
    for (let round = 0; round < 10; round += 1) {
      for (const client of clients) expect(await outcomeOf(client)).toBe('success')
    }
    expect(counts.tokens).toBe(20)
  })

  it.each([
    { name: 'a lock', lock: createLock() },
    { name: 'no lock', lock: undefined },
  ])(
    'end with AUTHENTICATION after two inquiries when no token is ever accepted, with $name',
    async ({ lock }) => {
      const { counts, createClient } = createGateway({ accepts: () => false })
      const tokenStore: SmilepayTokenStore = { ...createMemoryStore().store, ...(lock && { lock }) }
      const clients = [createClient({ tokenStore }), createClient({ tokenStore })]
      for (let round = 1; round <= 5; round += 1) {
        expect(new Set(await askAtOnce(clients, 1))).toEqual(new Set(['AUTHENTICATION']))
      }
      expect(counts.inquiries).toBe(20)
      expect(counts.tokens).toBeLessThanOrEqual(20)
    },
  )
})

describe('calls that are retried because no token can be fetched', () => {
  const retry = { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 2 }

  it('go on as soon as one of them has fetched it, which all of them use', async () => {
    const { counts, createClient } = createGateway({ accepts: always, issues: (asked) => asked > 1 })
    const client = createClient({ retry })
    expect(new Set(await askAtOnce([client], 50))).toEqual(new Set(['success']))
    expect(counts).toEqual({ tokens: 2, inquiries: 50, mostAtOnce: 1 })
  })

  it('never ask for two tokens at a time, and end with their attempts', async () => {
    const { counts, createClient } = createGateway({ accepts: always, issues: () => false })
    const client = createClient({ retry })
    expect(new Set(await askAtOnce([client], 50))).toEqual(new Set(['PROVIDER_UNAVAILABLE']))
    expect([counts.mostAtOnce, counts.inquiries]).toEqual([1, 0])
    expect(counts.tokens).toBeGreaterThanOrEqual(retry.maxAttempts)
    expect(counts.tokens).toBeLessThanOrEqual(50 * retry.maxAttempts)
  })
})

describe('a token store that fails', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  const never = () => new Promise<never>(() => undefined)
  const secret = 'redis://:canary-password@10.0.0.1'
  const reject = () => Promise.reject(new Error(secret))
  const crash = () => {
    throw new Error(secret)
  }
  const working = createMemoryStore

  /** Lets timers pass until the call has come to an end. */
  async function untilSettled<Value>(asking: Promise<Value>): Promise<{ value: Value; passedMs: number }> {
    const started = Date.now()
    let settled = false
    void asking.finally(() => {
      settled = true
    })
    for (let turn = 0; turn < 1000 && !settled; turn += 1) {
      await settle()
      if (!settled && turn % 20 === 19) await vi.advanceTimersToNextTimerAsync()
    }
    return { value: await asking, passedMs: Date.now() - started }
  }

  it.each<{ name: string; broken: Partial<Record<keyof SmilepayTokenStore, unknown>>; withinMs: number }>([
    { name: 'get rejects', broken: { get: reject }, withinMs: 0 },
    { name: 'get throws', broken: { get: crash }, withinMs: 0 },
    { name: 'get never answers', broken: { get: never }, withinMs: 1000 },
    { name: 'get returns an object', broken: { get: async () => ({ token: 'x' }) }, withinMs: 0 },
    { name: 'get returns an empty text', broken: { get: async () => '' }, withinMs: 0 },
    {
      name: 'get returns what no header carries',
      broken: { get: async () => 'a\r\nx-evil: 1' },
      withinMs: 0,
    },
    { name: 'get returns megabytes', broken: { get: async () => 'x'.repeat(2 ** 21) }, withinMs: 0 },
    { name: 'set rejects', broken: { set: reject }, withinMs: 0 },
    { name: 'set throws', broken: { set: crash }, withinMs: 0 },
    { name: 'set never answers', broken: { set: never }, withinMs: 1000 },
    { name: 'lock rejects', broken: { lock: reject }, withinMs: 0 },
    { name: 'lock throws', broken: { lock: crash }, withinMs: 0 },
    { name: 'lock is never granted', broken: { lock: never }, withinMs: 5000 },
    { name: 'lock never calls', broken: { lock: async () => undefined }, withinMs: 0 },
    {
      name: 'lock calls twice',
      broken: { lock: (_key: string, work: () => Promise<void>) => Promise.all([work(), work()]) },
      withinMs: 0,
    },
    {
      name: 'lock rejects afterwards',
      broken: { lock: (_key: string, work: () => Promise<void>) => work().then(crash) },
      withinMs: 0,
    },
    { name: 'nothing ever answers', broken: { get: never, set: never, lock: never }, withinMs: 2000 },
  ])(
    'because $name delays a call by $withinMs ms at most, and is passed over',
    async ({ broken, withinMs }) => {
      const { counts, createClient } = createGateway({ accepts: always })
      const tokenStore = { ...working().store, ...broken } as SmilepayTokenStore
      const { value, passedMs } = await untilSettled(outcomeOf(createClient({ tokenStore })))
      expect([value, counts.tokens]).toEqual(['success', 1])
      expect(passedMs).toBeLessThanOrEqual(withinMs)
    },
  )

  it('leaves the process its own token for the next call', async () => {
    const { counts, createClient } = createGateway({ accepts: always })
    const client = createClient({ tokenStore: { get: reject, set: reject } })
    for (const _call of [1, 2, 3]) expect(await outcomeOf(client)).toBe('success')
    expect(counts.tokens).toBe(1)
  })

  it('leaves no timer behind and nothing unhandled', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const late: (() => void)[] = []
    const rejectLater = () =>
      new Promise<never>((_resolve, refuse) => late.push(() => refuse(new Error(secret))))
    const { createClient } = createGateway({ accepts: always })
    const tokenStore = { get: rejectLater, set: rejectLater, lock: rejectLater }
    await untilSettled(outcomeOf(createClient({ tokenStore })))
    for (const fail of late) fail()
    await outcomeOf(createClient({ tokenStore: { ...working().store, lock: createLock() } }))
    await settle()
    process.off('unhandledRejection', listen)
    expect([unhandled, vi.getTimerCount()]).toEqual([[], 0])
  })

  it('never fetches in a turn that it gave up waiting for', async () => {
    const { counts, createClient } = createGateway({ accepts: always })
    const granted: (() => Promise<void>)[] = []
    const lock = (_key: string, work: () => Promise<void>) => {
      granted.push(work)
      return never()
    }
    await untilSettled(outcomeOf(createClient({ tokenStore: { ...working().store, lock } })))
    for (const work of granted) await work()
    expect([granted.length, counts.tokens]).toEqual([1, 1])
  })

  it('shows nothing of what it says, and nothing of a token that it held', async () => {
    const { createClient } = createGateway({ accepts: () => false })
    const tokenStore = {
      get: async () => 'canary-token-of-another-process',
      set: reject,
    }
    const asking = createClient({ tokenStore }).getTransactionStatus(query)
    const error = await asking.catch((reason: unknown) => reason)
    const shown =
      inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }) + JSON.stringify(error)
    expect(isCekStatusError(error) && error.code).toBe('AUTHENTICATION')
    for (const canary of ['canary', credentials.merchantSecret, 'redis']) expect(shown).not.toContain(canary)
  })

  it('does not turn a failed fetch into anything else, and lets the next call fetch', async () => {
    const tokenStore = { ...working().store, lock: createLock() }
    const answers = [503, 200]
    const { createClient } = createGateway({ accepts: always })
    const gateway = createClient({ tokenStore })
    const failing = createClient({
      tokenStore,
      fetch: async () => new Response('', { status: answers.shift() ?? 503 }),
    })
    expect(await outcomeOf(failing)).toBe('PROVIDER_UNAVAILABLE')
    expect(await outcomeOf(gateway)).toBe('success')
  })
})
