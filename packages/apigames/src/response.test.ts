import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { ApigamesQuery } from './index.ts'
import { type ApigamesResponse, parseStatusResponse } from './index.ts'
import { errorResponseSchema, statusResponseSchema } from './schemas.ts'
import { productDetail, suksesBody } from './test-bodies.ts'

const query = { merchantReference: 'sdfsdx2' }

const read = (changes: Record<string, unknown>, options = {}, asked: ApigamesQuery = query) =>
  parseStatusResponse({ status: 200, headers: {}, body: suksesBody(changes) }, asked, options)

const codes = (changes: Record<string, unknown>) =>
  read(changes).warnings.map(({ code, field }) => `${code} ${field}`)

/** The error for a body whose envelope has `changes`. */
const refuse = (status: number, body: Record<string, unknown>) =>
  errorOf(() => parseStatusResponse({ status, headers: {}, body: JSON.stringify(body) }, query))

const envelope = (changes: Record<string, unknown>) => ({ ...JSON.parse(suksesBody()), ...changes })

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}

describe('ApigamesResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof statusResponseSchema>>().toEqualTypeOf<ApigamesResponse>()
  })
})

describe('the schemas', () => {
  it.each([
    { body: envelope({}), answer: true, error: false },
    { body: envelope({ status: '1', error_msg: '' }), answer: true, error: false },
    { body: envelope({ error_msg: 'Signature not valid' }), answer: false, error: false },
    { body: envelope({ data: { status: 1 } }), answer: false, error: false },
    { body: { error_msg: 'Signature not valid', status: 0 }, answer: false, error: true },
    { body: { error_msg: 'Signature not valid', status: '0' }, answer: false, error: true },
    { body: { status: 0 }, answer: false, error: false },
  ])('tell answers from refusals: $body', ({ body, answer, error }) => {
    expect(statusResponseSchema.safeParse(body).success).toBe(answer)
    expect(errorResponseSchema.safeParse(body).success).toBe(error)
  })
})

describe('the envelope', () => {
  it.each([{ status: 1 }, { status: '1' }, { error_msg: '' }, { error_msg: null }])(
    'is an answer with %j',
    (changes) => {
      const body = JSON.stringify(envelope(changes))
      expect(parseStatusResponse({ status: 200, headers: {}, body }, query).status).toBe('success')
    },
  )

  it.each([2, -1, 10, 1.5, '01', ' 1', '', true, false, null, [1], {}, 'Sukses', 'success', undefined])(
    'is unusable with the status %j',
    (status) => {
      expect(refuse(200, envelope({ status })).code).toBe('RESPONSE_INVALID')
    },
  )

  it.each([undefined, null, [], 'Sukses', 1])('is unusable with the data %j', (data) => {
    expect(refuse(200, { status: 1, data }).code).toBe('RESPONSE_INVALID')
  })

  it.each([
    { status: 0 },
    { status: '0' },
    { error_msg: 'x' },
    { error_msg: ' ' },
    { error_msg: false },
    { error_msg: {} },
  ])('is a refusal with %j, even beside a delivered purchase', (changes) => {
    expect(refuse(200, envelope(changes)).code).toBe('REJECTED')
  })

  it.each([200, 201, 299, 400, 401, 403, 404, 422, 499])(
    'is a refusal under HTTP %i, decided by its text',
    (status) => {
      expect(refuse(status, { error_msg: 'Signature not valid', status: 0 }).code).toBe('AUTHENTICATION')
      expect(refuse(status, { error_msg: 'Merchant config not found', status: 0 }).code).toBe(
        'AUTHENTICATION',
      )
      expect(refuse(status, { error_msg: 'Transaction not found', status: 0 }).code).toBe('REJECTED')
      expect(refuse(status, { status: '0' }).code).toBe('REJECTED')
    },
  )

  it('is no refusal outside HTTP 2xx and 4xx', () => {
    const body = { error_msg: 'Signature not valid', status: 0 }
    expect([302, 500, 503].map((status) => refuse(status, body).code)).toEqual([
      'RESPONSE_INVALID',
      'PROVIDER_UNAVAILABLE',
      'PROVIDER_UNAVAILABLE',
    ])
  })

  it('is no answer outside HTTP 2xx', () => {
    expect([302, 404, 429, 500].map((status) => refuse(status, envelope({})).code)).toEqual([
      'RESPONSE_INVALID',
      'REJECTED',
      'RATE_LIMITED',
      'PROVIDER_UNAVAILABLE',
    ])
  })

  it('is a refused signature under HTTP 429 only when it says so', () => {
    const texts = ['Signature not valid', 'Merchant limit reached', 'Too many requests']
    expect(texts.map((error_msg) => refuse(429, { error_msg, status: 0 }).code)).toEqual([
      'AUTHENTICATION',
      'RATE_LIMITED',
      'RATE_LIMITED',
    ])
  })
})

describe('a refusal', () => {
  it('quotes error_msg, then message, and never another type', () => {
    const messages = [
      { error_msg: 'first', message: 'second' },
      { error_msg: '', message: 'second' },
      { message: 'second' },
      { error_msg: { text: 'first' }, message: 'second' },
      {},
    ].map((texts) => refuse(200, { status: 0, ...texts }).providerMessage)
    expect(messages).toEqual(['first', 'second', 'second', null, null])
  })

  it('has no provider code, and says what it does not mean', () => {
    const error = refuse(200, { status: 0, rc: 500, error_msg: 'Transaksi tidak ditemukan' })
    expect([error.providerCode, error.retryable]).toEqual([null, false])
    expect(error.hint).toContain('never buy again')
  })
})

describe('parseStatusResponse', () => {
  it('compares both references with the answer', () => {
    const both = { merchantReference: 'sdfsdx2', providerReference: 'T0' }
    expect(errorOf(() => read({}, {}, both))).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      field: 'data.trx_id',
    })
    expect(read({}, {}, { ...both, providerReference: 'T220926XXXXX00003' }).advice).toBe('fulfill')
    expect(errorOf(() => read({ ref_id: 'sdfsdx3' }))).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      field: 'data.ref_id',
    })
  })

  it('does not advise to act on an answer without the reference asked', () => {
    const transaction = read({ ref_id: null })
    expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    expect(codes({ ref_id: null })).toEqual(['REFERENCE_MISSING data.ref_id'])
  })

  it('keeps every digit of ids that come without quotation marks', () => {
    const body = suksesBody({ ref_id: 'DIGITS', trx_id: 7 }).replace('"DIGITS"', '202602271039768990123')
    const asked = { merchantReference: '202602271039768990123' }
    expect(parseStatusResponse({ status: 200, headers: {}, body }, asked)).toMatchObject({
      merchantReference: asked.merchantReference,
      providerReference: '7',
    })
  })

  it.each([{ ref_id: 1.5 }, { ref_id: {} }, { trx_id: true }, { status: 1 }, { status: ['Sukses'] }])(
    'refuses %j, which decides',
    (changes) => {
      expect(errorOf(() => read(changes)).code).toBe('RESPONSE_INVALID')
    },
  )

  it.each(['104.000', '750.000', -750, 1e21, true, {}, ''])(
    'warns of an unreadable price_rp %j and does not advise to act',
    (price_rp) => {
      const changes = { product_detail: { ...productDetail, price_rp } }
      expect(codes(changes)).toEqual(['AMOUNT_INVALID data.product_detail.price_rp'])
      expect(read(changes)).toMatchObject({ status: 'success', amount: null, advice: 'review' })
    },
  )

  it.each([undefined, null, {}, { price: 3, rate: 250 }])(
    'takes %j for a product without name and price, and computes none',
    (product_detail) => {
      const { amount, lines, warnings, advice } = read({ product_detail })
      expect([amount, lines[0]?.amount, lines[0]?.name, warnings, advice]).toEqual([
        null,
        null,
        null,
        [],
        'fulfill',
      ])
    },
  )

  it('reads optional fields of another type as null with a warning', () => {
    const changes = { product_detail: [], sn: 7, destination: 4645 }
    expect(codes(changes)).toEqual([
      'FIELD_INVALID data.sn',
      'FIELD_INVALID data.product_detail',
      'FIELD_INVALID data.destination',
    ])
    expect(read(changes).lines).toMatchObject([
      { serialNumber: null, target: null, name: null, amount: null },
    ])
    expect(codes({ product_detail: { ...productDetail, name: 5 } })).toEqual([
      'FIELD_INVALID data.product_detail.name',
    ])
  })

  it('gives a failure its reason and nothing else its serial number', () => {
    const failed = read({ status: 'Gagal', sn: 'Wrong player id' })
    expect(failed).toMatchObject({ status: 'failed', advice: 'release', reason: 'Wrong player id' })
    expect(failed.lines).toMatchObject([{ reason: 'Wrong player id', serialNumber: null }])
    expect(read({ status: 'Gagal', sn: '' }).reason).toBeNull()
    expect(read({})).toMatchObject({ reason: null, lines: [{ reason: null }] })
  })

  it('says of a part-delivered bundle that its price is not what was charged', () => {
    expect(codes({ status: 'Sukses Sebagian' })).toEqual(['AMOUNT_UNCERTAIN data.product_detail.price_rp'])
    expect(codes({ status: 'Gagal' })).toEqual([])
  })

  it('knows no word that nobody documents', () => {
    expect(codes({ status: 'Refund' })).toEqual(['STATUS_UNDOCUMENTED data.status'])
    expect(codes({ status: undefined })).toEqual(['STATUS_MISSING data.status'])
    expect(codes({ status: 'Validasi Provider' })).toEqual([])
  })

  it('takes a purchase for a purchase, whoever asks', () => {
    expect(read({}, { expect: { kind: 'purchase', amount: '750' } }).advice).toBe('fulfill')
    expect(read({}, { expect: { kind: 'payment' } }).advice).toBe('review')
  })
})
