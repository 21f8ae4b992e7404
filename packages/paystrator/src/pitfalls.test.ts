import { isCekStatusError } from '@cekstatus/core'
import { fixtures } from '@cekstatus/mocks/paystrator'
import { describe, expect, it } from 'vitest'
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

describe('pitfalls of https://paystrator.readme.io/reference/get-transaction-status-overview', () => {
  it('rejects printed samples that are not JSON and reads their repairs', () => {
    const printed = fixtures.flatMap(({ documentedBody }) => documentedBody?.join('\n') ?? [])
    expect(printed.map((body) => errorOf(200, body).code)).toEqual(['RESPONSE_INVALID', 'RESPONSE_INVALID'])
    expect(read({ status: 'EXPIRED' }).status).toBe('expired')
  })
})

describe('pitfalls of https://paystrator.readme.io/reference/get-transaction-status-api-reference', () => {
  it('never parses metadata, whatever the type', () => {
    for (const metadata of ['', {}, '{"note": "broken', '{"status":"FAILED"}', 7, [null]]) {
      expect(read({ metadata })).toMatchObject({
        status: 'success',
        raw: { data: { metadata } },
        warnings: [],
      })
    }
  })

  it('accepts a response without externalId', () => {
    const response = { status: 200, headers: {}, body: paymentBody({ externalId: undefined }) }
    const transaction = parseStatusResponse(response, { ...query, merchantReference: 'id-01' })
    expect(transaction).toMatchObject({ merchantReference: null, advice: 'fulfill' })
  })

  it('returns null for absent, null and placeholder times', () => {
    expect(readPayout()).toMatchObject({ expiresAt: null, warnings: [] })
    expect(read({ status: 'PENDING', paidAt: null })).toMatchObject({ paidAt: null, warnings: [] })
    expect(read({ paidAt: '...' })).toMatchObject({
      paidAt: null,
      status: 'success',
      advice: 'fulfill',
      warnings: [{ code: 'TIMESTAMP_INVALID', field: 'data.paidAt' }],
    })
  })

  it('accepts IDs without a prefix and with an unknown prefix', () => {
    expect(readPayout()).toMatchObject({ kind: 'payout', status: 'success', advice: 'fulfill' })
    expect(readPayout({ id: undefined, attributes: {} })).toMatchObject({
      kind: 'unknown',
      advice: 'review',
    })
    expect(buildStatusRequest({ providerReference: 'co_01JABCXYZ' }, credentials).url).toContain(
      'id=co_01JABCXYZ',
    )
  })

  it('reads the status from data.status only, not from the outer number', () => {
    expect(read({ status: undefined })).toMatchObject({ status: 'unknown', advice: 'review' })
    expect(errorOf(200, paymentBody({}, { status: 404 })).code).toBe('RESPONSE_INVALID')
    expect(errorOf(500, paymentBody()).code).toBe('PROVIDER_UNAVAILABLE')
  })

  it('reads both naming styles in one response', () =>
    expect(read({ attributes: attributesOf.virtualAccount })).toMatchObject({
      channel: { code: 'BCA' },
      createdAt: '2025-08-19T07:28:58.000Z',
      warnings: [],
    }))

  it('accepts metadata beside data', () =>
    expect(read({ metadata: undefined }, {}, { metadata: 'm' })).toMatchObject({
      status: 'success',
      raw: { metadata: 'm' },
    }))

  it('reads error and errors alike', () => {
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
  })

  it('advises review for an amount other than expected', () => {
    const transaction = read({ amount: 12000 }, { expect: { amount: '10000' } })
    expect(transaction).toMatchObject({
      amount: { value: '12000.00' },
      status: 'success',
      advice: 'review',
      warnings: [{ code: 'EXPECTATION_DIFFERS' }],
    })
  })

  it('names the other environment in the hint of NOT_FOUND', () => {
    const error = errorOf(404, errorBody(404, 'Transaction not found'))
    expect([error.code, error.retryable]).toEqual(['NOT_FOUND', false])
    expect(error.hint).toContain('environment')
  })

  it('compares codes in any case and keeps the original text', () => {
    const error = errorOf(400, errorBody(400, 'm', 'Permission_Denied'))
    expect([error.code, error.providerCode]).toEqual(['AUTHENTICATION', 'Permission_Denied'])
    expect(errorOf(200, errorBody(409, 'm', 'Duplicate_External_Id')).code).toBe('REJECTED')
  })

  it('advises review for a payment without an amount', () => {
    expect(read({ status: 'PENDING', amount: undefined })).toMatchObject({ amount: null, warnings: [] })
    expect(read({ amount: undefined })).toMatchObject({
      advice: 'review',
      warnings: [{ code: 'AMOUNT_MISSING', field: 'data.amount' }],
    })
  })

  it('reads times with none and with nine fraction digits, in UTC', () =>
    expect(read({ expiredAt: '2025-08-08T13:29:20.956007952+07:00' })).toMatchObject({
      createdAt: '2025-08-19T07:28:58.000Z',
      expiresAt: '2025-08-08T06:29:20.956Z',
    }))

  it('returns unknown for words of the dashboard and of events', () => {
    const statuses = [
      'Success',
      'payment.pending',
      'payment.succeeded',
      'payment.failed',
      'payment.expired',
    ].map((status) => read({ status }).status)
    expect(new Set(statuses)).toEqual(new Set(['unknown']))
  })

  it('reads the kind from prefix and attributes and advises review where they disagree', () => {
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
  })
})

describe('pitfalls of https://paystrator.readme.io/reference/create-checkout-page-api', () => {
  it('fetches a token for every request, including the one after 401', async () => {
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
  })
})

describe('pitfalls of https://paystrator.readme.io/reference/post_send-money', () => {
  it('ignores attribute names of the create calls', () => {
    const attributes = { receiverName: 'Budi', receiverAccountNo: '123456789', receiverBankCode: 'BCA' }
    expect(readPayout({ attributes })).toMatchObject({ kind: 'unknown', channel: null })
  })
})

describe('pitfalls of https://paystrator.readme.io/reference/ip-whitelist-configuration-guide', () => {
  it('names token, permission and IP address in the hint of AUTHENTICATION', () => {
    for (const status of [401, 403]) {
      const error = errorOf(status, errorBody(status, 'Unauthorized'))
      expect(error.code).toBe('AUTHENTICATION')
      expect(error.hint).toMatch(/token.*read permission.*IP address/)
    }
  })
})

describe('pitfalls of https://paystrator.readme.io/reference/post_receive-money', () => {
  it('classifies an ambiguous code by the HTTP status', () => {
    const codes = [400, 409, 401, 429, 500].map(
      (status) => errorOf(status, errorBody(status, 'm', 'invalid_parameters_in_request')).code,
    )
    expect(codes).toEqual(['REJECTED', 'REJECTED', 'AUTHENTICATION', 'RATE_LIMITED', 'PROVIDER_UNAVAILABLE'])
  })
})
