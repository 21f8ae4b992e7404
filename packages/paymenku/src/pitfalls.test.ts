import { describePitfalls } from '@cekstatus/conformance'
import { isCekStatusError, redactTransaction } from '@cekstatus/core'
import { expect } from 'vitest'
import { buildStatusRequest, parseStatusResponse } from './index.ts'
import { paidBody } from './test-bodies.ts'

const query = { merchantReference: 'INV-001' }

function read(changes: Record<string, unknown> = {}, options = {}) {
  return parseStatusResponse({ status: 200, headers: {}, body: paidBody(changes) }, query, options)
}

function codeOf(status: number, message: string): string {
  try {
    const body = JSON.stringify({ status: 'error', message })
    parseStatusResponse({ status, headers: {}, body }, query)
  } catch (error) {
    if (isCekStatusError(error)) return error.code
  }
  throw new Error('no error')
}

const webhookOnly = 'it is about webhooks, which this package does not read'

describePitfalls('paymenku', 28, [
  {
    trap: 1,
    observable: 'an envelope that says success while data.status is missing is unknown',
    test: () => {
      expect(read({ status: undefined })).toMatchObject({ status: 'unknown', final: false, advice: 'review' })
      expect(read({ status: 'pending' }).status).toBe('pending')
    },
  },
  { trap: 2, doesNotApply: webhookOnly },
  {
    trap: 3,
    observable: 'amounts are exact decimal text and compared as decimals',
    test: () => {
      expect(read().amount).toEqual({ value: '104000.00', currency: 'IDR' })
      expect(read({}, { expect: { amount: '104000' } }).advice).toBe('fulfill')
      expect(read({}, { expect: { amount: '9000.00' } }).advice).toBe('review')
    },
  },
  {
    trap: 4,
    observable: 'amount, fee and net amount are three fields, checked against one another',
    test: () => {
      expect(read()).toMatchObject({
        fee: { value: '4000.00' },
        netAmount: { value: '100000.00' },
        warnings: [],
      })
      expect(read({ amount: '100000.00' }).warnings).toMatchObject([{ code: 'AMOUNT_SUM' }])
    },
  },
  {
    trap: 5,
    observable: 'the fee is the stated one, never computed',
    test: () => expect(read({ total_fee: undefined }).fee).toBeNull(),
  },
  {
    trap: 6,
    observable: 'a sandbox payment is not to be fulfilled by a production client',
    test: () => {
      expect(read({ is_sandbox: true })).toMatchObject({ status: 'success', sandbox: true, advice: 'review' })
      expect(read({ is_sandbox: true }, { environment: 'sandbox' }).advice).toBe('fulfill')
    },
  },
  {
    trap: 7,
    observable: 'an absent sandbox flag is null, not false',
    test: () => expect(read({ is_sandbox: undefined }).sandbox).toBeNull(),
  },
  {
    trap: 8,
    observable: 'later words are read, and an unlisted one is unknown, not failed',
    test: () => {
      const statuses = ['cancelled', 'refunded', 'partially_refunded', 'settled'].map(
        (status) => read({ status }).status,
      )
      expect(statuses).toEqual(['canceled', 'refunded', 'partial', 'unknown'])
    },
  },
  {
    trap: 9,
    observable: 'a refund after payment is its own status, for a person to decide',
    test: () => expect(read({ status: 'refunded' })).toMatchObject({ status: 'refunded', advice: 'review' }),
  },
  {
    trap: 10,
    observable: 'no refund amount is made up from the amount',
    test: () => expect(read({ status: 'refunded' }).refund).toBeNull(),
  },
  {
    trap: 11,
    observable: '404 is NOT_FOUND, never a status',
    test: () => expect(codeOf(404, 'Transaction not found')).toBe('NOT_FOUND'),
  },
  {
    trap: 12,
    observable: '401 is AUTHENTICATION, never a status',
    test: () => expect(codeOf(401, 'Unauthorized')).toBe('AUTHENTICATION'),
  },
  {
    trap: 13,
    observable: 'the reference is one encoded path segment',
    test: () => {
      const { url } = buildStatusRequest({ merchantReference: 'a/b?c#d' }, { apiKey: 'sk_live_xxxxxxx' })
      expect(url).toBe('https://paymenku.com/api/v1/check-status/a%2Fb%3Fc%23d')
    },
  },
  {
    trap: 14,
    observable: 'an answer about another transaction under the same lookup key is refused',
    test: () => {
      const shadowed = { merchantReference: 'IDP202602271039768990' }
      const response = { status: 200, headers: {}, body: paidBody() }
      expect(() => parseStatusResponse(response, shadowed)).toThrow('another transaction')
    },
  },
  {
    trap: 15,
    observable: '429 is RATE_LIMITED with the delay that the provider asks for',
    test: () => {
      const response = {
        status: 429,
        headers: { 'Retry-After': '30' },
        body: '{"status":"error","message":"Too many"}',
      }
      expect(() => parseStatusResponse(response, query)).toThrow(
        expect.objectContaining({ code: 'RATE_LIMITED', retryAfterMs: 30_000 }),
      )
    },
  },
  { trap: 16, doesNotApply: webhookOnly },
  { trap: 17, doesNotApply: webhookOnly },
  { trap: 18, doesNotApply: webhookOnly },
  { trap: 19, doesNotApply: webhookOnly },
  { trap: 20, doesNotApply: webhookOnly },
  {
    trap: 21,
    observable: 'the channel is read from the object of this call, not from a text',
    test: () => {
      expect(read().channel).toEqual({ type: 'va', code: 'bca_va', name: 'BCA Virtual Account' })
      expect(read({ payment_channel: 'bca_va' }).channel).toBeNull()
    },
  },
  {
    trap: 22,
    observable: 'all four spellings of a time are read',
    test: () => {
      const times = [
        '2026-01-25T10:30:00+00:00',
        '2026-01-25T10:30:00Z',
        '2026-01-25T10:30:00.000Z',
        '2026-01-25T10:30:00.000000Z',
      ]
      expect(times.map((paid_at) => read({ paid_at }).paidAt)).toEqual(
        times.map(() => '2026-01-25T10:30:00.000Z'),
      )
    },
  },
  {
    trap: 23,
    observable: 'the date inside trx_id is not read',
    test: () => expect(read({ created_at: null }).createdAt).toBeNull(),
  },
  {
    trap: 24,
    observable: 'paid_at does not decide: null while pending, and no proof without the word',
    test: () => {
      expect(read({ status: 'pending', paid_at: null })).toMatchObject({ paidAt: null, status: 'pending' })
      expect(read({ status: 'pending' }).status).toBe('pending')
    },
  },
  {
    trap: 25,
    observable: 'customer data and the pay link are only in raw, which redactTransaction removes',
    test: () => {
      const logged = JSON.stringify(redactTransaction(read()))
      for (const text of ['John Doe', 'john@example.com', '/pay/']) expect(logged).not.toContain(text)
    },
  },
  {
    trap: 26,
    observable: 'new and missing optional fields do not break the answer',
    test: () =>
      expect(read({ payment_channel: undefined, pay_url: undefined, extra: { a: 1 } }).status).toBe(
        'success',
      ),
  },
  { trap: 27, doesNotApply: 'it is about balance reconciliation; the channel code qris_own is passed on' },
  {
    trap: 28,
    observable: 'requests go to paymenku.com and nowhere else',
    test: () => {
      const { url } = buildStatusRequest(query, { apiKey: 'sk_test_xxxxxxx' }, { environment: 'sandbox' })
      expect(new URL(url).origin).toBe('https://paymenku.com')
    },
  },
])
