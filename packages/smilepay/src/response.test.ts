import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type { SmilepayQuery } from './index.ts'
import { parseStatusResponse, type SmilepayResponse } from './index.ts'
import type { inquiryStatusResponseSchema } from './schemas.ts'
import { inquiryBody, refusalBody } from './test-bodies.ts'
import { errorOf } from './test-errors.ts'

const asked: SmilepayQuery = { merchantReference: 'INV-001', kind: 'payment' }

const read = (changes: Record<string, unknown>, query: SmilepayQuery = asked, options = {}) =>
  parseStatusResponse({ status: 200, headers: {}, body: inquiryBody(changes) }, query, options)

const codes = (changes: Record<string, unknown>, query: SmilepayQuery = asked) =>
  read(changes, query).warnings.map(({ code, field }) => `${code} ${field}`)

const refuse = (status: number, body: string, headers = {}) =>
  errorOf(() => parseStatusResponse({ status, headers, body }, asked))

describe('SmilepayResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof inquiryStatusResponseSchema>>().toEqualTypeOf<SmilepayResponse>()
  })
})

describe('identity', () => {
  it('compares both references with the answer', () => {
    const both = { ...asked, providerReference: 'T101' }
    expect(errorOf(() => read({}, both)).code).toBe('RESPONSE_MISMATCH')
    expect(errorOf(() => read({ orderNo: 'INV-002' })).code).toBe('RESPONSE_MISMATCH')
    expect(errorOf(() => read({ orderNo: 'inv-001' })).code).toBe('RESPONSE_MISMATCH')
  })

  it('does not advise to act on an answer without any reference asked', () => {
    const transaction = read({ orderNo: null })
    expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    expect(codes({ orderNo: null })).toEqual(['REFERENCE_MISSING orderNo'])
  })

  it('is content with one of two references asked', () => {
    const both = { ...asked, providerReference: 'T101' }
    expect(codes({ tradeNo: null }, both)).toEqual([])
    expect(codes({ orderNo: undefined, tradeNo: 'T101' }, both)).toEqual([])
    expect(read({ tradeNo: null }, both).providerReference).toBeNull()
  })

  it.each(['101100012503031541003246', '9007199254740993', '12'])(
    'keeps every digit of the number %s without quotation marks',
    (tradeNo) => {
      const body = inquiryBody({ tradeNo: 'DIGITS' }).replace('"DIGITS"', tradeNo)
      const query: SmilepayQuery = { providerReference: tradeNo, kind: 'payment' }
      const transaction = parseStatusResponse({ status: 200, headers: {}, body }, query)
      expect([transaction.providerReference, transaction.advice]).toEqual([tradeNo, 'fulfill'])
    },
  )
})

describe('kind', () => {
  const payout: SmilepayQuery = { ...asked, kind: 'payout' }

  it.each([
    { tradeType: 1, query: asked, kind: 'payment' },
    { tradeType: '1', query: asked, kind: 'payment' },
    { tradeType: 2, query: payout, kind: 'payout' },
    { tradeType: '2', query: payout, kind: 'payout' },
    { tradeType: null, query: payout, kind: 'payout' },
    { tradeType: undefined, query: asked, kind: 'payment' },
  ])('is $kind for trade type $tradeType', ({ tradeType, query, kind }) => {
    expect(read({ tradeType }, query).kind).toBe(kind)
    expect(codes({ tradeType }, query)).toEqual([])
  })

  it.each([
    { tradeType: 2, query: asked },
    { tradeType: '2', query: asked },
    { tradeType: 1, query: payout },
    { tradeType: '1', query: payout },
  ])('refuses trade type $tradeType as an answer to another question', ({ tradeType, query }) => {
    expect(errorOf(() => read({ tradeType }, query)).code).toBe('RESPONSE_MISMATCH')
  })

  it.each([0, 3, '01', ' 1', '', true, 'payment', [1], {}])('refuses the trade type %j', (tradeType) => {
    expect(errorOf(() => read({ tradeType })).code).toBe('RESPONSE_INVALID')
  })

  it('decides what EXPIRED means, without a warning, also where only the question names it', () => {
    for (const changes of [{ status: 'EXPIRED' }, { status: 'EXPIRED', tradeType: null }]) {
      expect(read(changes)).toMatchObject({ status: 'expired', final: true, advice: 'release' })
    }
    for (const changes of [
      { status: 'EXPIRED', tradeType: 2 },
      { status: 'EXPIRED', tradeType: null },
    ]) {
      expect(read(changes, payout)).toMatchObject({
        status: 'unknown',
        final: false,
        advice: 'review',
        providerStatus: 'EXPIRED',
        warnings: [],
      })
    }
  })
})

describe('status', () => {
  it.each([undefined, null, '', ' '])('is unknown where the word is %j', (status) => {
    expect(read({ status })).toMatchObject({ status: 'unknown', advice: 'review' })
    expect(codes({ status })).toEqual(['STATUS_MISSING status'])
  })

  it.each([1, true, {}, ['SUCCESS']])('refuses the status %j', (status) => {
    expect(errorOf(() => read({ status })).code).toBe('RESPONSE_INVALID')
  })

  it('keeps an undocumented word', () => {
    expect(read({ status: 'REFUNDED' })).toMatchObject({ status: 'unknown', providerStatus: 'REFUNDED' })
    expect(codes({ status: 'REFUNDED' })).toEqual(['STATUS_UNDOCUMENTED status'])
  })
})

describe('remark', () => {
  it.each([
    ['FAILED', 'Insufficient balance'],
    ['failed ', 'Insufficient balance'],
    ['EXPIRED', 'Insufficient balance'],
    ['SUCCESS', null],
    ['PROCESSING', null],
    ['INIT', null],
    ['OTHER', null],
    [null, null],
  ])('of %s is the reason %j', (status, reason) => {
    expect(read({ status, remark: 'Insufficient balance' }).reason).toBe(reason)
  })

  it('of a payout that expired is the reason, although the status is unknown', () => {
    const changes = { status: 'EXPIRED', tradeType: 2, remark: 'timeout' }
    expect(read(changes, { ...asked, kind: 'payout' }).reason).toBe('timeout')
  })

  it('of another type is null with a warning', () => {
    expect(read({ status: 'FAILED', remark: { a: 1 } }).reason).toBeNull()
    expect(codes({ status: 'FAILED', remark: { a: 1 } })).toEqual(['FIELD_INVALID remark'])
  })
})

describe('money', () => {
  it.each([
    [10000, '10000.00'],
    ['10000', '10000.00'],
    ['10000.5', '10000.50'],
    [10000.55, '10000.55'],
    [0.5, '0.50'],
  ])('reads %j as %s', (amount, value) => {
    expect(read({ money: { currency: 'IDR', amount } }).amount).toEqual({ value, currency: 'IDR' })
  })

  it.each(['10.000', '10,000', '-1', 10.001, 1e21, true, {}, '', ' 10000', '1e4'])(
    'warns of the amount %j and does not advise to act',
    (amount) => {
      const money = { currency: 'IDR', amount }
      expect(codes({ money })).toContain('AMOUNT_INVALID money.amount')
      expect(read({ money })).toMatchObject({ amount: null, advice: 'review' })
    },
  )

  it.each(['idr', 'RP', 'IDRX', '', 360, null, undefined])(
    'warns of the currency %j and does not advise to act',
    (currency) => {
      const money = { currency, amount: 10000 }
      expect(codes({ money })).toContain('AMOUNT_INVALID money.currency')
      expect(read({ money })).toMatchObject({ amount: null, advice: 'review' })
    },
  )

  it.each([10000, '{"currency":"IDR","amount":10000}', [10000]])('warns of %j in place of it', (money) => {
    expect(codes({ money })).toContain('AMOUNT_INVALID money')
    expect(read({ money }).advice).toBe('review')
  })

  it.each([null, undefined, { currency: 'IDR', amount: null }, { currency: 'IDR', amount: 0 }])(
    'does not advise to act on a payment of %j',
    (money) => {
      expect(codes({ money })).toEqual(['AMOUNT_MISSING money.amount'])
      expect(read({ money }).advice).toBe('review')
    },
  )

  it('keeps a foreign currency and does not take it for rupiah', () => {
    const money = { currency: 'USD', amount: 10000 }
    expect(read({ money }).amount).toEqual({ value: '10000.00', currency: 'USD' })
    expect(read({ money }, asked, { expect: { amount: '10000' } }).advice).toBe('review')
  })
})

describe('payment method', () => {
  it.each([null, undefined, ''])('is no channel where it is %j', (paymentMethod) => {
    expect(read({ paymentMethod }).channel).toBeNull()
    expect(codes({ paymentMethod })).toEqual([])
  })

  it('of another type is null with a warning', () => {
    expect(read({ paymentMethod: { code: 'BCA' } }).channel).toBeNull()
    expect(codes({ paymentMethod: { code: 'BCA' } })).toEqual(['FIELD_INVALID paymentMethod'])
  })
})

/** A second reading of the national table, case by case: which codes are not simply refused. */
function expectedCode(httpPart: number, caseNumber: string): string {
  const exact: Record<string, string> = {
    '202/00': 'PROVIDER_UNAVAILABLE',
    '403/01': 'AUTHENTICATION',
    '403/04': 'RATE_LIMITED',
    '403/06': 'PROVIDER_UNAVAILABLE',
    '403/15': 'AUTHENTICATION',
    '403/16': 'AUTHENTICATION',
    '403/18': 'AUTHENTICATION',
    '403/19': 'AUTHENTICATION',
    '404/01': 'NOT_FOUND',
    '404/08': 'AUTHENTICATION',
    '404/16': 'AUTHENTICATION',
  }
  const byPart: Record<number, string> = {
    401: 'AUTHENTICATION',
    429: 'RATE_LIMITED',
    500: 'PROVIDER_UNAVAILABLE',
    503: 'PROVIDER_UNAVAILABLE',
    504: 'PROVIDER_UNAVAILABLE',
  }
  return exact[`${httpPart}/${caseNumber}`] ?? byPart[httpPart] ?? 'REJECTED'
}

describe('responseCode', () => {
  const parts = [202, 400, 401, 403, 404, 405, 409, 418, 429, 500, 503, 504]
  const cases = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, '0'))

  it.each(parts)('of %i is read case by case, whatever the service and the HTTP status', (httpPart) => {
    for (const caseNumber of cases) {
      for (const service of ['92', '90', '73', '00']) {
        for (const status of [httpPart, 200]) {
          const code = `${httpPart}${service}${caseNumber}`
          expect([code, refuse(status, refusalBody(code)).code]).toEqual([
            code,
            expectedCode(httpPart, caseNumber),
          ])
        }
      }
    }
  })

  it.each(['2009201', '2007300', '2009000', '2019200', '3029200', '1009200', '0000000', '9999999'])(
    '%s is no success',
    (responseCode) => {
      expect(errorOf(() => read({ responseCode })).code).toBe('REJECTED')
    },
  )

  it.each([2009200, '2009200 ', '02009200', '200', '', null, undefined, true, '٢٠٠٩٢٠٠'])(
    '%j is no documented answer',
    (responseCode) => {
      expect(errorOf(() => read({ responseCode })).code).toBe('RESPONSE_INVALID')
    },
  )

  it.each([
    [201, null],
    [299, null],
    [199, 'RESPONSE_INVALID'],
    [302, 'RESPONSE_INVALID'],
    [400, 'REJECTED'],
    [401, 'AUTHENTICATION'],
    [404, 'REJECTED'],
    [429, 'RATE_LIMITED'],
    [500, 'PROVIDER_UNAVAILABLE'],
  ])('2009200 under HTTP %i is %j', (status, code) => {
    const act = () => parseStatusResponse({ status, headers: {}, body: inquiryBody() }, asked)
    if (code === null) expect(act().status).toBe('success')
    else expect(errorOf(act).code).toBe(code)
  })

  it.each([
    [503, 'PROVIDER_UNAVAILABLE'],
    [429, 'RATE_LIMITED'],
    [401, 'AUTHENTICATION'],
    [404, 'REJECTED'],
  ])('leaves HTTP %i to speak beside a code that is neither success nor refusal', (status, code) => {
    expect(refuse(status, refusalBody('2009201')).code).toBe(code)
  })

  it.each([
    [404, 4049201, 'REJECTED'],
    [401, 4019201, 'AUTHENTICATION'],
    [200, 4049201, 'RESPONSE_INVALID'],
    [200, '404920', 'RESPONSE_INVALID'],
    [404, '40492019', 'REJECTED'],
  ])('under HTTP %i is not text of seven digits in %j', (status, responseCode, code) => {
    const error = refuse(status, JSON.stringify({ responseCode, responseMessage: 'Refused' }))
    expect(error.code).toBe(code)
  })

  it.each(['4039204', '4299200'])('%s asks for a minute unless a delay is given', (code) => {
    const status = Number(code.slice(0, 3))
    expect(refuse(status, refusalBody(code)).retryAfterMs).toBe(60_000)
    expect(refuse(status, refusalBody(code), { 'retry-after': '5' }).retryAfterMs).toBe(5000)
  })

  it('429 without a code asks for a minute, too', () => {
    for (const body of ['{"message":"slow down"}', '<html>slow down</html>', '']) {
      const error = refuse(429, body)
      expect([error.code, error.retryAfterMs]).toEqual(['RATE_LIMITED', 60_000])
    }
    expect(refuse(429, '', { 'retry-after': '5' }).retryAfterMs).toBe(5000)
  })

  it.each([
    ['4019200', /merchantSecret/],
    ['4019201', /token/],
    ['4039019', /IP address.*blacklisted/],
    ['4039216', /permitted/],
    ['4049216', /partnerId/],
    ['4049201', /too early/],
    ['4039204', /fewer than 10/],
  ])('%s comes with a hint', (code, hint) => {
    expect(refuse(Number(code.slice(0, 3)), refusalBody(code)).hint).toMatch(hint)
  })

  it("carries code and message in SmilePay's own words", () => {
    const error = refuse(403, refusalBody('4039019', 'Merchant Blacklisted. Ip not allow.'))
    expect([error.providerCode, error.providerMessage]).toEqual([
      '4039019',
      'Merchant Blacklisted. Ip not allow.',
    ])
    const wordless = refuse(400, '{"responseCode":4009200,"responseMessage":{}}')
    expect([wordless.code, wordless.providerCode, wordless.providerMessage]).toEqual(['REJECTED', null, null])
  })
})

describe('parseStatusResponse', () => {
  it('refuses a query before it reads anything', () => {
    const act = () => parseStatusResponse({ status: 200, headers: {}, body: '' }, {} as SmilepayQuery)
    expect(errorOf(act).field).toBe('merchantReference')
    expect(isCekStatusError(errorOf(act))).toBe(true)
  })
})
