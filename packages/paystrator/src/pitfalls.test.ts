import { describePitfalls } from '@cekstatus/conformance'
import { isCekStatusError } from '@cekstatus/core'
import { fixtures } from '@cekstatus/mocks/paystrator'
import { expect } from 'vitest'
import {
  buildStatusRequest,
  createPaystrator,
  type PaystratorParseOptions,
  parseStatusResponse,
} from './index.ts'
import { attributesOf, errorBody, paymentBody, paymentId, payoutBody, payoutId } from './test-bodies.ts'

type Fields = Record<string, unknown>

const query = { providerReference: paymentId }
const credentials = { accessToken: 'token-1' }

function read(changes: Fields = {}, options: PaystratorParseOptions = {}, envelope: Fields = {}) {
  return parseStatusResponse(
    { status: 200, headers: {}, body: paymentBody(changes, envelope) },
    query,
    options,
  )
}

function readPayout(changes: Fields = {}) {
  const response = { status: 200, headers: {}, body: payoutBody(changes) }
  return parseStatusResponse(response, { providerReference: payoutId })
}

function errorOf(status: number, body: string) {
  try {
    parseStatusResponse({ status, headers: {}, body }, query)
  } catch (error) {
    if (isCekStatusError(error)) return error
  }
  throw new Error('no error')
}

describePitfalls('paystrator', 27, [
  {
    trap: 1,
    observable: 'a sample as printed is no answer where it is not JSON, and its repair is one',
    test: () => {
      const printed = fixtures.flatMap(({ documentedBody }) => documentedBody?.join('\n') ?? [])
      expect(printed.map((body) => errorOf(200, body).code)).toEqual(['RESPONSE_INVALID', 'RESPONSE_INVALID'])
      expect(read({ status: 'EXPIRED' }).status).toBe('expired')
    },
  },
  {
    trap: 2,
    observable: 'PENDING is read although the list of words lacks it',
    test: () => expect(read({ status: 'PENDING' })).toMatchObject({ status: 'pending', advice: 'wait' }),
  },
  {
    trap: 3,
    observable: 'metadata of any type is left as it is and never parsed',
    test: () => {
      for (const metadata of ['', {}, '{"note": "broken', '{"status":"FAILED"}', 7, [null]]) {
        expect(read({ metadata })).toMatchObject({
          status: 'success',
          raw: { data: { metadata } },
          warnings: [],
        })
      }
    },
  },
  {
    trap: 4,
    observable: 'an absent externalId is null and no contradiction',
    test: () => {
      const response = { status: 200, headers: {}, body: paymentBody({ externalId: undefined }) }
      const transaction = parseStatusResponse(response, { ...query, merchantReference: 'id-01' })
      expect(transaction).toMatchObject({ merchantReference: null, advice: 'fulfill' })
    },
  },
  {
    trap: 5,
    observable: 'absent, null and placeholder times are null and decide nothing',
    test: () => {
      expect(readPayout()).toMatchObject({ expiresAt: null, warnings: [] })
      expect(read({ status: 'PENDING', paidAt: null })).toMatchObject({ paidAt: null, warnings: [] })
      expect(read({ paidAt: '...' })).toMatchObject({
        paidAt: null,
        status: 'success',
        advice: 'fulfill',
        warnings: [{ code: 'TIMESTAMP_INVALID', field: 'data.paidAt' }],
      })
    },
  },
  {
    trap: 6,
    observable: 'the parameter is id, and transaction_id when chosen',
    test: () => {
      const urls = [{}, { idParameter: 'transaction_id' } as const].map(
        (context) => buildStatusRequest(query, credentials, context).url,
      )
      expect(urls.map((url) => new URL(url).search)).toEqual([
        `?id=${paymentId}`,
        `?transaction_id=${paymentId}`,
      ])
    },
  },
  {
    trap: 7,
    observable: 'ids without a prefix and with an unknown one can be asked and are answered',
    test: () => {
      expect(readPayout()).toMatchObject({ kind: 'payout', status: 'success', advice: 'fulfill' })
      expect(readPayout({ id: undefined, attributes: {} })).toMatchObject({
        kind: 'unknown',
        advice: 'review',
      })
      expect(buildStatusRequest({ providerReference: 'co_01JABCXYZ' }, credentials).url).toContain(
        'id=co_01JABCXYZ',
      )
    },
  },
  {
    trap: 8,
    observable: 'the header is publicAccessToken, and authorization when chosen, never both',
    test: () => {
      const headers = [{}, { tokenHeader: 'authorization' } as const].map(
        (context) => buildStatusRequest(query, credentials, context).headers,
      )
      expect(headers).toEqual([
        { publicAccessToken: 'Bearer token-1', accept: 'application/json' },
        { authorization: 'Bearer token-1', accept: 'application/json' },
      ])
    },
  },
  {
    trap: 9,
    observable: 'each request has a token of its own, also the one repetition after 401',
    test: async () => {
      const sent: (string | null)[] = []
      const tokens = ['token-1', 'token-2', 'token-3']
      const client = createPaystrator({
        accessToken: async () => tokens.shift() ?? '',
        rateLimiter: false,
        fetch: async (_url, init) => {
          sent.push(new Headers(init?.headers).get('publicAccessToken'))
          return sent.length === 1
            ? new Response(errorBody(401, 'Unauthorized'), { status: 401 })
            : new Response(paymentBody())
        },
      })
      await client.getTransactionStatus(query)
      await client.getTransactionStatus(query)
      expect(sent).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3'])
    },
  },
  {
    trap: 10,
    observable: 'the state is data.status; the outer number decides only whether this is an answer',
    test: () => {
      expect(read({ status: undefined })).toMatchObject({ status: 'unknown', advice: 'review' })
      expect(errorOf(200, paymentBody({}, { status: 404 })).code).toBe('RESPONSE_INVALID')
      expect(errorOf(500, paymentBody()).code).toBe('PROVIDER_UNAVAILABLE')
    },
  },
  {
    trap: 11,
    observable: 'the attribute names of the create calls are not taken for those of this call',
    test: () => {
      const attributes = { receiverName: 'Budi', receiverAccountNo: '123456789', receiverBankCode: 'BCA' }
      expect(readPayout({ attributes })).toMatchObject({ kind: 'unknown', channel: null })
    },
  },
  {
    trap: 12,
    observable: 'fields of both naming styles in one answer are read',
    test: () =>
      expect(read({ attributes: attributesOf.virtualAccount })).toMatchObject({
        channel: { code: 'BCA' },
        createdAt: '2025-08-19T07:28:58.000Z',
        warnings: [],
      }),
  },
  {
    trap: 13,
    observable: 'metadata beside data is kept and does not disturb',
    test: () =>
      expect(read({ metadata: undefined }, {}, { metadata: 'm' })).toMatchObject({
        status: 'success',
        raw: { metadata: 'm' },
      }),
  },
  {
    trap: 14,
    observable: 'error and errors are both read, as null in answers and as objects in refusals',
    test: () => {
      for (const field of ['error', 'errors']) {
        expect(read({}, {}, { [field]: null }).status).toBe('success')
        const error = errorOf(400, JSON.stringify({ [field]: { code: 'provider_error', message: 'm' } }))
        expect([error.code, error.providerCode, error.providerMessage]).toEqual([
          'PROVIDER_UNAVAILABLE',
          'provider_error',
          'm',
        ])
        expect(errorOf(200, paymentBody({}, { [field]: { code: 'other' } })).code).toBe('RESPONSE_INVALID')
      }
    },
  },
  {
    trap: 15,
    observable: 'the amount is the stated one; one that differs from the expected is for a person',
    test: () => {
      const transaction = read({ amount: 12000 }, { expect: { amount: '10000' } })
      expect(transaction).toMatchObject({
        amount: { value: '12000.00' },
        status: 'success',
        advice: 'review',
        warnings: [{ code: 'EXPECTATION_DIFFERS' }],
      })
    },
  },
  {
    trap: 16,
    observable: '500 is PROVIDER_UNAVAILABLE, never a failed transaction',
    test: () => {
      const error = errorOf(500, errorBody(500, 'Internal server error'))
      expect([error.code, error.retryable]).toEqual(['PROVIDER_UNAVAILABLE', true])
    },
  },
  {
    trap: 17,
    observable: '404 is NOT_FOUND, never a status, and the hint names the other environment',
    test: () => {
      const error = errorOf(404, errorBody(404, 'Transaction not found'))
      expect([error.code, error.retryable]).toEqual(['NOT_FOUND', false])
      expect(error.hint).toContain('environment')
    },
  },
  {
    trap: 18,
    observable: '401 and 403 are one AUTHENTICATION whose hint names token, permission and address',
    test: () => {
      for (const status of [401, 403]) {
        const error = errorOf(status, errorBody(status, 'Unauthorized'))
        expect(error.code).toBe('AUTHENTICATION')
        expect(error.hint).toMatch(/token.*read permission.*IP address/)
      }
    },
  },
  {
    trap: 19,
    observable: 'the HTTP status speaks before a code that means two things',
    test: () => {
      const codes = [400, 409, 401, 429, 500].map(
        (status) => errorOf(status, errorBody(status, 'm', 'invalid_parameters_in_request')).code,
      )
      expect(codes).toEqual([
        'REJECTED',
        'REJECTED',
        'AUTHENTICATION',
        'RATE_LIMITED',
        'PROVIDER_UNAVAILABLE',
      ])
    },
  },
  {
    trap: 20,
    observable: 'codes are compared in any case and kept as they came',
    test: () => {
      const error = errorOf(400, errorBody(400, 'm', 'Permission_Denied'))
      expect([error.code, error.providerCode]).toEqual(['AUTHENTICATION', 'Permission_Denied'])
      expect(errorOf(200, errorBody(409, 'm', 'Duplicate_External_Id')).code).toBe('REJECTED')
    },
  },
  {
    trap: 21,
    observable: 'an absent amount is null, and a payment without one is not to be acted on',
    test: () => {
      expect(read({ status: 'PENDING', amount: undefined })).toMatchObject({ amount: null, warnings: [] })
      expect(read({ amount: undefined })).toMatchObject({
        advice: 'review',
        warnings: [{ code: 'AMOUNT_MISSING', field: 'data.amount' }],
      })
    },
  },
  {
    trap: 22,
    observable: 'times with none and with nine fraction digits are read to the millisecond, in UTC',
    test: () =>
      expect(read({ expiredAt: '2025-08-08T13:29:20.956007952+07:00' })).toMatchObject({
        createdAt: '2025-08-19T07:28:58.000Z',
        expiresAt: '2025-08-08T06:29:20.956Z',
      }),
  },
  { trap: 23, doesNotApply: 'it is about webhooks, which this package does not read' },
  {
    trap: 24,
    observable: 'words of the dashboard and of events are not states',
    test: () => {
      const statuses = [
        'Success',
        'payment.pending',
        'payment.succeeded',
        'payment.failed',
        'payment.expired',
      ].map((status) => read({ status }).status)
      expect(new Set(statuses)).toEqual(new Set(['unknown']))
    },
  },
  {
    trap: 25,
    observable: 'PAID of a payout and COMPLETED of a payment are success',
    test: () => {
      expect(readPayout({ status: 'PAID' }).status).toBe('success')
      expect(read({ status: 'COMPLETED' }).status).toBe('success')
    },
  },
  {
    trap: 26,
    observable: 'the kind comes from prefix and attributes, else it is unknown and for a person',
    test: () => {
      expect([read().kind, readPayout().kind]).toEqual(['payment', 'payout'])
      for (const transaction of [
        readPayout({ attributes: {} }),
        read({ attributes: attributesOf.sendMoney }),
      ]) {
        expect(transaction).toMatchObject({
          kind: 'unknown',
          advice: 'review',
          warnings: [{ code: 'KIND_UNKNOWN', field: 'data.id' }],
        })
      }
    },
  },
  { trap: 27, doesNotApply: 'it is about the sample token of a page, which no file here contains' },
])
