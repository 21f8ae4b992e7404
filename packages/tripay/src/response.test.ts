import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import {
  parseStatusResponse,
  type TripayDetailResponse,
  type TripayListResponse,
  type TripayQuery,
} from './index.ts'
import type { transactionDetailResponseSchema, transactionListResponseSchema } from './schemas.ts'
import { detailBody, listBody } from './test-bodies.ts'

const byProvider = { providerReference: 'T0001000000000000006' }
const byMerchant = { merchantReference: 'INV345675' }

const parse = (body: string, query: TripayQuery, status = 200) =>
  parseStatusResponse({ status, headers: {}, body }, query)

const readDetail = (changes: Record<string, unknown>) => parse(detailBody(changes), byProvider)

function errorOf(body: unknown, query: TripayQuery, status = 200) {
  try {
    parse(typeof body === 'string' ? body : JSON.stringify(body), query, status)
    return null
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
}

describe('TripayResponse', () => {
  it('is the type of the schemas', () => {
    expectTypeOf<z.infer<typeof transactionDetailResponseSchema>>().toEqualTypeOf<TripayDetailResponse>()
    expectTypeOf<z.infer<typeof transactionListResponseSchema>>().toEqualTypeOf<TripayListResponse>()
  })
})

describe('parseStatusResponse', () => {
  it('reads the documented response of the detail call', () => {
    expect(readDetail({})).toMatchObject({
      kind: 'payment',
      merchantReference: 'INV345675',
      providerReference: 'T0001000000000000006',
      status: 'success',
      advice: 'fulfill',
      providerStatus: 'PAID',
      amount: { value: '1000000.00', currency: 'IDR' },
      fee: { value: '1500.00' },
      netAmount: { value: '998500.00' },
      refund: null,
      channel: { type: null, code: 'BRIVA', name: 'BRI Virtual Account' },
      createdAt: null,
      paidAt: '2020-02-28T02:13:20.000Z',
      expiresAt: '2020-02-28T02:10:37.000Z',
      sandbox: null,
      warnings: [],
    })
  })

  it('reads the only element of a list with the merchant reference of the query', () => {
    const others = [{ merchant_ref: 'INV3456751', status: 'UNPAID' }, { merchant_ref: null }]
    const transaction = parse(listBody([...others, {}]), byMerchant)
    expect(transaction).toMatchObject({
      status: 'success',
      merchantReference: 'INV345675',
      createdAt: '2020-06-17T08:04:18.000Z',
      expiresAt: '2020-06-17T10:05:03.000Z',
      warnings: [],
    })
    expect(transaction.raw.data).toHaveLength(3)
  })

  it('returns AMBIGUOUS with the references of all matches, even if their statuses are equal', () => {
    const body = listBody([{ reference: 'T1' }, { reference: 'T2' }])
    expect(errorOf(body, byMerchant)).toMatchObject({ code: 'AMBIGUOUS', providerReferences: ['T1', 'T2'] })
  })

  it.each([[[]], [[{ merchant_ref: 'inv345675' }]]])(
    'returns REJECTED for a list without a match',
    (list) => {
      expect(errorOf(listBody(list), byMerchant)?.code).toBe('REJECTED')
    },
  )

  it.each([
    ['a list with a next page', listBody([{}], { next_page: 2 }), byMerchant],
    ['a list without pagination', { success: true, data: [JSON.parse(detailBody()).data] }, byMerchant],
    ['a single transaction for a query of the list', detailBody(), byMerchant],
    ['a list for a query of the detail', listBody([{}]), byProvider],
    ['an envelope without success: true', { data: JSON.parse(detailBody()).data }, byProvider],
    ['success as text', { success: 'true', data: JSON.parse(detailBody()).data }, byProvider],
    ['a status of another type', detailBody({ status: ['PAID'] }), byProvider],
    ['a reference of another type', detailBody({ reference: {} }), byProvider],
  ])('returns RESPONSE_INVALID for %s', (_name, body, query) => {
    expect(errorOf(body, query)?.code).toBe('RESPONSE_INVALID')
  })

  it('compares both references with the response', () => {
    expect(errorOf(detailBody({ reference: 'T2' }), byProvider)?.code).toBe('RESPONSE_MISMATCH')
    expect(errorOf(detailBody(), { ...byProvider, merchantReference: 'INV-2' })?.code).toBe(
      'RESPONSE_MISMATCH',
    )
  })

  it.each([
    [200, 'Invalid API Key', 'AUTHENTICATION'],
    [400, 'Invalid API Key', 'AUTHENTICATION'],
    [429, 'Invalid API Key', 'RATE_LIMITED'],
    [500, 'Invalid API Key', 'PROVIDER_UNAVAILABLE'],
    [200, 'invalid api key of INV', 'REJECTED'],
    [200, 'Transaction not found', 'REJECTED'],
    [404, 'Transaction not found', 'REJECTED'],
    [401, 'Unauthorized', 'AUTHENTICATION'],
  ])('turns HTTP %d with success: false and %j into %s', (status, message, code) => {
    expect(errorOf({ success: false, message }, byProvider, status)).toMatchObject({
      code,
      providerMessage: message,
    })
  })

  it('returns REJECTED for success: false beside a paid transaction', () => {
    const body = { ...JSON.parse(detailBody()), success: false }
    expect(errorOf(body, byProvider)?.code).toBe('REJECTED')
  })
})
