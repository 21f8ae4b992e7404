import { isCekStatusError, redactTransaction } from '@cekstatus/core'
import { parseJson } from '@cekstatus/core/provider'
import { fixtures } from '@cekstatus/mocks/paystrator'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { PaystratorQuery } from './index.ts'
import {
  createPaystrator,
  type PaystratorParseOptions,
  type PaystratorResponse,
  parseStatusResponse,
} from './index.ts'
import { errorResponseSchema, type getStatusResponseSchema } from './schemas.ts'
import { attributesOf, errorBody, paymentBody, paymentId, payoutBody, payoutId } from './test-bodies.ts'

type Fields = Record<string, unknown>

const parse = (
  body: string,
  query: PaystratorQuery = { providerReference: paymentId },
  options: PaystratorParseOptions = {},
  status = 200,
) => parseStatusResponse({ status, headers: {}, body }, query, options)

const readPayment = (changes: Fields = {}, options: PaystratorParseOptions = {}) =>
  parse(paymentBody(changes), undefined, options)

const readPayout = (changes: Fields = {}) => parse(payoutBody(changes), { providerReference: payoutId })

const warningsOf = (changes: Fields, options: PaystratorParseOptions = {}) =>
  readPayment(changes, options).warnings.map(({ code, field }) => `${code} ${field}`)

function errorOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  return null
}

const refusal = (status: number, body: unknown) =>
  errorOf(() => parse(typeof body === 'string' ? body : JSON.stringify(body), undefined, {}, status))

describe('PaystratorResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof getStatusResponseSchema>>().toEqualTypeOf<PaystratorResponse>()
  })
})

describe('parseStatusResponse', () => {
  it('refuses options that are none', () => {
    expect(errorOf(() => parse(paymentBody(), undefined, null as never))?.code).toBe('CONFIGURATION')
  })
})

describe('the documented samples', () => {
  it.each([
    ['common-structure', false],
    ['qris-expired', false],
    ['ewallet-expired', true],
    ['va-pending', true],
    ['send-money-completed', true],
  ])('%s is valid JSON as printed: %s', (name, valid) => {
    const fixture = fixtures.find((candidate) => candidate.case === name)
    if (fixture === undefined) throw new Error(`no fixture ${name}`)
    const printed = (fixture.documentedBody ?? fixture.response.body).join('\n')
    const query = fixture.ask.query as PaystratorQuery
    expect(errorOf(() => parse(printed, query))?.code ?? null).toBe(valid ? null : 'RESPONSE_INVALID')
    expect(errorOf(() => parse(fixture.response.body.join('\n'), query))).toBeNull()
  })
})

describe('the envelope', () => {
  it.each([201, 0, '200', true, null, undefined, [200]])(
    'with status %j is not the documented success, though the data say PAID',
    (status) => {
      expect(errorOf(() => parse(paymentBody({}, { status })))?.code).toBe('RESPONSE_INVALID')
    },
  )

  it.each([null, undefined, [], 'PAID', 7])('with %j for data is not the documented success', (data) => {
    expect(errorOf(() => parse(JSON.stringify({ status: 200, data })))?.code).toBe('RESPONSE_INVALID')
  })

  it.each(['error', 'errors'])('may have %s: null beside the data', (field) => {
    expect(parse(paymentBody({}, { [field]: null })).status).toBe('success')
  })

  it.each([
    ['error', {}],
    ['errors', {}],
    ['error', 'refused'],
    ['errors', []],
    ['error', { code: 'brand_new', message: 'Something' }],
    ['error', false],
  ])('with %s: %j beside the data is not the documented success', (field, value) => {
    expect(errorOf(() => parse(paymentBody({}, { [field]: value })))?.code).toBe('RESPONSE_INVALID')
  })

  it.each([
    ['error', 'permission_denied', 'AUTHENTICATION'],
    ['errors', 'provider_error', 'PROVIDER_UNAVAILABLE'],
    ['errors', 'invalid_sender_id', 'REJECTED'],
    ['error', 'DUPLICATE_EXTERNAL_ID', 'REJECTED'],
    ['error', 'invalid_parameters_in_request', 'REJECTED'],
    ['error', 'wrong_parameters_in_request', 'REJECTED'],
  ])('with the code of %s %s beside the data is that refusal', (field, code, wanted) => {
    const error = errorOf(() => parse(paymentBody({}, { [field]: { code } })))
    expect([error?.code, error?.providerCode]).toEqual([wanted, code])
  })
})

describe('NOT_FOUND', () => {
  it.each([
    [404, { status: 404, message: 'Transaction not found' }],
    [404, { message: ' TRANSACTION NOT FOUND ' }],
    [404, { status: 404, error: 'Transaction not found' }],
    [404, { error: { message: 'Transaction not found' } }],
    [404, { errors: { code: 'wrong_parameters_in_request', message: 'Transaction not found' } }],
    [200, { status: 404, message: 'Transaction not found' }],
    [200, { status: 404, data: null, error: { code: 'x', message: 'Transaction not found' } }],
  ])('is what HTTP %i with %j says', (status, body) => {
    expect(refusal(status, body)?.code).toBe('NOT_FOUND')
  })

  it.each([
    [404, { message: 'Not found' }, 'REJECTED'],
    [404, { message: 'Transaction not found in this region' }, 'REJECTED'],
    [404, { error: { message: 'Route: Transaction not found' } }, 'REJECTED'],
    [404, { data: { message: 'Transaction not found' } }, 'REJECTED'],
    [400, { status: 404, message: 'Transaction not found' }, 'REJECTED'],
    [200, { status: 404, message: 'Not found' }, 'RESPONSE_INVALID'],
    [200, { status: '404', message: 'Transaction not found' }, 'RESPONSE_INVALID'],
    [500, { status: 404, message: 'Transaction not found' }, 'PROVIDER_UNAVAILABLE'],
  ])('is not what HTTP %i with %j says', (status, body, code) => {
    expect(refusal(status, body)?.code).toBe(code)
  })
})

describe('a refusal', () => {
  it.each([
    [{ error: { code: 'a', message: 'b' } }, 'a', 'b'],
    [{ errors: { code: 'a', message: 'b' } }, 'a', 'b'],
    [{ error: null, errors: { code: 'a' }, message: 'c' }, 'a', 'c'],
    [{ message: 'c' }, null, 'c'],
    [{ error: 'd' }, null, 'd'],
    [{ errors: 'e' }, null, 'e'],
    [{ error: { code: 7, message: {} } }, null, null],
    [{}, null, null],
  ])('keeps the words of %j', (body, providerCode, providerMessage) => {
    const error = refusal(422, body)
    expect([error?.code, error?.providerCode, error?.providerMessage]).toEqual([
      'REJECTED',
      providerCode,
      providerMessage,
    ])
  })

  it('has the scheme that the pages of other calls show', () => {
    expect(errorResponseSchema.safeParse(JSON.parse(errorBody(400, 'm', 'c'))).success).toBe(true)
  })
})

describe('the references', () => {
  it('are both compared with the answer', () => {
    const both = { providerReference: paymentId, merchantReference: 'id-02' }
    expect(errorOf(() => parse(paymentBody(), both))?.code).toBe('RESPONSE_MISMATCH')
    expect(errorOf(() => readPayment({ id: 'QR_other' }))?.code).toBe('RESPONSE_MISMATCH')
    expect(parse(paymentBody(), { ...both, merchantReference: 'id-01' }).advice).toBe('fulfill')
  })

  it('may be answered by one of the two', () => {
    const both = { providerReference: paymentId, merchantReference: 'id-01' }
    expect(parse(paymentBody({ externalId: undefined }), both).advice).toBe('fulfill')
  })

  it('are missed when neither comes back', () => {
    const transaction = readPayment({ id: null })
    expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    const both = { providerReference: paymentId, merchantReference: 'id-01' }
    const { warnings } = parse(paymentBody({ id: '', externalId: null }), both)
    expect(warnings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'REFERENCE_MISSING data.externalId',
      'REFERENCE_MISSING data.id',
      'KIND_UNKNOWN data.id',
    ])
  })

  it('keep every digit that comes without quotation marks', () => {
    const body = payoutBody({ id: 'DIGITS' }).replace('"DIGITS"', '202602271039768990123')
    const query = { providerReference: '202602271039768990123' }
    expect(parse(body, query).providerReference).toBe(query.providerReference)
  })
})

describe('the kind', () => {
  it.each([
    ['QR_1', attributesOf.qris, 'payment'],
    ['EW_1', attributesOf.ewallet, 'payment'],
    ['VA_1', attributesOf.virtualAccount, 'payment'],
    ['VA_1', undefined, 'payment'],
    ['QR_1', { ...attributesOf.qris, bankName: '', bankAccountNo: null }, 'payment'],
    [payoutId, attributesOf.sendMoney, 'payout'],
    ['CC_1', attributesOf.sendMoney, 'payout'],
    ['QR_1', attributesOf.sendMoney, 'unknown'],
    ['VA_1', { bankShortCode: 'BCA' }, 'unknown'],
    [payoutId, {}, 'unknown'],
    [payoutId, { bankAccountNo: '', bankName: null }, 'unknown'],
    ['CC_1', attributesOf.ewallet, 'unknown'],
    ['qr_1', attributesOf.qris, 'unknown'],
    ['xQR_1', attributesOf.qris, 'unknown'],
    // Without the underscore there is no prefix.
    ['QR7001', attributesOf.sendMoney, 'payout'],
    ['QR7001', attributesOf.qris, 'unknown'],
    ['EW7001', attributesOf.sendMoney, 'payout'],
    ['VA7001', attributesOf.virtualAccount, 'unknown'],
  ])('of %s with %j is %s', (id, attributes, kind) => {
    const transaction = parse(paymentBody({ id, attributes }), { providerReference: id })
    expect(transaction.kind).toBe(kind)
    expect(transaction.advice).toBe(kind === 'unknown' ? 'review' : 'fulfill')
    expect(transaction.warnings.map(({ code }) => code)).toEqual(kind === 'unknown' ? ['KIND_UNKNOWN'] : [])
  })

  it.each(['bankAccountNo', 'bankShortCode', 'bankAccountHolderName', 'bankName'])(
    'is a payout by %s alone',
    (field) => {
      expect(readPayout({ attributes: { [field]: 'x' } }).kind).toBe('payout')
    },
  )

  it('that contradicts the one asked makes it another transaction', () => {
    const code = (body: string, query: PaystratorQuery) => errorOf(() => parse(body, query))?.code ?? null
    expect(code(paymentBody(), { providerReference: paymentId, kind: 'payout' })).toBe('RESPONSE_MISMATCH')
    expect(code(payoutBody(), { providerReference: payoutId, kind: 'payment' })).toBe('RESPONSE_MISMATCH')
    expect(code(payoutBody(), { providerReference: payoutId, kind: 'payout' })).toBeNull()
  })
})

describe('the state', () => {
  it.each([
    ['EXPIRED', 'payment', 'expired', 'release'],
    ['EXPIRED', 'payout', 'unknown', 'review'],
    ['FAILED', 'payment', 'failed', 'release'],
    ['FAILED', 'payout', 'failed', 'review'],
    ['PENDING', 'payout', 'pending', 'wait'],
    ['PROCESSING', 'payout', 'processing', 'wait'],
    ['PAID', 'payout', 'success', 'fulfill'],
    ['COMPLETED', 'payment', 'success', 'fulfill'],
  ])('%s of a %s is %s: %s', (word, kind, status, advice) => {
    const transaction = kind === 'payout' ? readPayout({ status: word }) : readPayment({ status: word })
    expect(transaction).toMatchObject({ status, advice, providerStatus: word, warnings: [] })
  })

  it('EXPIRED of an unknown kind is a documented word that decides nothing', () => {
    const { status, final, warnings } = readPayout({ status: 'EXPIRED', attributes: {} })
    expect([status, final, warnings.map(({ code }) => code)]).toEqual(['unknown', false, ['KIND_UNKNOWN']])
  })

  it.each([
    [null, 'STATUS_MISSING'],
    ['', 'STATUS_MISSING'],
    ['CANCELLED', 'STATUS_UNDOCUMENTED'],
  ])('%j is unknown', (status, warning) => {
    expect(readPayment({ status })).toMatchObject({ status: 'unknown', providerStatus: status })
    expect(warningsOf({ status })).toEqual([`${warning} data.status`])
  })

  it.each([200, true, {}])('that is %j and no text is not the documented answer', (status) => {
    expect(errorOf(() => readPayment({ status }))?.code).toBe('RESPONSE_INVALID')
  })
})

describe('the amount', () => {
  it.each(['104.000', -1, 1.234, '', {}])('that is %j is null, and nobody is advised to act', (amount) => {
    expect(readPayment({ amount })).toMatchObject({ amount: null, advice: 'review' })
    expect(warningsOf({ amount })).toContain('AMOUNT_INVALID data.amount')
  })

  it('of a payout may be absent', () => {
    expect(readPayout({ amount: undefined })).toMatchObject({ amount: null, advice: 'fulfill' })
  })

  it('is in rupiah unless said', () => {
    expect(readPayment().amount).toEqual({ value: '10000.00', currency: 'IDR' })
    expect(readPayment({}, { currency: 'MYR' }).amount).toEqual({ value: '10000.00', currency: 'MYR' })
    expect(readPayment({}, { currency: 'MYR', expect: { amount: '10000' } }).advice).toBe('review')
  })

  it('is in the currency of the client', async () => {
    const fetching = async () => new Response(paymentBody())
    const client = createPaystrator({
      accessToken: 'token-1',
      currency: 'MYR',
      rateLimiter: false,
      fetch: fetching,
    })
    expect((await client.getTransactionStatus({ providerReference: paymentId })).amount?.currency).toBe('MYR')
  })

  it.each(['idr', 'RP', 'RUPIAH', ' IDR', 'IDR\n', '', 7, null])('is not in %j', (value) => {
    const currency = value as string
    const wanted = expect.objectContaining({ code: 'CONFIGURATION', field: 'currency' })
    expect(() => readPayment({}, { currency })).toThrow(wanted)
    expect(() => createPaystrator({ accessToken: 'token-1', currency })).toThrow(wanted)
  })
})

describe('the times', () => {
  it.each([
    ['2025-08-19T14:28:58+07:00', '2025-08-19T07:28:58.000Z'],
    ['2025-08-08T13:29:20.956007952+07:00', '2025-08-08T06:29:20.956Z'],
    ['', null],
    [null, null],
  ])('%j is read as %j', (time, wanted) => {
    const changes = { createdAt: time, paidAt: time, expiredAt: time }
    const { createdAt, paidAt, expiresAt, updatedAt, warnings } = readPayment(changes)
    expect([createdAt, paidAt, expiresAt, updatedAt]).toEqual([wanted, wanted, wanted, null])
    expect(warnings).toEqual([])
  })

  it.each(['...', '2025-08-19 14:28:58', '2025-08-19T14:28:58', 1755588538])(
    '%j is null with a warning',
    (time) => {
      expect(readPayment({ createdAt: time, paidAt: time, expiredAt: time })).toMatchObject({
        createdAt: null,
        paidAt: null,
        expiresAt: null,
        advice: 'fulfill',
      })
      expect(warningsOf({ createdAt: time, paidAt: time, expiredAt: time })).toEqual(
        ['createdAt', 'paidAt', 'expiredAt'].map((field) => `TIMESTAMP_INVALID data.${field}`),
      )
    },
  )
})

describe('the channel', () => {
  it.each([
    ['QR_1', attributesOf.qris, null],
    ['EW_1', attributesOf.ewallet, { type: null, code: 'DANA', name: null }],
    ['VA_1', attributesOf.virtualAccount, { type: null, code: 'BCA', name: null }],
    [payoutId, attributesOf.sendMoney, { type: null, code: 'BCA', name: 'Bank Central Asia' }],
    [payoutId, { bankAccountNo: '1', code: 'DANA' }, null],
    ['EW_1', { code: 'DANA', bankName: 'BCA' }, null],
  ])('of %s with %j is %j', (id, attributes, channel) => {
    expect(parse(paymentBody({ id, attributes }), { providerReference: id }).channel).toEqual(channel)
  })

  it('that is no text is null with a warning', () => {
    expect(warningsOf({ attributes: { code: 7 } })).toEqual(['FIELD_INVALID data.attributes.code'])
  })

  it.each([null, undefined])('is null without a warning where the attributes are %j', (attributes) => {
    expect(readPayment({ attributes })).toMatchObject({ channel: null, warnings: [] })
  })

  it.each(['{}', [], 7, ''])('is null where the attributes are %j', (attributes) => {
    expect(readPayment({ attributes }).channel).toBeNull()
    expect(warningsOf({ attributes })).toEqual(['FIELD_INVALID data.attributes'])
  })
})

describe('personal data', () => {
  it('are nowhere but in raw, which redactTransaction removes', () => {
    const transactions = [
      readPayout(),
      readPayment({ attributes: attributesOf.virtualAccount }),
      readPayment({ attributes: attributesOf.ewallet }),
    ]
    const logged = JSON.stringify(transactions.map(redactTransaction))
    for (const text of ['0112233445566', 'Siti Aminah', '8077001122334455', 'Budi Budiman', '/pay/']) {
      expect(JSON.stringify(transactions)).toContain(text)
      expect(logged).not.toContain(text)
    }
  })
})

describe('whatever stands in fields that do not decide', () => {
  it('leaves the state alone and is kept in raw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (metadata, createdAt, qrData) => {
        const body = paymentBody({ metadata, createdAt, attributes: { qrData } })
        const { status, advice, sandbox, raw } = parse(body)
        expect([status, advice, sandbox]).toEqual(['success', 'fulfill', null])
        expect(raw).toEqual(parseJson(body))
      }),
    )
  })
})
