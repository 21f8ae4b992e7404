import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOptions, CommonOptions } from '../client.ts'
import { CekStatusError, type ErrorCode, errorCodes, errorInfo, isCekStatusError } from '../errors.ts'
import { type AcmeChanges, acmeBody, createAcme } from '../test-provider.ts'
import type { Transaction } from '../transaction.ts'
import { type Meeting, scriptTransport } from './test-transport.ts'

const query = { merchantReference: 'INV-001' }
const good: Meeting = { body: acmeBody() }
const busy: Meeting = { status: 503 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Asks a client whose requests meet these, while fake time runs as long as it has to. */
async function ask(
  meetings: readonly Meeting[],
  options: CommonOptions = {},
  { call, ...changes }: AcmeChanges & { call?: CallOptions } = {},
) {
  const script = scriptTransport(meetings)
  const random = () => 1
  const retry = options.retry === false ? false : { random, ...options.retry }
  const client = createAcme({ transport: script.transport, ...options, retry }, changes)
  const startedAt = performance.now()
  const asking = client.getTransactionStatus(query, call).then(
    (transaction) => ({ transaction, error: null }),
    (error: unknown) => {
      if (isCekStatusError(error)) return { transaction: null, error }
      throw error
    },
  )
  await vi.runAllTimersAsync()
  const outcome: { transaction: Transaction | null; error: CekStatusError | null } = await asking
  return { ...outcome, ...script, tookMs: Math.round(performance.now() - startedAt) }
}

/** A client whose answers are read as an error of this code, whatever they say. */
const failing = (code: ErrorCode, details: Partial<CekStatusError> = {}): AcmeChanges => ({
  inquiry: {
    parseResponse: () => {
      throw new CekStatusError({ ...details, code, message: code })
    },
  },
})

describe('an error that may pass', () => {
  it.each(errorCodes)('%s is tried again only if the table of errors says so', async (code) => {
    const { error, requests } = await ask([good], {}, failing(code))
    expect([error?.code, error?.attempts]).toEqual([code, errorInfo[code].retryable ? 3 : 1])
    expect(requests.length).toBe(error?.attempts)
  })

  it.each([
    ['a broken connection', new Error('reset')],
    ['HTTP 503', busy],
    ['HTTP 429', { status: 429 }],
    ['silence', 'silence'],
  ] as const)('is tried again after %s, and the answer counts every inquiry', async (_name, meeting) => {
    const { transaction, requests } = await ask([meeting, meeting, good])
    expect([transaction?.status, transaction?.evidence.attempts]).toEqual(['success', 3])
    expect(requests.length).toBe(3)
  })

  it('is the last one where the attempts differ', async () => {
    const { error } = await ask([busy, new Error('reset'), { status: 502 }])
    expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', httpStatus: 502, attempts: 3 })
  })

  it('is thrown as what the last attempt met, also when an earlier one met another', async () => {
    const { error } = await ask([busy, { status: 404, body: '{"ok":false,"code":"NO_SUCH_ID"}' }])
    expect(error).toMatchObject({ code: 'NOT_FOUND', attempts: 2 })
  })

  it('is thrown at once with retry: false', async () => {
    const { error, requests, tookMs } = await ask([busy], { retry: false })
    expect([error?.code, error?.attempts, requests.length, tookMs]).toEqual(['PROVIDER_UNAVAILABLE', 1, 1, 0])
  })

  it('is thrown at once where asking may act', async () => {
    const { error, requests } = await ask([busy], {}, { capabilities: { repeatable: false } })
    expect([error?.attempts, requests.length]).toEqual([1, 1])
  })

  it('is not called retryable where asking may act, unless nothing was sent', async () => {
    const capabilities = { repeatable: false }
    for (const meeting of [busy, new Error('reset'), 'silence', { status: 429 }] as const) {
      const { error } = await ask([meeting], {}, { capabilities })
      expect([error?.attempts, error?.retryable]).toEqual([1, false])
    }
    const unsent = {
      inquiry: {
        check: () => {
          throw new CekStatusError({ code: 'RATE_LIMITED', limitedBy: 'local', message: 'too early' })
        },
      },
    }
    const { error } = await ask([good], {}, { ...unsent, capabilities })
    expect([error?.attempts, error?.retryable]).toEqual([0, true])
  })
})

describe('the pause before a retry', () => {
  it('doubles up to its longest', async () => {
    const retry = { maxAttempts: 7, baseDelayMs: 100, maxDelayMs: 1_000 }
    const { sentAt } = await ask([busy], { retry })
    expect(sentAt).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500])
  })

  it('is half a second and then a second unless said', async () => {
    expect((await ask([busy])).sentAt).toEqual([0, 500, 1_500])
  })

  it.each([
    [0, [0, 250, 750]],
    [0.5, [0, 375, 1_125]],
    [1, [0, 500, 1_500]],
  ])('is spread between half and all of it: %d', async (share, wanted) => {
    expect((await ask([busy], { retry: { random: () => share } })).sentAt).toEqual(wanted)
  })

  it.each([Number.NaN, -1, 2, '1', undefined])('refuses %j as a random number', async (share) => {
    const { error } = await ask([busy], { retry: { random: () => share as number } })
    expect(error).toMatchObject({ code: 'CONFIGURATION', field: 'random', attempts: 1 })
  })

  it.each([
    ['seconds', '7', 7_000],
    ['a date', 'Mon, 26 Jan 2026 03:00:09 GMT', 9_000],
    ['no time at all', '0', 500],
    ['a date in the past', 'Mon, 26 Jan 2026 02:00:00 GMT', 500],
    ['words', 'soon', 500],
  ])('is no shorter than Retry-After in %s', async (_name, header, wanted) => {
    vi.setSystemTime('2026-01-26T03:00:00.000Z')
    for (const status of [429, 503]) {
      vi.setSystemTime('2026-01-26T03:00:00.000Z')
      const { sentAt } = await ask([{ status, headers: { 'retry-after': header } }, good])
      expect(sentAt).toEqual([0, wanted])
    }
  })

  it('follows Retry-After up to an hour', async () => {
    const late: Meeting = { status: 503, headers: { 'retry-after': '999999999' } }
    const { sentAt } = await ask([late, good], { deadlineMs: 2 ** 31 - 1 })
    expect(sentAt).toEqual([0, 3_600_000])
  })

  it.each([
    ['demanded by the provider', { status: 429, headers: { 'retry-after': '60' } }, 60_000],
    ['of the plan', busy, null],
  ] as const)('%s that does not fit the deadline is not begun', async (_name, meeting, retryAfterMs) => {
    const options = { deadlineMs: 60_000, retry: { baseDelayMs: 60_000 } }
    const { error, requests, tookMs } = await ask([meeting], options)
    expect(error).toMatchObject({ attempts: 1, retryAfterMs, httpStatus: meeting.status })
    expect([requests.length, tookMs]).toEqual([1, 0])
  })

  it('that just fits is kept', async () => {
    const meeting: Meeting = { status: 429, headers: { 'retry-after': '59' } }
    expect((await ask([meeting, good])).transaction?.status).toBe('success')
  })

  it('ends with the signal of the caller, and leaves nothing', async () => {
    const aborting = new AbortController()
    setTimeout(() => aborting.abort(), 100)
    const { error, tookMs } = await ask([busy], {}, { call: { signal: aborting.signal } })
    expect(error).toMatchObject({ code: 'ABORTED', attempts: 1, httpStatus: 503 })
    expect([tookMs, vi.getTimerCount()]).toEqual([100, 0])
    expect(getEventListeners(aborting.signal, 'abort')).toEqual([])
  })
})

describe('time', () => {
  it('of an attempt begins anew with each', async () => {
    const { error, sentAt, tookMs } = await ask(['silence'], { timeoutMs: 1_000 })
    expect(error).toMatchObject({
      code: 'TIMEOUT',
      attempts: 3,
      message: expect.stringContaining('timeoutMs'),
    })
    expect([sentAt, tookMs]).toEqual([[0, 1_500, 3_500], 4_500])
  })

  it('of the call ends an attempt that has time of its own left', async () => {
    const { error, tookMs } = await ask(['silence'], { timeoutMs: 1_000, deadlineMs: 1_800 })
    expect(error).toMatchObject({
      code: 'TIMEOUT',
      attempts: 2,
      message: 'no complete response within 1800 ms (deadlineMs)',
    })
    expect(tookMs).toBe(1_800)
  })

  it('of the call is a minute unless said', async () => {
    const { tookMs } = await ask(['silence'], { timeoutMs: 2 ** 31 - 1 })
    expect(tookMs).toBe(60_000)
  })

  it('of one call replaces that of the client', async () => {
    const call = { timeoutMs: 100, deadlineMs: 150 }
    const { sentAt, tookMs } = await ask(['silence'], { retry: { baseDelayMs: 20 } }, { call })
    expect([sentAt, tookMs]).toEqual([[0, 120], 150])
  })

  it('is the runtime’s own, whatever the clock of the options says', async () => {
    const now = () => new Date('2026-01-26T03:00:00.000Z')
    expect((await ask(['silence'], { now, timeoutMs: 50, retry: false })).tookMs).toBe(50)
  })
})

describe('each attempt', () => {
  it('builds its request afresh', async () => {
    let count = 0
    const { requests } = await ask(
      [busy],
      {},
      {
        inquiry: {
          buildRequest: () => {
            count += 1
            return {
              method: 'GET',
              url: 'https://acme.example',
              headers: { 'x-id': String(count) },
              body: null,
            }
          },
        },
      },
    )
    expect(requests.map(({ headers }) => headers['x-id'])).toEqual(['1', '2', '3'])
  })

  it('that cannot be built is thrown, or tried again like any other', async () => {
    const built = vi.fn()
    const build = (code: ErrorCode) => ({
      inquiry: {
        buildRequest: () => {
          built()
          return Promise.reject(new CekStatusError({ code, message: code }))
        },
        recoverFrom: () => ({ name: 'fresh-token' as const }),
      },
    })
    const refused = await ask([good], {}, build('AUTHENTICATION'))
    expect([refused.error?.code, refused.error?.attempts, refused.tookMs]).toEqual(['AUTHENTICATION', 0, 0])
    expect(built).toHaveBeenCalledOnce()
    const late = await ask([good], {}, build('TIMEOUT'))
    expect([late.error?.code, late.error?.attempts, late.tookMs]).toEqual(['TIMEOUT', 0, 1_500])
  })

  it('has no remedy of an inquiry, also after an earlier one was answered', async () => {
    const built = vi.fn()
    const refused = await ask(
      [{ status: 503 }, good],
      {},
      {
        inquiry: {
          buildRequest: () => {
            built()
            return built.mock.calls.length === 1
              ? { method: 'GET' as const, url: 'https://acme.example', headers: {}, body: null }
              : Promise.reject(new CekStatusError({ code: 'AUTHENTICATION', message: 'refused' }))
          },
          recoverFrom: ({ code }) => (code === 'AUTHENTICATION' ? { name: 'fresh-token' as const } : null),
        },
      },
    )
    expect([refused.error?.code, built.mock.calls.length]).toEqual(['AUTHENTICATION', 2])
  })

  it('is not begun for a query that cannot be asked', async () => {
    const built = vi.fn()
    const script = scriptTransport([good])
    const client = createAcme({ transport: script.transport }, { inquiry: { buildRequest: built } })
    await expect(client.getTransactionStatus({ merchantReference: '' })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      field: 'merchantReference',
      attempts: 0,
    })
    expect(built).not.toHaveBeenCalled()
  })
})

describe('a remedy', () => {
  const refused: Meeting = { status: 400, body: '{"ok":false,"code":"BAD_KEY"}' }
  const remedy = (name: 'fresh-token' | 'new-external-id', apply = vi.fn()) => ({
    apply,
    changes: {
      inquiry: {
        recoverFrom: ({ code }: CekStatusError) => (code === 'AUTHENTICATION' ? { name, apply } : null),
      },
    },
  })

  it('is tried at once, also with retry: false', async () => {
    const { changes, apply } = remedy('fresh-token')
    const { transaction, tookMs } = await ask([refused, good], { retry: false }, changes)
    expect([transaction?.status, transaction?.evidence.attempts, tookMs]).toEqual(['success', 2, 0])
    expect(apply).toHaveBeenCalledOnce()
  })

  it('is tried once in a call', async () => {
    const { changes, apply } = remedy('new-external-id')
    const { error } = await ask([refused], {}, changes)
    expect([error?.code, error?.attempts]).toEqual(['AUTHENTICATION', 2])
    expect(apply).toHaveBeenCalledOnce()
  })

  it('takes none of the tries of a call', async () => {
    const { changes } = remedy('fresh-token')
    const { transaction, sentAt } = await ask([busy, refused, busy, good], {}, changes)
    expect([transaction?.evidence.attempts, sentAt]).toEqual([4, [0, 500, 500, 1_500]])
  })

  it('is not tried where asking may act', async () => {
    const { changes, apply } = remedy('fresh-token')
    const capabilities = { repeatable: false }
    expect((await ask([refused], {}, { ...changes, capabilities })).error?.attempts).toBe(1)
    expect(apply).not.toHaveBeenCalled()
  })
})
