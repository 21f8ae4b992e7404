import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { StatusClient } from '../client.ts'
import { CekStatusError, isCekStatusError } from '../errors.ts'
import type { Transaction } from '../transaction.ts'
import { defaultSchedule } from './schedule.ts'
import type { WaitOptions } from './settings.ts'
import { answerOf, clientOf, createSilentClient, errorOf, type Step, scriptClient } from './test-client.ts'
import { type WaitResult, waitForFinalStatus } from './wait.ts'

const query = { merchantReference: 'INV-001' }
/** No spreading, so that the times are those of the schedule. */
const random = () => 1

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** Lets time run until the waiting has ended, and says how many seconds that took. */
async function run<Value>(
  waiting: Promise<Value>,
): Promise<{ value?: Value; error?: unknown; seconds: number }> {
  const startedAt = performance.now()
  const ended = waiting.then(
    (value) => ({ value, seconds: (performance.now() - startedAt) / 1000 }),
    (error: unknown) => ({ error, seconds: (performance.now() - startedAt) / 1000 }),
  )
  await vi.runAllTimersAsync()
  return ended
}

const waitFor = (script: readonly Step[], options: WaitOptions = {}) => {
  const scripted = scriptClient(script)
  return { ...scripted, ended: run(waitForFinalStatus(scripted.client, query, { random, ...options })) }
}

describe('waitForFinalStatus', () => {
  it('asks by the schedule until the status is final', async () => {
    const { ended, calledAt } = waitFor(['pending', 'pending', 'processing', 'unknown', 'success'])
    const { value } = await ended
    expect(value).toMatchObject({ outcome: 'final', error: null, attempts: 5 })
    expect(value?.transaction).toMatchObject({ status: 'success', advice: 'fulfill', contradiction: false })
    expect(calledAt).toEqual([0, 3, 8, 23, 143])
  })

  it('asks once when the status is final at once', async () => {
    const { value, seconds } = await waitFor(['failed']).ended
    expect(value).toMatchObject({ outcome: 'final', transaction: { status: 'failed' }, attempts: 1 })
    expect(seconds).toBe(0)
  })

  it('follows the schedule of the caller, spread by random', async () => {
    const schedule = { pending: [1_000, 4_000] }
    const { ended, calledAt } = waitFor(['pending', 'pending', 'pending', 'success'], {
      schedule,
      random: () => 0,
    })
    await ended
    expect(calledAt).toEqual([0, 0.5, 2.5, 4.5])
  })

  it('follows the schedule of the provider, and the caller where it says otherwise', async () => {
    const schedule = { ...defaultSchedule, pending: [7_000], processing: [9_000] }
    const script: Step[] = ['pending', 'processing', 'unknown', 'success']
    const own = scriptClient(script, { schedule })
    await run(waitForFinalStatus(own.client, query, { random }))
    expect(own.calledAt).toEqual([0, 7, 16, 76])
    const changed = scriptClient(script, { schedule })
    await run(waitForFinalStatus(changed.client, query, { random, schedule: { pending: [1_000] } }))
    expect(changed.calledAt).toEqual([0, 1, 10, 70])
  })

  it('follows the default schedule with a client that has none', async () => {
    const { client, calledAt } = scriptClient([errorOf('NOT_FOUND'), 'pending', 'success'])
    const { schedule: _schedule, notFoundGrace: _notYetKnown, ...older } = client.capabilities
    const bare = { ...client, capabilities: older } as StatusClient
    await run(waitForFinalStatus(bare, query, { random }))
    expect(calledAt).toEqual([0, 3, 8])
  })

  it('spreads the pauses unless told otherwise', async () => {
    const { client, calledAt } = scriptClient(['pending', 'success'])
    const spread = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    await run(waitForFinalStatus(client, query))
    spread.mockRestore()
    expect(calledAt).toEqual([0, 2.25])
  })

  it('hands timeoutMs and expect to each call, and the query as it was', async () => {
    const { client, queries, options } = scriptClient(['pending', 'success'])
    const own = { ...query }
    const waiting = run(waitForFinalStatus(client, own, { timeoutMs: 2_000, expect: { amount: '5' } }))
    own.merchantReference = 'INV-999'
    await waiting
    expect(queries).toEqual([query, query])
    for (const { signal, ...rest } of options) {
      expect(signal).toBeInstanceOf(AbortSignal)
      expect(rest).toEqual({ timeoutMs: 2_000, expect: { amount: '5' } })
    }
  })

  it('never lets calls overlap, however long they take', async () => {
    const slow = scriptClient(['pending', errorOf('TIMEOUT'), 'pending', 'success'], { durationMs: 20_000 })
    await run(waitForFinalStatus(slow.client, query, { random }))
    expect(slow.calledAt).toEqual([0, 23, 48, 73])
    expect(slow.countOverlap()).toBe(1)
  })

  it('does not let a stale answer take back what was known', async () => {
    const stale = () =>
      answerOf('processing', {
        evidence: { observedAt: '2020-01-01T00:00:00.000Z', httpStatus: 200, attempts: 1 },
      })
    const { value } = await waitFor(['pending', stale], { maxAttempts: 2 }).ended
    expect(value).toMatchObject({ outcome: 'exhausted', transaction: { status: 'pending' } })
  })

  it('types a final result as one that has a transaction', () => {
    expectTypeOf<
      Extract<WaitResult<string>, { outcome: 'final' }>['transaction']['raw']
    >().toEqualTypeOf<string>()
    const demanding = clientOf(() => Promise.reject(errorOf('NETWORK'))) as StatusClient<
      { providerReference: string },
      string
    >
    const wrong = () => {
      // @ts-expect-error this client is asked by providerReference
      return waitForFinalStatus(demanding, { merchantReference: 'INV-001' })
    }
    expect(wrong).toBeTypeOf('function')
  })
})

describe('when time runs out, waitForFinalStatus', () => {
  it('says exhausted with the last answer, after a last look shortly before the deadline', async () => {
    const { ended, calledAt } = waitFor(['pending'], { deadlineMs: 100_000 })
    const { value, seconds } = await ended
    expect(value).toMatchObject({ outcome: 'exhausted', transaction: { status: 'pending' }, error: null })
    expect(calledAt).toEqual([0, 3, 8, 13, 23, 33, 48, 78, 95])
    expect(value?.attempts).toBe(9)
    expect(seconds).toBe(95)
  })

  it('makes no last look sooner than the schedule begins', async () => {
    const { ended, calledAt } = waitFor(['pending'], { deadlineMs: 15_000 })
    await ended
    expect(calledAt).toEqual([0, 3, 8, 13])
    const short = waitFor(['pending'], { deadlineMs: 7_000 })
    await short.ended
    expect(short.calledAt).toEqual([0, 3])
  })

  it('says exhausted after maxAttempts', async () => {
    const { value, seconds } = await waitFor(['pending', 'processing'], { maxAttempts: 2 }).ended
    expect(value).toMatchObject({ outcome: 'exhausted', transaction: { status: 'processing' }, attempts: 2 })
    expect(seconds).toBe(3)
  })

  it('cuts off a call at the deadline, even of a client that ignores its signal', async () => {
    for (const client of [scriptClient(['silence']).client, createSilentClient()]) {
      const { value, seconds } = await run(waitForFinalStatus(client, query, { deadlineMs: 9_000 }))
      expect(value).toMatchObject({ outcome: 'exhausted', transaction: null, error: { code: 'TIMEOUT' } })
      expect(seconds).toBe(9)
    }
  })

  it('keeps the answer from before the calls that failed', async () => {
    const script = ['processing' as const, errorOf('NETWORK')]
    const { value } = await waitFor(script, { maxAttempts: 3 }).ended
    expect(value).toMatchObject({
      outcome: 'exhausted',
      transaction: { status: 'processing' },
      error: { code: 'NETWORK' },
      attempts: 3,
    })
  })
})

describe('after an error, waitForFinalStatus', () => {
  it.each(['NETWORK', 'TIMEOUT', 'RATE_LIMITED', 'PROVIDER_UNAVAILABLE'] as const)(
    'asks again: %s',
    async (code) => {
      const { ended, calledAt } = waitFor([errorOf(code), 'success'])
      expect((await ended).value).toMatchObject({ outcome: 'final', error: null, attempts: 2 })
      expect(calledAt).toEqual([0, 3])
    },
  )

  it('waits as long as the provider demands, and not less than scheduled', async () => {
    const { ended, calledAt } = waitFor([
      errorOf('RATE_LIMITED', 60_000),
      errorOf('RATE_LIMITED', 1),
      'success',
    ])
    await ended
    expect(calledAt).toEqual([0, 60, 65])
  })

  it('stops at once when the provider demands more than the time that is left', async () => {
    const { value, seconds } = await waitFor([errorOf('RATE_LIMITED', 60_000)], { deadlineMs: 50_000 }).ended
    expect(value).toMatchObject({ outcome: 'exhausted', error: { code: 'RATE_LIMITED' }, attempts: 1 })
    expect(seconds).toBe(0)
  })

  it('waits no longer than an hour, whatever is demanded', async () => {
    const script = [errorOf('RATE_LIMITED', 999_999_999_000), 'success' as const]
    const { ended, calledAt } = waitFor(script, { deadlineMs: 7_200_000 })
    await ended
    expect(calledAt).toEqual([0, 3_600])
  })

  it.each([
    'CONFIGURATION',
    'ABORTED',
    'AUTHENTICATION',
    'REJECTED',
    'RESPONSE_INVALID',
    'RESPONSE_MISMATCH',
  ] as const)('throws: %s', async (code) => {
    const error = errorOf(code)
    const { error: thrown, seconds } = await waitFor(['pending', error]).ended
    expect(thrown).toBe(error)
    expect(seconds).toBe(3)
  })

  it('throws CONFIGURATION, without a word of it, for what a client of the caller threw', async () => {
    const client = clientOf(() => {
      throw new TypeError('secret')
    })
    const { error } = await run(waitForFinalStatus(client, query))
    expect(error).toMatchObject({ code: 'CONFIGURATION', field: 'client', provider: 'acme' })
    expect(JSON.stringify(error) + String(error)).not.toContain('secret')
  })

  it.each<[string, Partial<Transaction>]>([
    ['merchantReference', { merchantReference: 'INV-002' }],
    ['providerReference', { providerReference: 'P2' }],
    ['kind', { kind: 'payout' }],
  ])('throws when a later answer has another %s', async (field, changes) => {
    const { error } = await waitFor(['pending', () => answerOf('success', changes)]).ended
    expect(error).toMatchObject({ code: 'RESPONSE_MISMATCH', field })
  })
})

describe('an unknown reference', () => {
  const notFound = errorOf('NOT_FOUND')

  it('is waited for right after the start', async () => {
    const { ended, calledAt } = waitFor([notFound, notFound, 'pending', 'success'])
    expect((await ended).value).toMatchObject({ outcome: 'final', attempts: 4 })
    expect(calledAt).toEqual([0, 3, 8, 13])
  })

  it('is an error when patience is over', async () => {
    const { error, seconds } = await waitFor([notFound]).ended
    expect(error).toBe(notFound)
    expect(seconds).toBe(13)
    expect((await waitFor([notFound], { notFoundGraceMs: 0 }).ended).seconds).toBe(0)
    expect((await waitFor([notFound], { notFoundGraceMs: 60_000 }).ended).seconds).toBe(78)
  })

  it('is an error once the reference was known', async () => {
    const { error, seconds } = await waitFor(['pending', notFound]).ended
    expect(error).toBe(notFound)
    expect(seconds).toBe(3)
  })

  it('is never more than exhausted when the deadline comes first', async () => {
    const { value } = await waitFor([notFound], { deadlineMs: 5_000 }).ended
    expect(value).toMatchObject({ outcome: 'exhausted', transaction: null, error: { code: 'NOT_FOUND' } })
  })

  it('is told by the provider: which errors may mean it, and for how long', async () => {
    const notFoundGrace = { codes: ['REJECTED'] as const, graceMs: 4_000 }
    const early = scriptClient([errorOf('REJECTED'), 'success'], { notFoundGrace })
    expect((await run(waitForFinalStatus(early.client, query, { random }))).value).toMatchObject({
      outcome: 'final',
      attempts: 2,
    })
    const late = scriptClient([errorOf('REJECTED')], { notFoundGrace })
    const { error, seconds } = await run(waitForFinalStatus(late.client, query, { random }))
    expect(error).toMatchObject({ code: 'REJECTED' })
    expect(seconds).toBe(8)
    const other = scriptClient([notFound], { notFoundGrace })
    expect((await run(waitForFinalStatus(other.client, query, { random }))).seconds).toBe(0)
  })

  it('can be told by the caller, among refusals only', async () => {
    const seen: string[] = []
    const isTooNew: WaitOptions['isTooNew'] = ({ code }) => {
      seen.push(code)
      return true
    }
    const refused = errorOf('REJECTED')
    const { value } = await waitFor([refused, notFound, 'success'], { isTooNew }).ended
    expect(value).toMatchObject({ outcome: 'final', attempts: 3 })
    const { error } = await waitFor([errorOf('AUTHENTICATION')], { isTooNew }).ended
    expect(error).toMatchObject({ code: 'AUTHENTICATION' })
    expect(seen).toEqual(['REJECTED', 'NOT_FOUND'])
    expect((await waitFor([refused], { isTooNew: () => false }).ended).error).toBe(refused)
  })
})

describe('after expired', () => {
  const lookAgain = { expiredRecheckMs: 60_000 }

  it('no second look is made unless asked for', async () => {
    expect((await waitFor(['expired', 'success']).ended).value).toMatchObject({
      outcome: 'final',
      transaction: { status: 'expired', advice: 'release' },
      attempts: 1,
    })
  })

  it('a second look confirms it', async () => {
    const { ended, calledAt } = waitFor(['pending', 'expired', 'expired'], lookAgain)
    expect((await ended).value).toMatchObject({
      outcome: 'final',
      transaction: { status: 'expired', advice: 'release', contradiction: false },
    })
    expect(calledAt).toEqual([0, 3, 63])
  })

  it('a late payment is a contradiction for a person', async () => {
    const { value } = await waitFor(['expired', 'success'], lookAgain).ended
    expect(value).toMatchObject({
      outcome: 'final',
      transaction: { status: 'success', advice: 'review', contradiction: true },
    })
    expect(value?.transaction?.finalAnswers.map(({ status }) => status)).toEqual(['expired', 'success'])
  })

  it('the second look is made again when it brought no answer', async () => {
    const { ended, calledAt } = waitFor(['expired', errorOf('NETWORK'), 'expired'], lookAgain)
    expect((await ended).value).toMatchObject({ outcome: 'final', attempts: 3 })
    expect(calledAt).toEqual([0, 60, 65])
  })

  it('without the second look nothing is final', async () => {
    const early = await waitFor(['pending', 'expired', 'expired'], { ...lookAgain, deadlineMs: 62_000 }).ended
    expect(early.value).toMatchObject({
      outcome: 'exhausted',
      transaction: { status: 'expired' },
      attempts: 2,
    })
    expect(early.seconds).toBe(3)
    const failed = await waitFor(['expired', errorOf('NETWORK')], { ...lookAgain, deadlineMs: 62_000 }).ended
    expect(failed.value).toMatchObject({ outcome: 'exhausted', error: { code: 'NETWORK' } })
    const lost = await waitFor(['expired', errorOf('NOT_FOUND')], lookAgain).ended
    expect(lost.error).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the signal', () => {
  /** Waits, aborts after so many seconds, and returns what was thrown at which second. */
  async function abortAfter(seconds: number, client: StatusClient, options: WaitOptions = {}) {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('secret reason')), seconds * 1000)
    const ended = await run(
      waitForFinalStatus(client, query, { random, signal: controller.signal, ...options }),
    )
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    return ended
  }

  it.each([
    ['in a pause', 1.5, () => scriptClient(['pending']).client],
    ['in the pause after an error', 1.5, () => scriptClient([errorOf('RATE_LIMITED', 60_000)]).client],
    ['in a call', 2, createSilentClient],
    ['in a call of a client that ignores it', 2, () => scriptClient(['silence']).client],
    ['in the pause before a second look', 30, () => scriptClient(['expired']).client],
  ])('ends the waiting at once %s', async (_where, seconds, create) => {
    const { error, seconds: ended } = await abortAfter(seconds, create(), { expiredRecheckMs: 60_000 })
    expect(error).toSatisfy(isCekStatusError)
    expect(error).toMatchObject({ code: 'ABORTED', provider: 'acme', attempts: 1 })
    expect(ended).toBe(seconds)
  })

  it('prevents the first call when it is aborted already', async () => {
    const { client, calledAt } = scriptClient(['success'])
    const { error } = await run(waitForFinalStatus(client, query, { signal: AbortSignal.abort() }))
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 0 })
    expect(calledAt).toEqual([])
  })

  it('is let go of when the waiting ends by itself', async () => {
    for (const script of [['pending', 'success'], [errorOf('REJECTED')], ['pending']] satisfies Step[][]) {
      const { signal } = new AbortController()
      await waitFor(script, { signal, maxAttempts: 2 }).ended
      expect(getEventListeners(signal, 'abort')).toEqual([])
    }
  })
})

describe('a client whose calls may act', () => {
  it('is not waited for unless the caller accepts that', async () => {
    const { client, calledAt } = scriptClient(['pending', 'success'], { repeatable: false })
    const refused = await run(waitForFinalStatus(client, query))
    expect(refused.error).toMatchObject({ code: 'CONFIGURATION', field: 'allowRepeat', provider: 'acme' })
    const insisted = await run(waitForFinalStatus(client, query, { allowRepeat: false }))
    expect(insisted.error).toMatchObject({ field: 'allowRepeat' })
    expect(calledAt).toEqual([])
    const accepted = await run(waitForFinalStatus(client, query, { allowRepeat: true }))
    expect(accepted.value).toMatchObject({ outcome: 'final', attempts: 2 })
  })

  it('is waited for past an error that may pass, once that is accepted', async () => {
    const lost = new CekStatusError({ code: 'NETWORK', message: 'lost', attempts: 1, retryable: false })
    const { client } = scriptClient([lost, 'success'], { repeatable: false })
    const accepted = await run(waitForFinalStatus(client, query, { allowRepeat: true }))
    expect(accepted.value).toMatchObject({ outcome: 'final', attempts: 2 })
  })
})

describe('options', () => {
  it.each([
    { options: { deadlineMs: 0 }, field: 'deadlineMs' },
    { options: { deadlineMs: 2 ** 31 }, field: 'deadlineMs' },
    { options: { maxAttempts: 1.5 }, field: 'maxAttempts' },
    { options: { notFoundGraceMs: -1 }, field: 'notFoundGraceMs' },
    { options: { isTooNew: true }, field: 'isTooNew' },
    { options: { expiredRecheckMs: '1' }, field: 'expiredRecheckMs' },
    { options: { expiredRecheckMs: 5, deadlineMs: 5 }, field: 'expiredRecheckMs' },
    { options: { random: 1 }, field: 'random' },
    { options: { allowRepeat: 'yes' }, field: 'allowRepeat' },
    { options: { schedule: { pending: [] } }, field: 'schedule.pending' },
    { options: { schedule: null }, field: 'schedule' },
    { options: { signal: 'stop' }, field: 'signal' },
    { options: { timeoutMs: 0 }, field: 'timeoutMs' },
    { options: { expect: { amount: 5 } }, field: 'expect.amount' },
    { options: { deadlineMS: 5 }, field: 'options' },
    { options: { refundRecheckMs: 5 }, field: 'options' },
    { options: null, field: 'options' },
  ])('are refused before anything is asked: $options', async ({ options, field }) => {
    const { client, calledAt } = scriptClient(['success'])
    const { error } = await run(waitForFinalStatus(client, query, options as unknown as WaitOptions))
    expect(error).toMatchObject({ code: 'CONFIGURATION', field, provider: 'acme' })
    expect(calledAt).toEqual([])
  })

  it('may be undefined', async () => {
    const options = { deadlineMs: undefined, schedule: undefined, signal: undefined, random: undefined }
    const { client } = scriptClient(['success'])
    const { value } = await run(waitForFinalStatus(client, query, options as unknown as WaitOptions))
    expect(value).toMatchObject({ outcome: 'final' })
  })

  it.each([undefined, null, {}, { getTransactionStatus: () => undefined }])(
    'need a client: %j',
    async (client) => {
      const { error } = await run(waitForFinalStatus(client as unknown as StatusClient, query))
      expect(error).toMatchObject({ code: 'CONFIGURATION', field: 'client' })
    },
  )
})
