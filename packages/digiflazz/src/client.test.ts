import { inspect } from 'node:util'
import {
  getTransactionStatuses,
  isCekStatusError,
  waitForFinalStatus,
  watchTransactionStatus,
} from '@cekstatus/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { buildStatusRequest, createDigiflazz } from './index.ts'
import { now, order, suksesBody } from './test-bodies.ts'

const credentials = { username: 'testuser01', apiKey: 'not-a-real-key-0123456789abcdef' }
/** Bodies of the requests that were sent. */
const sent: string[] = []
let answers: readonly (() => Response)[] = []
beforeEach(() => {
  sent.splice(0)
})

/** Sets what the next requests meet; the last one is met by all that follow. */
function answer(...next: (() => Response)[]): void {
  answers = next
}

/** Stands for the documented address. */
const answering: typeof fetch = async (url, init) => {
  expect(String(url)).toBe('https://api.digiflazz.com/v1/transaction')
  const meet = answers[Math.min(sent.push(String(init?.body)), answers.length) - 1]
  if (meet === undefined) throw new TypeError('no answer')
  return meet()
}

const sukses = () => new Response(suksesBody())
const pending = () => new Response(suksesBody({ status: 'Pending', rc: '03', sn: '' }))
const unavailable = () => new Response('<html>', { status: 503 })

const lost = (): Response => {
  throw new TypeError('the connection was reset')
}

const options = { ...credentials, now, fetch: answering }
const client = createDigiflazz(options)
const rejection = (asking: Promise<unknown>) =>
  asking.then(
    () => null,
    (error: unknown) => {
      if (isCekStatusError(error)) return error
      throw error
    },
  )

describe('createDigiflazz', () => {
  it('does not mask field paths in messages for the username `data`', async () => {
    answer(() => new Response(suksesBody({ status: 7 })))
    const error = await rejection(
      createDigiflazz({ ...options, username: 'data' }).getTransactionStatus(order),
    )
    expect(error?.message).toContain('data.status')
  })

  it('sends exactly the body that was signed, once', async () => {
    answer(sukses)
    const { status, advice, lines, evidence } = await client.getTransactionStatus(order)
    expect([status, advice, lines[0]?.serialNumber]).toEqual(['success', 'fulfill', '1234567890'])
    expect(evidence).toEqual({ observedAt: now().toISOString(), httpStatus: 200, attempts: 1 })
    expect(sent).toEqual([buildStatusRequest(order, credentials, { now }).body])
  })

  it.each([
    ['HTTP 503', unavailable, 'PROVIDER_UNAVAILABLE'],
    ['a broken connection', lost, 'NETWORK'],
    ['HTTP 429', () => new Response('{}', { status: 429 }), 'RATE_LIMITED'],
  ])('never sends a call twice: %s, with retries asked for', async (_name, failing, code) => {
    answer(failing, sukses)
    const insistent = createDigiflazz({
      ...options,
      rateLimiter: false,
      retry: { maxAttempts: 5, baseDelayMs: 1 },
    })
    const error = await rejection(insistent.getTransactionStatus(order))
    expect([error?.code, error?.attempts, sent.length]).toEqual([code, 1, 1])
  })

  it('does not call such an error retryable, because whoever retries would order', async () => {
    answer(unavailable)
    const error = await rejection(client.getTransactionStatus(order))
    expect(error?.retryable).toBe(false)
    expect(error?.hint).toContain('may have placed the order')
  })

  it('sends nothing for an order that is too old or too young', async () => {
    answer(sukses)
    const old = await rejection(client.getTransactionStatus({ ...order, orderedAt: '2025-10-20T00:00:00Z' }))
    const young = await rejection(
      client.getTransactionStatus({ ...order, orderedAt: '2026-01-26T02:59:30Z' }),
    )
    expect([old?.code, old?.field, old?.attempts]).toEqual(['CONFIGURATION', 'orderedAt', 0])
    expect([young?.code, young?.limitedBy, young?.retryAfterMs, young?.retryable]).toEqual([
      'RATE_LIMITED',
      'local',
      30_000,
      true,
    ])
    expect(sent).toEqual([])
  })

  it('is not waited for, watched or asked for many unless told', async () => {
    answer(pending, sukses)
    const refused = { code: 'CONFIGURATION', field: 'allowRepeat' }
    await expect(waitForFinalStatus(client, order)).rejects.toMatchObject(refused)
    expect(() => watchTransactionStatus(client, order)).toThrow(expect.objectContaining(refused))
    expect(() => getTransactionStatuses(client, [order])).toThrow(expect.objectContaining(refused))
    expect(sent).toEqual([])
    const schedule = { pending: [1] }
    const { outcome } = await waitForFinalStatus(client, order, { allowRepeat: true, schedule })
    expect([outcome, sent.length]).toEqual(['final', 2])
  })

  it('keeps username, key and signature out of what an error quotes', async () => {
    const { sign } = JSON.parse(buildStatusRequest(order, credentials, { now }).body ?? '')
    const message = `no: ${sign} ${sign.toUpperCase()} ${credentials.username} ${credentials.apiKey}`
    answer(() => new Response(suksesBody({ status: 'Gagal', rc: '41', message })))
    const error = await rejection(client.getTransactionStatus(order))
    expect([error?.code, error?.providerCode]).toEqual(['AUTHENTICATION', '41'])
    const shown = inspect(error, { showHidden: true, depth: 9 })
    for (const secret of [sign, credentials.username, credentials.apiKey]) expect(shown).not.toContain(secret)
  })

  it('compares the answer with what was asked, though the query object is reused', async () => {
    answer(sukses)
    const reused = { ...order }
    const asking = client.getTransactionStatus(reused)
    reused.target = '0'
    expect((await asking).status).toBe('success')
  })

  it('sends what may be spent at most when it was made so', async () => {
    answer(sukses)
    await createDigiflazz({ ...options, maxPrice: 1 }).getTransactionStatus(order)
    expect(JSON.parse(sent[0] ?? '').max_price).toBe(1)
  })
})
