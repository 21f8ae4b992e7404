import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import { type DuitkuQuery, type DuitkuResponse, parseStatusResponse } from './index.ts'
import { errorResponseSchema, type statusResponseSchema } from './schemas.ts'
import { statusBody } from './test-bodies.ts'

const query = { merchantReference: 'abcde12345' }

const parse = (body: string, status = 200, asked: DuitkuQuery = query, options = {}) =>
  parseStatusResponse({ status, headers: {}, body }, asked, options)

const read = (changes: Record<string, unknown>, asked: DuitkuQuery = query, options = {}) =>
  parse(statusBody(changes), 200, asked, options)

const warningsOf = (changes: Record<string, unknown>) =>
  read(changes).warnings.map(({ code, field }) => `${code} ${field}`)

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}

describe('DuitkuResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof statusResponseSchema>>().toEqualTypeOf<DuitkuResponse>()
  })
})

describe('errorResponseSchema', () => {
  it('accepts the error body and no status response', () => {
    expect(errorResponseSchema.safeParse({ Message: 'Wrong signature' }).success).toBe(true)
    expect(errorResponseSchema.safeParse(JSON.parse(statusBody())).success).toBe(false)
  })
})

describe('parseStatusResponse', () => {
  it('reads the documented response', () => {
    const { raw, evidence, ...transaction } = read({})
    expect(transaction).toEqual({
      provider: 'duitku',
      kind: 'payment',
      merchantReference: 'abcde12345',
      providerReference: 'DXXXXCX80TZJ85Q70QCI',
      status: 'success',
      final: true,
      advice: 'fulfill',
      providerStatus: '00',
      reason: null,
      amount: { value: '100000.00', currency: 'IDR' },
      fee: { value: '0.00', currency: 'IDR' },
      netAmount: null,
      refund: null,
      channel: null,
      lines: [],
      createdAt: null,
      updatedAt: null,
      paidAt: null,
      expiresAt: null,
      sandbox: null,
      warnings: [],
    })
    expect(raw).toEqual(JSON.parse(statusBody()))
    expect(evidence.httpStatus).toBe(200)
  })

  it.each([
    { statusCode: '01', status: 'pending', final: false, advice: 'wait', reason: null },
    { statusCode: '02', status: 'canceled', final: true, advice: 'release', reason: 'CANCELED' },
  ])('reads $statusCode as $status', ({ statusCode, ...expected }) => {
    const statusMessage = statusCode === '02' ? 'CANCELED' : 'PENDING'
    expect(read({ statusCode, statusMessage })).toMatchObject({ ...expected, warnings: [] })
  })

  it.each(['03', '0', '000', '0 0', 'SUCCESS', '٠٠'])('reads the code %j as unknown', (statusCode) => {
    expect(read({ statusCode })).toMatchObject({
      status: 'unknown',
      final: false,
      advice: 'review',
      providerStatus: statusCode,
    })
    expect(warningsOf({ statusCode })).toEqual(['STATUS_UNDOCUMENTED statusCode'])
  })

  it.each([null, undefined, '', ' '])('reads the absent code %j as unknown', (statusCode) => {
    expect(read({ statusCode })).toMatchObject({ status: 'unknown', advice: 'review' })
    expect(warningsOf({ statusCode })).toEqual(['STATUS_MISSING statusCode'])
  })

  it.each([
    { merchantOrderId: undefined },
    { merchantOrderId: null },
    { merchantOrderId: 12345 },
    { statusCode: 0 },
    { statusCode: 1 },
    { statusCode: true },
    { statusCode: ['00'] },
    { reference: true },
    { reference: {} },
    { paymentUrl: 'https://sandbox.duitku.com/topup/topupdirectv2.aspx?ref=BCA7WZ7EIDXXXXWEC' },
    { paymentUrl: null },
  ])('rejects a response with %j', (changes) => {
    expect(errorOf(() => read(changes)).code).toBe('RESPONSE_INVALID')
  })

  it('compares both references with the response', () => {
    const both = { ...query, providerReference: 'DXXXXCX80TZJ85Q70QCI' }
    expect(read({}, both).advice).toBe('fulfill')
    expect(errorOf(() => read({ reference: 'DXXXXOTHER' }, both))).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      field: 'reference',
    })
    expect(errorOf(() => read({ merchantOrderId: 'ABCDE12345' }))).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      field: 'merchantOrderId',
    })
  })

  it('does not advise fulfillment for a response with an empty order id', () => {
    expect(read({ merchantOrderId: '' })).toMatchObject({ status: 'success', advice: 'review' })
  })

  it.each(['100.000', '1e5', '-1', true, {}])('warns of the amount %j', (amount) => {
    expect(warningsOf({ amount })).toEqual(['AMOUNT_INVALID amount', 'AMOUNT_MISSING amount'])
    expect(read({ amount })).toMatchObject({ status: 'success', amount: null, advice: 'review' })
  })

  it.each([undefined, null, '0', '0.00'])('does not advise fulfillment for the amount %j', (amount) => {
    expect(read({ amount })).toMatchObject({ status: 'success', advice: 'review' })
  })

  it('reads an absent fee as null, and an unreadable one with a warning', () => {
    expect(read({ fee: undefined })).toMatchObject({ fee: null, advice: 'fulfill' })
    expect(warningsOf({ fee: '1,5' })).toEqual(['AMOUNT_INVALID fee'])
  })

  it('compares an expected amount', () => {
    expect(read({}, query, { expect: { amount: '100000' } }).advice).toBe('fulfill')
    expect(read({}, query, { expect: { amount: '100001' } }).advice).toBe('review')
  })
})

describe('refusals', () => {
  it.each([
    { status: 400, Message: 'Minimum Payment 10000 IDR', code: 'REJECTED' },
    { status: 401, Message: 'Wrong signature', code: 'AUTHENTICATION' },
    { status: 404, Message: 'Merchant not found', code: 'AUTHENTICATION' },
    { status: 404, Message: 'Payment channel not available', code: 'REJECTED' },
    { status: 404, Message: 'Merchant not found for this order', code: 'REJECTED' },
    { status: 400, Message: 'Merchant not found', code: 'REJECTED' },
    { status: 409, Message: 'Payment amount must be equal to all item price', code: 'REJECTED' },
    { status: 429, Message: 'Merchant not found', code: 'RATE_LIMITED' },
    { status: 500, Message: 'Wrong signature', code: 'PROVIDER_UNAVAILABLE' },
  ])('reads HTTP $status with "$Message" as $code', ({ status, Message, code }) => {
    const error = errorOf(() => parse(JSON.stringify({ Message }), status))
    expect(error).toMatchObject({ code, httpStatus: status, providerCode: null, providerMessage: Message })
  })

  it('names both signature methods where the signature is refused', () => {
    const { hint } = errorOf(() => parse('{"Message":"Wrong signature"}', 401))
    expect(hint).toContain("'hmac-sha256' and 'md5'")
  })

  it('never reads a paid order out of another HTTP status', () => {
    const codes = [302, 401, 404, 409, 500].map((status) => errorOf(() => parse(statusBody(), status)).code)
    expect(codes).toEqual([
      'RESPONSE_INVALID',
      'AUTHENTICATION',
      'REJECTED',
      'REJECTED',
      'PROVIDER_UNAVAILABLE',
    ])
  })
})
