import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MergedTransaction } from '../merge.ts'
import type { TransactionLine } from '../transaction.ts'
import { answerOf, createSilentClient, errorOf, type Step, scriptClient } from './test-client.ts'
import { type WatchOptions, watchTransactionStatus } from './watch.ts'

const query = { merchantReference: 'INV-001' }
const random = () => 1

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** Watches to the end; what was yielded, the seconds at which, and what was thrown. */
async function watch(script: readonly Step[], options: WatchOptions = {}) {
  const { client, calledAt } = scriptClient(script)
  const startedAt = performance.now()
  const items: MergedTransaction[] = []
  const yieldedAt: number[] = []
  let error: unknown = null
  const collect = async (): Promise<void> => {
    for await (const item of watchTransactionStatus(client, query, { random, ...options })) {
      items.push(item)
      yieldedAt.push((performance.now() - startedAt) / 1000)
    }
  }
  const collected = collect().catch((thrown: unknown) => {
    error = thrown
  })
  await vi.runAllTimersAsync()
  await collected
  return { items, statuses: items.map(({ status }) => status), yieldedAt, calledAt, error }
}

const line = (
  status: TransactionLine['status'],
  changes: Partial<TransactionLine> = {},
): TransactionLine => ({
  id: '1',
  name: null,
  providerReference: null,
  status,
  providerStatus: null,
  reason: null,
  target: null,
  quantity: { ordered: 1, delivered: null, remaining: null, start: null },
  serialNumber: null,
  license: null,
  amount: null,
  refund: null,
  ...changes,
})

describe('watchTransactionStatus', () => {
  it('yields the first answer and then only news', async () => {
    const { statuses, yieldedAt, calledAt, error } = await watch([
      'pending',
      'pending',
      errorOf('NETWORK'),
      'processing',
      'processing',
      'success',
      'refunded',
    ])
    expect(statuses).toEqual(['pending', 'processing', 'success'])
    expect(calledAt).toEqual([0, 3, 8, 13, 43, 103])
    expect(yieldedAt).toEqual([0, 13, 103])
    expect(error).toBeNull()
  })

  it.each([
    ['status', { status: 'processing' as const }],
    ['advice', { advice: 'review' as const }],
    ['amount', { amount: { value: '5.00', currency: 'IDR' } }],
    ['amount', { amount: null }],
    ['refund', { refund: { amount: null, pending: true } }],
    ['line', { lines: [line('success'), line('processing')] }],
    ['reference', { providerReference: 'P1' }],
  ])('takes another %s for news', async (_what, changes) => {
    const first = () =>
      answerOf('pending', { lines: [line('pending'), line('pending')], providerReference: null })
    const second = () => ({ ...first(), ...changes })
    const { items } = await watch([first, second], { maxAttempts: 2 })
    expect(items.length).toBe(2)
  })

  it.each([
    ['reason', { reason: 'soon' }],
    ['warning', { warnings: [{ code: 'FIELD_INVALID' as const, field: 'data', message: 'odd' }] }],
    ['target of a line', { lines: [line('pending', { target: '0812' })] }],
    ['body', { raw: { other: true } }],
  ])('does not take another %s for news', async (_what, changes) => {
    const first = () => answerOf('pending', { lines: [line('pending')] })
    const second = () => ({ ...first(), ...changes })
    expect((await watch([first, second], { maxAttempts: 2 })).items.length).toBe(1)
  })

  it('takes a contradiction for news when nothing else changed', async () => {
    const observedAt = '2020-01-01T00:00:00.000Z'
    const doubtful = () => answerOf('success', { advice: 'review' })
    const older = () => answerOf('failed', { evidence: { observedAt, httpStatus: 200, attempts: 1 } })
    const { items } = await watch([doubtful, older], { refundRecheckMs: 7_200_000 })
    expect(items.map(({ status, advice, contradiction }) => [status, advice, contradiction])).toEqual([
      ['success', 'review', false],
      ['success', 'review', true],
    ])
  })

  it('keeps to the query as it was', async () => {
    const { client, queries } = scriptClient(['success'])
    const own = { ...query }
    const items = watchTransactionStatus(client, own)
    own.merchantReference = 'INV-999'
    await items.next()
    expect(queries).toEqual([query])
    await items.return?.()
  })

  it('asks nothing before the first item is wanted, and nothing while none is', async () => {
    const { client, calledAt } = scriptClient(['pending', 'processing'])
    const items = watchTransactionStatus(client, query, { random })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calledAt).toEqual([])
    await items.next()
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calledAt).toEqual([0])
    const second = items.next()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await second).toMatchObject({ done: false, value: { status: 'processing' } })
    expect(calledAt).toEqual([0, 63])
    await items.return?.()
  })

  it('never lets calls overlap, even when several items are wanted at once', async () => {
    const scripted = scriptClient(['pending', 'processing', 'success'], { durationMs: 10_000 })
    const items = watchTransactionStatus(scripted.client, query, { random })
    const wanted = Promise.all([items.next(), items.next(), items.next(), items.next()])
    await vi.runAllTimersAsync()
    const results = await wanted
    expect(results.map(({ done }) => done)).toEqual([false, false, false, true])
    expect(scripted.countOverlap()).toBe(1)
  })

  it('watches for a day unless told otherwise', async () => {
    const { statuses, calledAt } = await watch(['pending'])
    expect(statuses).toEqual(['pending'])
    expect(calledAt.at(-1)).toBeGreaterThan(86_300)
    expect(calledAt.at(-1)).toBeLessThan(86_400)
  })
})

describe('when time runs out, watchTransactionStatus', () => {
  it('ends after an answer that is not final', async () => {
    const { statuses, error } = await watch(['pending'], { deadlineMs: 60_000 })
    expect([statuses, error]).toEqual([['pending'], null])
  })

  it('throws the error of the last call', async () => {
    const { statuses, error } = await watch(['pending', errorOf('NETWORK')], { maxAttempts: 3 })
    expect(statuses).toEqual(['pending'])
    expect(error).toMatchObject({ code: 'NETWORK' })
  })

  it('throws at once what asking again cannot cure', async () => {
    const { statuses, error, calledAt } = await watch(['pending', errorOf('AUTHENTICATION')])
    expect([statuses, calledAt]).toEqual([['pending'], [0, 3]])
    expect(error).toMatchObject({ code: 'AUTHENTICATION' })
  })
})

describe('in case of a refund, watchTransactionStatus', () => {
  const refundRecheckMs = 7_200_000

  it('looks at a success again for the time asked for', async () => {
    const { statuses, calledAt, error } = await watch(['pending', 'success'], { refundRecheckMs })
    expect(statuses).toEqual(['pending', 'success'])
    expect(calledAt).toEqual([0, 3, 63, 363, 1_263, 4_863, 7_198])
    expect(error).toBeNull()
  })

  it('has that time whatever is left of the deadline', async () => {
    const { calledAt } = await watch(['pending', 'success'], { refundRecheckMs, deadlineMs: 10_000 })
    expect(calledAt.at(-1)).toBe(7_198)
  })

  it('follows a partial refund to a whole one and ends there', async () => {
    const partial = () =>
      answerOf('partial', { refund: { amount: { value: '1.00', currency: 'IDR' }, pending: false } })
    const more = () =>
      answerOf('partial', { refund: { amount: { value: '2.00', currency: 'IDR' }, pending: false } })
    const { statuses, items } = await watch(['success', 'success', partial, more, 'refunded'], {
      refundRecheckMs,
    })
    expect(statuses).toEqual(['success', 'partial', 'partial', 'refunded'])
    expect(items.map(({ contradiction }) => contradiction)).toEqual([false, false, false, false])
  })

  it('yields a contradiction and ends there', async () => {
    const { items, calledAt } = await watch(['success', 'failed', 'success'], { refundRecheckMs })
    expect(items.map(({ status, advice, contradiction }) => [status, advice, contradiction])).toEqual([
      ['success', 'fulfill', false],
      ['failed', 'review', true],
    ])
    expect(calledAt).toEqual([0, 60])
  })

  it('does not take back a success for an answer that says less', async () => {
    const { statuses } = await watch(['success', 'pending', 'unknown', 'success'], { refundRecheckMs })
    expect(statuses).toEqual(['success'])
  })

  it('ends in silence when only the last look failed', async () => {
    const { statuses, error } = await watch(['success', errorOf('NETWORK')], { refundRecheckMs })
    expect([statuses, error]).toEqual([['success'], null])
  })

  it('does not look at a failure again', async () => {
    expect((await watch(['failed', 'success'], { refundRecheckMs })).calledAt).toEqual([0])
  })
})

describe('expired', () => {
  it('is followed by a second look when asked for', async () => {
    const { items, calledAt } = await watch(['expired', 'success'], { expiredRecheckMs: 60_000 })
    expect(items.map(({ status, advice }) => [status, advice])).toEqual([
      ['expired', 'release'],
      ['success', 'review'],
    ])
    expect(calledAt).toEqual([0, 60])
  })

  it('is not watched for refunds once it is contradicted', async () => {
    const options = { expiredRecheckMs: 60_000, refundRecheckMs: 7_200_000 }
    const { statuses } = await watch(['expired', 'success', 'refunded'], options)
    expect(statuses).toEqual(['expired', 'success'])
  })
})

describe('a break', () => {
  it('leaves no listener and no timer', async () => {
    const { signal } = new AbortController()
    const { client, calledAt } = scriptClient(['pending', 'processing'])
    for await (const item of watchTransactionStatus(client, query, { signal })) {
      expect(item.status).toBe('pending')
      expect(getEventListeners(signal, 'abort').length).toBe(1)
      break
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
    expect(calledAt).toEqual([0])
  })

  it.each([
    ['in a pause', () => scriptClient(['pending']).client],
    ['in a call', createSilentClient],
    ['in a call of a client that ignores its signal', () => scriptClient(['silence']).client],
  ])('ends what is awaited at once %s', async (_where, create) => {
    const { signal } = new AbortController()
    const items = watchTransactionStatus(create(), query, { signal, random })
    const awaited = Promise.all([items.next(), items.next()])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await items.return?.()).toEqual({ done: true, value: undefined })
    expect((await awaited).at(-1)).toEqual({ done: true, value: undefined })
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('before the first item asks nothing', async () => {
    const { client, calledAt } = scriptClient(['pending'])
    const items = watchTransactionStatus(client, query)
    await items.return?.()
    expect(await items.next()).toEqual({ done: true, value: undefined })
    expect(calledAt).toEqual([])
  })
})

describe('the signal', () => {
  it('ends the watching with ABORTED and is let go of', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 4_000)
    const { statuses, error } = await watch(['pending'], { signal: controller.signal })
    expect(statuses).toEqual(['pending'])
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 2 })
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  it('prevents the first call when it is aborted already', async () => {
    const { error, calledAt } = await watch(['success'], { signal: AbortSignal.abort() })
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 0 })
    expect(calledAt).toEqual([])
  })

  it('is let go of at the end', async () => {
    const { signal } = new AbortController()
    await watch(['pending', 'success'], { signal })
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('options', () => {
  it.each([
    { options: { refundRecheckMs: 0 }, field: 'refundRecheckMs' },
    { options: { deadlineMs: 0 }, field: 'deadlineMs' },
    { options: { recheckMs: 5 }, field: 'options' },
  ])('are refused at once: $options', ({ options, field }) => {
    const { client } = scriptClient(['success'])
    expect(() => watchTransactionStatus(client, query, options as WatchOptions)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })

  it('must accept that a client whose calls may act is asked again', () => {
    const { client } = scriptClient(['success'], { repeatable: false })
    expect(() => watchTransactionStatus(client, query)).toThrow(/^allowRepeat must be true/)
    expect(() => watchTransactionStatus(client, query, { allowRepeat: true })).not.toThrow()
  })
})
