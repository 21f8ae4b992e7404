import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { SekalipayResponse } from './index.ts'
import type { transactionDetailResponseSchema } from './schemas.ts'
import { autoBody, h2hBody, smmBody } from './test-bodies.ts'
import { errorOf, read, warningsOf } from './test-reading.ts'

describe('SekalipayResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof transactionDetailResponseSchema>>().toEqualTypeOf<SekalipayResponse>()
  })
})

describe('the envelope', () => {
  it.each([undefined, null, 'ok', 'TRX_NOT_FOUND', 'TRANSACTION_NOT_FOUND', 'REF_ID_ALREADY_EXIST', true, 1])(
    'refuses a complete order under the message %j',
    (message) => {
      expect(errorOf(200, autoBody({ body: { message } })).code).toBe('RESPONSE_INVALID')
    },
  )

  it('calls a documented refusal by its code, also under HTTP 200 and beside an order', () => {
    const error = errorOf(200, autoBody({ body: { message: 'INVALID_API_KEY' } }))
    expect([error.code, error.providerCode]).toEqual(['AUTHENTICATION', 'INVALID_API_KEY'])
  })

  it.each([undefined, null, [], 'x'])('refuses %j in place of data', (data) => {
    expect(errorOf(200, autoBody({ body: { data } })).code).toBe('RESPONSE_INVALID')
  })

  it.each([
    ['a state that is no text', autoBody({ order: { status: 1 } })],
    ['items that are no list', autoBody({ order: { items: { 0: {} } } })],
    ['an item that is no object', autoBody({ order: { items: [null] } })],
    ['a flag that is neither true nor false', smmBody({ item: { is_smm: 1 } })],
    ['an id with decimals', h2hBody({ item: { variant_id: 1.5 } })],
    ['results that are no list', h2hBody({ body: { h2h_results: { variant_id: 101 } } })],
    ['results inside data that are no list', h2hBody({ order: { smm_results: 'none' } })],
    ['a result that is no object', h2hBody({ body: { h2h_results: ['SN1'] } })],
    ['a dispatch state that is no text', h2hBody({ result: { dispatch_status: true } })],
    ['an SMM state that is no text', smmBody({ result: { status: 200 } })],
    ['a refund flag as text', smmBody({ result: { partial_refund_pending_manual: 'false' } })],
    ['a serial number that is no text', h2hBody({ result: { sn: { value: 'SN1' } } })],
    ['a reference that is no text', h2hBody({ order: { ref_id: ['INV-001'] } })],
  ])('refuses %s', (_what, body) => {
    expect(errorOf(200, body)).toMatchObject({
      code: 'RESPONSE_INVALID',
      message: expect.stringContaining('undocumented shape'),
    })
  })
})

describe('identity', () => {
  it('compares both references with the answer', () => {
    const both = { merchantReference: 'INV-001', providerReference: 'SPY0' }
    expect(errorOf(200, autoBody(), both).code).toBe('RESPONSE_MISMATCH')
    expect(errorOf(200, autoBody({ order: { ref_id: 'inv-001' } })).code).toBe('RESPONSE_MISMATCH')
  })

  it('takes the answer to both references when it carries one of them', () => {
    const both = { merchantReference: 'INV-001', providerReference: 'SPY1770673917X6' }
    expect(read(autoBody({ order: { invoice: undefined } }), {}, both).advice).toBe('fulfill')
  })

  it('does not advise to act on an answer without the reference asked', () => {
    const transaction = read(autoBody({ order: { ref_id: undefined } }))
    expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    expect(transaction.warnings).toMatchObject([{ code: 'REFERENCE_MISSING', field: 'data.ref_id' }])
  })

  it('keeps every digit of an id that comes without quotation marks', () => {
    const body = autoBody({ order: { invoice: 'DIGITS' } }).replace('"DIGITS"', '177067391712345678901')
    const query = { providerReference: '177067391712345678901' }
    expect(read(body, {}, query).providerReference).toBe(query.providerReference)
  })
})

describe('amounts', () => {
  it('are amount, fees and price, in rupiah', () => {
    expect(read(autoBody({ order: { fees: 1000, amount: 51000 } }))).toMatchObject({
      amount: { value: '51000.00', currency: 'IDR' },
      fee: { value: '1000.00', currency: 'IDR' },
      netAmount: { value: '50000.00', currency: 'IDR' },
      advice: 'fulfill',
    })
  })

  it('are checked against one another when all three are there', () => {
    expect(warningsOf(autoBody({ order: { fees: 1000 } }))).toEqual(['AMOUNT_SUM data.amount'])
    expect(warningsOf(autoBody({ order: { fees: 0, amount: 51000 } }))).toEqual(['AMOUNT_SUM data.amount'])
    expect(warningsOf(autoBody({ order: { fees: null, amount: 51000 } }))).toEqual([])
    expect(warningsOf(autoBody({ order: { fees: 1000, price: undefined } }))).toEqual([])
  })

  it.each([
    ['amount', '50.000'],
    ['price', -1],
    ['fees', 0.001],
    ['fees', {}],
  ])('warn of an unreadable %s %j and do not advise to act', (field, value) => {
    const transaction = read(autoBody({ order: { [field]: value } }))
    expect(transaction.warnings).toMatchObject([{ code: 'AMOUNT_INVALID', field: `data.${field}` }])
    expect(transaction.advice).toBe('review')
  })

  it('warn of a price of a line that cannot be read', () => {
    expect(warningsOf(autoBody({ item: { price: '50,000' } }))).toEqual([
      'AMOUNT_INVALID data.items[0].price',
    ])
  })
})

describe('the rest of the order', () => {
  it('reads the channel, which is one word', () => {
    expect(read(autoBody()).channel).toEqual({ type: null, code: 'saldo', name: null })
    expect(read(autoBody({ order: { payment_method: undefined } })).channel).toBeNull()
    const odd = read(autoBody({ order: { payment_method: { code: 'saldo' } } }))
    expect([odd.channel, odd.warnings[0]?.code, odd.advice]).toEqual([null, 'FIELD_INVALID', 'fulfill'])
  })

  it('reads when it was made and when it ends, with the zone that is stated', () => {
    const order = { created_at: '2026-02-10T04:51:57+07:00', expired_at: '2026-02-10T21:51:57Z' }
    expect(read(autoBody({ order }))).toMatchObject({
      createdAt: '2026-02-09T21:51:57.000Z',
      expiresAt: '2026-02-10T21:51:57.000Z',
      updatedAt: null,
      paidAt: null,
    })
  })

  it('assumes no zone', () => {
    const body = autoBody({ order: { created_at: '2026-02-10 04:51:57', expired_at: '2026-02-10' } })
    expect(read(body)).toMatchObject({ createdAt: null, expiresAt: null, advice: 'fulfill' })
    expect(warningsOf(body)).toEqual([
      'TIMESTAMP_INVALID data.created_at',
      'TIMESTAMP_INVALID data.expired_at',
    ])
  })
})

describe('refusals', () => {
  it.each([
    ['INVALID_API_KEY', 'key'],
    ['ACCOUNT_MUST_BE_RESELLER', 'reseller account'],
    ['INVALID_IP', 'allow-list'],
    ['THE_ACCOUNT_HAS_BEEN_SUSPENDED', 'suspended'],
  ])('hint at the cause of %s', (message, cause) => {
    for (const status of [401, 403, 200, 500]) {
      const error = errorOf(status, JSON.stringify({ message }))
      expect([error.code, error.providerCode, error.providerMessage]).toEqual([
        'AUTHENTICATION',
        message,
        null,
      ])
      expect(error.hint).toContain(cause)
    }
  })

  it.each([
    [401, 'TRX_NOT_FOUND', 'AUTHENTICATION'],
    [400, 'TRX_NOT_FOUND', 'REJECTED'],
    [200, 'TRX_NOT_FOUND', 'RESPONSE_INVALID'],
    [500, 'TRX_NOT_FOUND', 'PROVIDER_UNAVAILABLE'],
    [404, 'PAYMENT_NOT_FOUND', 'REJECTED'],
    [404, 'ITEM_NOT_FOUND', 'REJECTED'],
    [404, 'trx_not_found', 'REJECTED'],
    [503, 'PRODUCT_TEMPORARILY_UNAVAILABLE', 'PROVIDER_UNAVAILABLE'],
    [429, 'MAX_ACTIVE_LOCKS_REACHED', 'RATE_LIMITED'],
    [422, '__proto__', 'REJECTED'],
  ])('under HTTP %i with %s are %3$s', (status, message, code) => {
    expect(errorOf(status, JSON.stringify({ message })).code).toBe(code)
  })

  it('keep a message that is no code as a message', () => {
    const error = errorOf(401, '{"message":"Unauthenticated."}')
    expect([error.providerCode, error.providerMessage]).toEqual([null, 'Unauthenticated.'])
    expect(error.hint).toContain('allow-list')
    expect(errorOf(500, autoBody()).providerCode).toBeNull()
  })
})

describe('delivered goods and personal data', () => {
  const item = { product_license: 'canary-user|canary-pass', note: '0812-canary' }
  it.each([
    [200, autoBody({ item, body: { message: 'INVALID_IP' } })],
    [200, autoBody({ item, order: { status: 7 } })],
    [200, autoBody({ item: { ...item, is_smm: 'canary' } })],
    [200, autoBody({ item, order: { ref_id: 'INV-002' } })],
    [200, autoBody({ item }).slice(0, -1)],
    [404, autoBody({ item })],
    [422, autoBody({ item, body: { errors: { note: [item.note] } } })],
    [500, autoBody({ item })],
  ])('are in no error, under HTTP %i', (status, body) => {
    const error = errorOf(status, body)
    const printed = [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error)]
    expect(printed.join()).not.toContain('canary')
  })
})
