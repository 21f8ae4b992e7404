import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { MidtransResponse } from './response.ts'
import { errorResponseSchema, type statusResponseSchema } from './schemas.ts'
import { danaBody, firstRefund, refundBody, settledBody } from './test-bodies.ts'
import { danaQuery, errorOf, read, refundQuery } from './test-reading.ts'

describe('MidtransResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof statusResponseSchema>>().toEqualTypeOf<MidtransResponse>()
  })
})

describe('errorResponseSchema', () => {
  it('accepts the documented refusals', () => {
    const refusals = [{ status_code: '404', status_message: "Transaction doesn't exist.", id: 'ca1774d3' }]
    expect(refusals.every((body) => errorResponseSchema.safeParse(body).success)).toBe(true)
    expect(errorResponseSchema.safeParse({ status_message: 'x' }).success).toBe(false)
  })
})

describe('parseStatusResponse', () => {
  it('reads the settled card of the page', () => {
    expect(read(settledBody())).toMatchObject({
      kind: 'payment',
      merchantReference: 'Postman-1578568851',
      providerReference: '57d5293c-e65f-4a29-95e4-5959c3fa335b',
      status: 'success',
      advice: 'fulfill',
      providerStatus: 'settlement',
      reason: null,
      amount: { value: '10000.00', currency: 'IDR' },
      fee: null,
      netAmount: null,
      refund: null,
      channel: { type: null, code: 'credit_card', name: null },
      createdAt: '2020-01-09T11:27:19.000Z',
      paidAt: '2020-01-10T09:15:31.000Z',
      expiresAt: null,
      sandbox: null,
      warnings: [],
    })
  })

  it('reads the pending DANA payment of the page without its expiry, whose zone no page states', () => {
    expect(read(danaBody(), danaQuery)).toMatchObject({
      status: 'pending',
      advice: 'wait',
      providerStatus: 'PENDING',
      createdAt: '2025-11-03T05:45:47.000Z',
      expiresAt: null,
      warnings: [{ code: 'TIMESTAMP_INVALID', field: 'expiry_time' }],
    })
  })

  it.each(['deny', 'cancel', 'processed'])('returns no paidAt beside the word %s', (transaction_status) => {
    expect(read(settledBody({ transaction_status })).paidAt).toBeNull()
  })

  it('reads the partial refund of the page', () => {
    expect(read(refundBody(), refundQuery)).toMatchObject({
      status: 'partial',
      advice: 'review',
      amount: { value: '30000.00' },
      refund: { amount: { value: '12000.00' }, pending: false },
    })
  })

  it.each([
    { changes: { refunds: [firstRefund, { ...firstRefund, bank_confirmed_at: undefined }] } },
    { changes: { refunds: [{ ...firstRefund, bank_confirmed_at: '' }] } },
    { changes: { refunds: [] } },
    { changes: { refunds: undefined } },
  ])('returns a pending refund until the bank confirms every part: $changes', ({ changes }) => {
    expect(read(refundBody(changes), refundQuery).refund?.pending).toBe(true)
  })

  it.each(['200', '201', '202', '407'])(
    'accepts the status_code %s beside a transaction_status',
    (status_code) => {
      expect(read(settledBody({ status_code, transaction_status: 'expire' })).status).toBe('expired')
    },
  )

  it.each([
    ['pending', undefined, 'pending', 'wait'],
    ['pending', 'deny', 'unknown', 'review'],
    ['authorize', 'accept', 'authorized', 'wait'],
    ['authorize', 'challenge', 'unknown', 'review'],
    ['capture', 'accept', 'success', 'fulfill'],
    ['capture', 'challenge', 'processing', 'wait'],
    ['capture', 'deny', 'unknown', 'review'],
    ['capture', undefined, 'unknown', 'review'],
    ['settlement', undefined, 'success', 'fulfill'],
    ['settlement', null, 'success', 'fulfill'],
    ['settlement', '', 'unknown', 'review'],
    ['settlement', 'challenge', 'unknown', 'review'],
    ['settlement', 'deny', 'unknown', 'review'],
    ['deny', 'challenge', 'failed', 'review'],
    ['cancel', 'challenge', 'canceled', 'release'],
    ['cancel', 'deny', 'unknown', 'review'],
    ['expire', 'accept', 'expired', 'release'],
    ['failure', undefined, 'failed', 'review'],
    ['refund', 'accept', 'refunded', 'review'],
    ['partial_chargeback', 'accept', 'partial', 'review'],
  ])(
    'reads %s beside the fraud_status %j as %s, advice %s',
    (transaction_status, fraud_status, status, advice) => {
      expect(read(settledBody({ transaction_status, fraud_status }))).toMatchObject({ status, advice })
    },
  )

  it.each([201, 404])('rejects the status_code %d as a number', (status_code) => {
    expect(errorOf(200, settledBody({ status_code })).code).toBe('RESPONSE_INVALID')
  })

  it.each(['203', '204', '300', '404', '418', '', undefined, null])(
    'rejects the status_code %j beside a transaction_status',
    (status_code) => {
      const { code } = errorOf(200, settledBody({ status_code }))
      expect(code).toBe(status_code === '300' ? 'REJECTED' : 'RESPONSE_INVALID')
    },
  )

  it.each([
    { transaction_status: undefined },
    { transaction_status: 7 },
    { fraud_status: true },
    { order_id: 12 },
    { transaction_id: {} },
    { refunds: 'none' },
  ])('rejects a body with %j', (changes) => {
    expect(errorOf(200, settledBody(changes)).code).toBe('RESPONSE_INVALID')
  })

  it('never reads a documented body under another HTTP status as an answer', () => {
    const codes = [300, 400, 404, 407, 429, 500].map((status) => errorOf(status, settledBody()).code)
    expect(codes).toEqual([
      'RESPONSE_INVALID',
      'REJECTED',
      'REJECTED',
      'REJECTED',
      'RATE_LIMITED',
      'PROVIDER_UNAVAILABLE',
    ])
  })

  it.each([
    ['401', 'AUTHENTICATION'],
    ['402', 'AUTHENTICATION'],
    ['404', 'NOT_FOUND'],
    ['410', 'REJECTED'],
    ['412', 'REJECTED'],
    ['429', 'RATE_LIMITED'],
    ['500', 'PROVIDER_UNAVAILABLE'],
    ['900', 'PROVIDER_UNAVAILABLE'],
    ['499', 'RESPONSE_INVALID'],
  ])('turns the status_code %s inside HTTP 200 into %s', (status_code, code) => {
    const error = errorOf(200, JSON.stringify({ status_code, status_message: 'refused' }))
    expect(error.code).toBe(code)
    if (code !== 'RESPONSE_INVALID') {
      expect([error.providerCode, error.providerMessage]).toEqual([status_code, 'refused'])
    }
  })

  it('lets the HTTP status decide where the body names another code', () => {
    const notFound = JSON.stringify({ status_code: '404', status_message: 'not found' })
    const codes = [401, 403, 404, 422, 429, 503].map((status) => errorOf(status, notFound).code)
    expect(codes).toEqual([
      'AUTHENTICATION',
      'AUTHENTICATION',
      'NOT_FOUND',
      'REJECTED',
      'RATE_LIMITED',
      'PROVIDER_UNAVAILABLE',
    ])
  })

  it('reads no amount in a currency that is not a code of three letters', () => {
    expect(read(settledBody({ currency: undefined })).amount?.currency).toBe('IDR')
    expect(read(settledBody({ currency: 'USD' })).amount?.currency).toBe('USD')
    expect(read(settledBody({ currency: 'Rp' }))).toMatchObject({
      amount: null,
      advice: 'review',
      warnings: [
        { code: 'AMOUNT_INVALID', field: 'currency' },
        { code: 'AMOUNT_MISSING', field: 'gross_amount' },
      ],
    })
  })

  it.each(['10.000,00', '', -1, '1e4', {}])('doubts a success with the gross_amount %j', (gross_amount) => {
    expect(read(settledBody({ gross_amount }))).toMatchObject({ amount: null, advice: 'review' })
  })

  it('returns the message of a deny and the word of a chargeback as the reason', () => {
    const status_message = 'Card is not authenticated.'
    const reasonOf = (transaction_status: string) =>
      read(settledBody({ transaction_status, status_message })).reason
    expect(['deny', 'failure', 'chargeback', 'partial_chargeback', 'cancel', 'refund'].map(reasonOf)).toEqual(
      [status_message, null, 'chargeback', 'partial_chargeback', null, null],
    )
  })
})
