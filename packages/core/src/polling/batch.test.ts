import { EventEmitter, getEventListeners, on } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { StatusClient } from '../client.ts'
import type { StatusQuery } from '../query.ts'
import { getTransactionStatuses, type ManyOptions, type StatusOutcome } from './batch.ts'
import {
  answerOf,
  clientOf,
  createEchoClient,
  createSilentClient,
  errorOf,
  scriptClient,
} from './test-client.ts'

afterEach(() => {
  vi.useRealTimers()
})

const queryOf = (index: number): StatusQuery => ({ merchantReference: `INV-${index}` })
const queriesOf = (count: number): StatusQuery[] =>
  Array.from({ length: count }, (_, index) => queryOf(index))

/** Answers after as many milliseconds as the reference says; tells how many calls were in flight together. */
function createSlowClient(durationOf: (merchantReference: string) => number) {
  let inFlight = 0
  let overlap = 0
  const asked: string[] = []
  const client = clientOf(async ({ merchantReference = '' }, { signal }) => {
    asked.push(merchantReference)
    inFlight += 1
    overlap = Math.max(overlap, inFlight)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, durationOf(merchantReference))
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    inFlight -= 1
    return answerOf('success', { merchantReference })
  })
  return { client, asked, countOverlap: () => overlap, countInFlight: () => inFlight }
}

/** Takes every outcome while fake time runs. */
async function collect<Item>(items: AsyncIterable<Item>): Promise<{ taken: Item[]; error: unknown }> {
  const taken: Item[] = []
  let error: unknown = null
  const collecting = (async () => {
    for await (const item of items) taken.push(item)
  })().catch((thrown: unknown) => {
    error = thrown
  })
  if (vi.isFakeTimers()) await vi.runAllTimersAsync()
  await collecting
  return { taken, error }
}

const indexesOf = (outcomes: readonly StatusOutcome[]) => outcomes.map(({ index }) => index)

describe('getTransactionStatuses', () => {
  it('yields one outcome per query, each with its own query', async () => {
    const queries = queriesOf(20)
    const { taken } = await collect(getTransactionStatuses(createEchoClient(), queries))
    expect(indexesOf(taken).sort((left, right) => left - right)).toEqual(queries.map((_, index) => index))
    for (const { query, index, transaction, error } of taken) {
      expect(query).toBe(queries[index])
      expect(transaction?.merchantReference).toBe(query.merchantReference)
      expect(error).toBeNull()
    }
  })

  it('makes an error the outcome of its item only', async () => {
    const refused = errorOf('REJECTED')
    const client = clientOf(({ merchantReference = '' }) => {
      if (merchantReference === 'INV-1') return Promise.reject(refused)
      if (merchantReference === 'INV-2') throw new TypeError('secret')
      return Promise.resolve(answerOf('success', { merchantReference }))
    })
    const { taken, error } = await collect(getTransactionStatuses(client, queriesOf(4), { ordered: true }))
    expect(error).toBeNull()
    expect(taken.map((outcome) => outcome.error?.code ?? outcome.transaction?.status)).toEqual([
      'success',
      'REJECTED',
      'CONFIGURATION',
      'success',
    ])
    expect(taken[1]).toEqual({ query: queryOf(1), index: 1, transaction: null, error: refused })
    expect(JSON.stringify(taken[2])).not.toContain('secret')
  })

  it('asks each query once, also after an error that could be asked again', async () => {
    const { client, calledAt } = scriptClient([errorOf('NETWORK', 1)])
    const { taken } = await collect(getTransactionStatuses(client, queriesOf(2)))
    expect(taken.map(({ error }) => error?.code)).toEqual(['NETWORK', 'NETWORK'])
    expect(calledAt.length).toBe(2)
  })

  it('hands the options of a call to each one, with a day for it unless said', async () => {
    const day = { deadlineMs: 86_400_000, maxQueueMs: 86_400_000 }
    const given: ManyOptions = { timeoutMs: 5, deadlineMs: 6, maxQueueMs: 0, expect: { kind: 'payment' } }
    for (const [manyOptions, wanted] of [
      [{}, day],
      [{ timeoutMs: 5 }, { ...day, timeoutMs: 5 }],
      [given, given],
    ]) {
      const { client, options } = scriptClient(['success'])
      await collect(getTransactionStatuses(client, queriesOf(2), manyOptions))
      for (const { signal, ...rest } of options) {
        expect(signal).toBeInstanceOf(AbortSignal)
        expect(rest).toEqual(wanted)
      }
      expect(options.length).toBe(2)
    }
  })

  it('reads and keeps no more than the concurrency while an ordered one is slow', async () => {
    vi.useFakeTimers()
    let read = 0
    function* queries() {
      for (; read < 1_000; ) {
        read += 1
        yield queryOf(read - 1)
      }
    }
    const { client, countInFlight } = createSlowClient((reference) => (reference === 'INV-0' ? 60_000 : 10))
    const outcomes = getTransactionStatuses(client, queries(), { ordered: true, concurrency: 5 })
    const first = outcomes.next()
    await vi.advanceTimersByTimeAsync(59_000)
    expect([read, countInFlight()]).toEqual([5, 1])
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await first).value).toMatchObject({ index: 0 })
    await outcomes.return?.()
  })

  it.each([
    ['nothing', []],
    ['a set', new Set(queriesOf(3))],
    ['a generator', [...queriesOf(3)].values()],
  ])('takes %s as queries', async (_what, queries: Iterable<StatusQuery>) => {
    const wanted = Array.isArray(queries) ? 0 : 3
    expect((await collect(getTransactionStatuses(createEchoClient(), queries))).taken.length).toBe(wanted)
  })

  it('asks for each query as it was when it was read', async () => {
    const reused = { merchantReference: '' }
    function* queries() {
      for (const reference of ['INV-0', 'INV-1', 'INV-2'])
        yield Object.assign(reused, { merchantReference: reference })
    }
    const client = clientOf(async (query) => {
      await new Promise((resolve) => setImmediate(resolve))
      return answerOf('success', { merchantReference: query.merchantReference ?? null })
    })
    const { taken } = await collect(getTransactionStatuses(client, queries(), { ordered: true }))
    expect(taken.map(({ transaction }) => transaction?.merchantReference)).toEqual([
      'INV-0',
      'INV-1',
      'INV-2',
    ])
  })

  it('delivers in order of completion', async () => {
    vi.useFakeTimers()
    const durations: Record<string, number> = { 'INV-0': 30, 'INV-1': 10, 'INV-2': 20, 'INV-3': 5 }
    const { client } = createSlowClient((reference) => durations[reference] ?? 0)
    const { taken } = await collect(getTransactionStatuses(client, queriesOf(4), { concurrency: 3 }))
    expect(indexesOf(taken)).toEqual([1, 3, 2, 0])
  })

  it('delivers in the order of the queries when asked to', async () => {
    vi.useFakeTimers()
    const { client, countOverlap } = createSlowClient((reference) => (reference === 'INV-0' ? 1_000 : 1))
    const options = { concurrency: 3, ordered: true }
    const { taken } = await collect(getTransactionStatuses(client, queriesOf(9), options))
    expect(indexesOf(taken)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(countOverlap()).toBe(3)
  })

  it.each([
    [undefined, 4],
    [1, 1],
    [256, 256],
  ])('with concurrency %j has %i calls in flight', async (given, wanted) => {
    vi.useFakeTimers()
    const warn = vi.spyOn(process, 'emitWarning')
    const { client, countOverlap } = createSlowClient(() => 10)
    const options = given === undefined ? {} : { concurrency: given }
    const { taken } = await collect(getTransactionStatuses(client, queriesOf(600), options))
    expect([taken.length, countOverlap()]).toEqual([600, wanted])
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  it('delivers what is finished while the next query is still awaited', async () => {
    async function* slowly() {
      yield queryOf(0)
      await new Promise(() => undefined)
    }
    const outcomes = getTransactionStatuses(createEchoClient(), slowly())
    expect((await outcomes.next()).value).toMatchObject({ index: 0, error: null })
  })

  it('gives each call a signal of its own, so that no runtime warns of too many listeners', async () => {
    const { client, options } = scriptClient(['success'])
    await collect(getTransactionStatuses(client, queriesOf(50), { concurrency: 50 }))
    expect(new Set(options.map(({ signal }) => signal)).size).toBe(50)
  })

  it('goes on past one call that takes for ever', async () => {
    const client = clientOf(({ merchantReference = '' }) =>
      merchantReference === 'INV-0'
        ? new Promise(() => undefined)
        : Promise.resolve(answerOf('success', { merchantReference })),
    )
    const seen: number[] = []
    for await (const { index } of getTransactionStatuses(client, queriesOf(50), { concurrency: 2 })) {
      if (seen.push(index) === 49) break
    }
    expect(seen).toEqual(
      queriesOf(50)
        .map((_, index) => index)
        .slice(1),
    )
  })
})

describe('a hundred thousand queries', () => {
  it('are read no further ahead than the concurrency, and never kept', async () => {
    const count = 100_000
    const concurrency = 8
    let read = 0
    let closed = false
    function* queries() {
      try {
        for (; read < count; ) {
          read += 1
          yield queryOf(read)
        }
      } finally {
        closed = true
      }
    }
    let inFlight = 0
    let mostInFlight = 0
    const client = clientOf(async ({ merchantReference = '' }) => {
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      await Promise.resolve()
      inFlight -= 1
      return answerOf('success', { merchantReference })
    })
    let taken = 0
    let furthestAhead = 0
    for await (const { error } of getTransactionStatuses(client, queries(), { concurrency })) {
      furthestAhead = Math.max(furthestAhead, read - taken)
      if (error === null) taken += 1
    }
    expect([taken, closed]).toEqual([count, true])
    expect(mostInFlight).toBeLessThanOrEqual(concurrency)
    expect(furthestAhead).toBeLessThanOrEqual(concurrency)
  })
})

describe('the queries', () => {
  it('are not read before the first outcome is wanted, nor while none is', async () => {
    let read = 0
    function* queries() {
      for (;;) {
        read += 1
        yield queryOf(read)
      }
    }
    const settled = () => new Promise((resolve) => setImmediate(resolve))
    const outcomes = getTransactionStatuses(createEchoClient(), queries(), { concurrency: 5 })
    await settled()
    expect(read).toBe(0)
    await outcomes.next()
    await settled()
    expect(read).toBeLessThanOrEqual(5)
    const readSoFar = read
    await settled()
    expect(read).toBe(readSoFar)
    await outcomes.return?.()
  })

  it.each([
    ['synchronously', (failure: Error) => failing(failure)],
    ['asynchronously', (failure: Error) => failingLater(failure)],
  ])('that fail %s end the iteration after what was read is delivered', async (_how, create) => {
    vi.useFakeTimers()
    const failure = new Error('the cursor was closed')
    const { client } = createSlowClient(() => 50)
    const { taken, error } = await collect(getTransactionStatuses(client, create(failure)))
    expect(indexesOf(taken)).toEqual([0, 1])
    expect(error).toBe(failure)
  })

  function* failing(failure: Error) {
    yield queryOf(0)
    yield queryOf(1)
    throw failure
  }
  async function* failingLater(failure: Error) {
    yield* failing(failure)
  }

  it.each([undefined, null, 5, 'INV-001', {}, queryOf(1)])('must be iterable: %j', (queries) => {
    expect(() => getTransactionStatuses(createEchoClient(), queries as Iterable<StatusQuery>)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'queries' }),
    )
  })
})

describe('a break', () => {
  it('stops reading, closes the queries, aborts what is in flight and leaves nothing', async () => {
    vi.useFakeTimers()
    let read = 0
    let closed = false
    function* queries() {
      try {
        for (;;) {
          read += 1
          yield queryOf(read)
        }
      } finally {
        closed = true
      }
    }
    const { signal } = new AbortController()
    const { client, countInFlight } = createSlowClient((reference) => (reference === 'INV-1' ? 10 : 60_000))
    const breaking = (async () => {
      for await (const { index } of getTransactionStatuses(client, queries(), { signal })) {
        expect([index, countInFlight()]).toEqual([0, 3])
        break
      }
    })()
    await vi.advanceTimersByTimeAsync(10)
    await breaking
    await vi.advanceTimersByTimeAsync(0)
    expect([read, closed, countInFlight(), vi.getTimerCount()]).toEqual([4, true, 0, 0])
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('aborts only the calls that are still in flight, because the others are forgotten', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const client = clientOf(({ merchantReference = '' }, { signal }) => {
      signals.push(signal)
      return merchantReference === 'INV-2'
        ? new Promise(() => undefined)
        : Promise.resolve(answerOf('success', { merchantReference }))
    })
    for await (const { index } of getTransactionStatuses(client, queriesOf(4))) {
      if (index === 3) break
    }
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false, true, false])
  })

  it('ends what is awaited at once', async () => {
    vi.useFakeTimers()
    const outcomes = getTransactionStatuses(createSilentClient(), queriesOf(9))
    const awaited = outcomes.next()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await outcomes.return?.()).toEqual({ done: true, value: undefined })
    expect(await awaited).toEqual({ done: true, value: undefined })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not wait for a query that never comes, and closes its source', async () => {
    const orders = new EventEmitter()
    async function* queries() {
      yield queryOf(0)
      await new Promise(() => undefined)
    }
    for await (const { index } of getTransactionStatuses(createEchoClient(), queries())) {
      expect(index).toBe(0)
      break
    }
    const events = on(orders, 'order') as AsyncIterable<StatusQuery>
    const outcomes = getTransactionStatuses(createEchoClient(), events)
    const awaited = outcomes.next()
    expect(orders.listenerCount('order')).toBe(1)
    await outcomes.return?.()
    expect(await awaited).toEqual({ done: true, value: undefined })
    expect(orders.listenerCount('order')).toBe(0)
  })

  it('asks for no query that comes too late', async () => {
    const { client, calledAt } = scriptClient(['success'])
    let deliver = (_result: IteratorResult<StatusQuery>): void => undefined
    const queries: AsyncIterable<StatusQuery> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((resolve) => {
            deliver = resolve
          }),
      }),
    }
    const outcomes = getTransactionStatuses(client, queries)
    const awaited = outcomes.next()
    await outcomes.return?.()
    deliver({ done: false, value: queryOf(0) })
    expect(await awaited).toEqual({ done: true, value: undefined })
    await new Promise((resolve) => setImmediate(resolve))
    expect(calledAt).toEqual([])
  })

  it('before the first outcome reads and asks nothing', async () => {
    const { client, calledAt } = scriptClient(['success'])
    const outcomes = getTransactionStatuses(client, queriesOf(3))
    await outcomes.return?.()
    expect(await outcomes.next()).toEqual({ done: true, value: undefined })
    expect(calledAt).toEqual([])
  })

  it('lets an error of closing the queries through', async () => {
    const failure = new Error('the cursor was closed')
    const queries: Iterable<StatusQuery> = {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: queryOf(0) }),
        return: () => {
          throw failure
        },
      }),
    }
    const breaking = async () => {
      for await (const _ of getTransactionStatuses(createEchoClient(), queries, { concurrency: 1 })) break
    }
    await expect(breaking()).rejects.toBe(failure)
  })
})

describe('the signal', () => {
  it.each([
    ['calls are in flight', createSilentClient, () => queriesOf(9)],
    ['calls of a client that ignores it are', () => scriptClient(['silence']).client, () => queriesOf(9)],
    [
      'a query is awaited',
      createEchoClient,
      () => on(new EventEmitter(), 'order') as AsyncIterable<StatusQuery>,
    ],
  ])('ends the iteration with ABORTED while %s', async (_what, create: () => StatusClient, queries) => {
    vi.useFakeTimers()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 3_000)
    const { taken, error } = await collect(
      getTransactionStatuses(create(), queries(), { signal: controller.signal }),
    )
    expect(taken).toEqual([])
    expect(error).toMatchObject({ code: 'ABORTED', provider: 'acme' })
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  it.each([
    ['never end', () => new Promise<never>(() => undefined)],
    ['fail', () => Promise.reject(new Error('the cursor was closed'))],
  ])('does not wait for queries whose closing would %s', async (_how, close) => {
    vi.useFakeTimers()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 3_000)
    let closed = 0
    const queries: AsyncIterable<StatusQuery> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: queryOf(0) }),
        return: () => {
          closed += 1
          return close()
        },
      }),
    }
    const options = { signal: controller.signal }
    const { error } = await collect(getTransactionStatuses(createSilentClient(), queries, options))
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 4 })
    expect(closed).toBe(1)
  })

  it('prevents the first call when it is aborted already', async () => {
    const { client, calledAt } = scriptClient(['success'])
    const { error } = await collect(
      getTransactionStatuses(client, queriesOf(3), { signal: AbortSignal.abort() }),
    )
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 0 })
    expect(calledAt).toEqual([])
  })

  it('is let go of at the end', async () => {
    const { signal } = new AbortController()
    await collect(getTransactionStatuses(createEchoClient(), queriesOf(9), { signal }))
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('options', () => {
  it.each([
    { options: { concurrency: 0 }, field: 'concurrency' },
    { options: { concurrency: 257 }, field: 'concurrency' },
    { options: { concurrency: 1.5 }, field: 'concurrency' },
    { options: { ordered: 1 }, field: 'ordered' },
    { options: { allowRepeat: 1 }, field: 'allowRepeat' },
    { options: { signal: {} }, field: 'signal' },
    { options: { concurency: 5 }, field: 'options' },
  ])('are refused at once: $options', ({ options, field }) => {
    expect(() => getTransactionStatuses(createEchoClient(), [], options as ManyOptions)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })

  it('must accept that a client whose calls may act is asked for many', async () => {
    const { client, calledAt } = scriptClient(['success'], { repeatable: false })
    expect(() => getTransactionStatuses(client, queriesOf(2))).toThrow(/^allowRepeat must be true/)
    expect(calledAt).toEqual([])
    const { taken } = await collect(getTransactionStatuses(client, queriesOf(2), { allowRepeat: true }))
    expect(taken.length).toBe(2)
  })
})
