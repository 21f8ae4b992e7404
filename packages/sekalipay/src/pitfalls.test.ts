import { inspect } from 'node:util'
import { redactTransaction } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest } from './index.ts'
import {
  autoBody,
  autoItem,
  cartBody,
  failedH2hResult,
  h2hBody,
  h2hItem,
  h2hResult,
  smmBody,
  smmDelivered,
  smmResult,
} from './test-bodies.ts'
import { errorOf, read } from './test-reading.ts'

const message = (code: string): string => JSON.stringify({ message: code })
const urlOf = (query: Parameters<typeof buildStatusRequest>[0]): string =>
  buildStatusRequest(query, { apiKey: 'sk_live_xxxxx' }).url

describe('pitfalls of https://sekalipay.com/api-docs/transactions/detail', () => {
  it('returns processing for a completed order with 350 of 1000 followers left', () => {
    expect(read(smmBody())).toMatchObject({
      providerStatus: 'completed',
      status: 'processing',
      final: false,
      advice: 'wait',
      lines: [{ quantity: { ordered: 1000, delivered: 650, remaining: 350 } }],
    })
    expect(read(smmBody(smmDelivered))).toMatchObject({ providerStatus: 'completed', status: 'success' })
  })

  it('reads an SMM item marked h2h from the SMM results', () => {
    for (const is_smm of [true, undefined]) {
      expect(read(smmBody({ item: { is_smm, order_process: 'h2h' } }))).toMatchObject({
        status: 'processing',
        lines: [{ providerReference: '98765' }],
        warnings: [],
      })
    }
  })

  it('reads a failure text in sn as the reason, never as a serial number', () => {
    for (const dispatch_status of ['failed', 'completed']) {
      const order = { status: 'failed' }
      const body = h2hBody({ order, result: { ...failedH2hResult, dispatch_status } })
      expect(read(body).lines).toMatchObject([
        { status: 'failed', reason: 'Nomor tidak valid', serialNumber: null },
      ])
    }
  })

  it('returns failed for a failed order under HTTP 200 and OK', () => {
    expect(read(h2hBody({ order: { status: 'failed' }, result: failedH2hResult }))).toMatchObject({
      status: 'failed',
      advice: 'release',
      reason: 'Nomor tidak valid',
      evidence: { httpStatus: 200 },
    })
    expect(read(h2hBody({ order: { status: undefined } })).status).toBe('unknown')
  })

  it('reads results beside data before results inside data', () => {
    expect(read(h2hBody()).lines).toMatchObject([{ serialNumber: 'SN123456789' }])
    const inside = h2hBody({ order: { h2h_results: [h2hResult] }, body: { h2h_results: undefined } })
    expect(read(inside).lines).toMatchObject([{ serialNumber: 'SN123456789' }])
    const disputed = h2hBody({ order: { h2h_results: [{ ...h2hResult, sn: 'SN2' }] } })
    expect(read(disputed).status).toBe('unknown')
    expect(read(h2hBody()).raw.h2h_results).toEqual([h2hResult])
  })

  it('accepts a response without the fields that samples leave out', () => {
    const optional = { invoice: undefined, price: undefined, amount: undefined, payment_method: undefined }
    const body = h2hBody({
      order: { ...optional, fees: undefined, id: undefined },
      item: {
        product_name: undefined,
        product_license: undefined,
        price: undefined,
        qty: undefined,
        note: undefined,
      },
      result: { log_message: undefined },
    })
    expect(read(body)).toMatchObject({
      status: 'success',
      advice: 'fulfill',
      amount: null,
      netAmount: null,
      channel: null,
      providerReference: null,
      warnings: [],
    })
  })

  it('keeps licenses out of errors and redacted transactions', () => {
    expect(read(autoBody()).lines).toMatchObject([{ license: 'user@mail.com|pass' }])
    expect(JSON.stringify(redactTransaction(read(autoBody())))).not.toContain('user@mail.com')
    for (const body of [autoBody({ order: { status: 7 } }), autoBody({ order: { ref_id: 'INV-2' } })]) {
      expect(inspect(errorOf(200, body), { depth: 9, showHidden: true })).not.toContain('user@mail.com')
    }
  })

  it('reads phone number or link as the target, which redactTransaction removes', () => {
    expect(read(h2hBody()).lines).toMatchObject([{ target: '08123456789' }])
    const logged = JSON.stringify([redactTransaction(read(h2hBody())), redactTransaction(read(smmBody()))])
    expect(logged).not.toContain('08123456789')
    expect(logged).not.toContain('instagram.com/user')
  })

  it('passes a license on unchanged', () => {
    for (const product_license of ['a|b|c', 'https://example.com/x', 'one\ntwo', '{"a":1}', ' padded ']) {
      expect(read(autoBody({ item: { product_license } })).lines).toMatchObject([
        { license: product_license, status: 'success' },
      ])
    }
  })

  it('returns one line per item and unknown for the same variant twice', () => {
    const cart = { items: [autoItem, h2hItem], h2hResults: [failedH2hResult] }
    expect(read(cartBody(cart))).toMatchObject({
      status: 'partial',
      lines: [
        { id: '8', status: 'success' },
        { id: '101', status: 'failed' },
      ],
    })
    const twice = { items: [h2hItem, h2hItem], h2hResults: [h2hResult, failedH2hResult] }
    expect(read(cartBody(twice))).toMatchObject({
      status: 'unknown',
      advice: 'review',
      warnings: [{ code: 'LINE_RESULT_AMBIGUOUS' }, { code: 'LINE_RESULT_AMBIGUOUS' }],
    })
  })

  it('tells unknown fees (null) from no fees (0)', () => {
    const feeOf = (fees: unknown, amount: number) => read(autoBody({ order: { fees, amount } })).fee
    expect(feeOf(null, 50000)).toBeNull()
    expect(feeOf(0, 50000)).toEqual({ value: '0.00', currency: 'IDR' })
    expect(feeOf(1000, 51000)).toEqual({ value: '1000.00', currency: 'IDR' })
  })

  it('returns null for absent times, without a warning', () =>
    expect(read(autoBody())).toMatchObject({
      createdAt: null,
      expiresAt: null,
      paidAt: null,
      warnings: [],
    }))

  it('says in the hint of NOT_FOUND that the error is not a proof', () =>
    expect(errorOf(404, message('TRX_NOT_FOUND')).hint).toContain('not a proof'))

  it('tells three causes of 401 apart by code and hint', () => {
    const errors = ['INVALID_API_KEY', 'INVALID_IP', 'ACCOUNT_MUST_BE_RESELLER'].map((code) =>
      errorOf(401, message(code)),
    )
    expect(errors.map(({ code }) => code)).toEqual(errors.map(() => 'AUTHENTICATION'))
    expect(new Set(errors.map(({ providerCode }) => providerCode)).size).toBe(3)
    expect(new Set(errors.map(({ hint }) => hint)).size).toBe(3)
  })

  it('ignores provider_status', () => {
    expect(read(smmBody({ result: { provider_status: 'success' } })).status).toBe('processing')
    const odd = { ...smmDelivered.result, provider_status: 'canceled' }
    expect(read(smmBody({ ...smmDelivered, result: odd }))).toMatchObject({
      status: 'success',
      warnings: [],
    })
  })

  it('takes remains of 0 for no completion and doubts a completion with more left', () => {
    for (const remains of [0, null]) {
      expect(read(smmBody({ result: { remains } }))).toMatchObject({
        status: 'processing',
        lines: [{ quantity: { remaining: remains, delivered: 650 } }],
      })
    }
    const left = { ...smmDelivered.result, remains: 1 }
    expect(read(smmBody({ ...smmDelivered, result: left }))).toMatchObject({
      status: 'success',
      advice: 'review',
      warnings: [{ code: 'QUANTITY_DIFFERS', field: 'smm_results[0].remains' }],
    })
  })

  it('returns a manual refund as pending, without an amount', () => {
    const result = { ...smmResult, status: 'partial', partial_refund_pending_manual: true }
    const refund = { amount: null, pending: true }
    expect(read(smmBody({ item: { status: 'partial' }, result }))).toMatchObject({
      status: 'partial',
      advice: 'review',
      refund,
      lines: [{ refund }],
    })
  })

  it('leaves an SMM line open after the order is completed', () => {
    const item = { status: 'pending' }
    const open = read(smmBody({ item, result: { status: 'Pending' } }))
    expect([open.providerStatus, open.final, open.advice]).toEqual(['completed', false, 'wait'])
  })

  it('rejects the envelopes of other calls', () => {
    const others = [{ status: true }, { success: true }, { status: 1, rc: 200 }, { message: 'Success' }]
    for (const envelope of others) {
      const body = autoBody({ body: { message: undefined, ...envelope } })
      expect(errorOf(200, body).code).toBe('RESPONSE_INVALID')
    }
  })

  it("passes a license on that looks like the page's masked address", () => {
    const product_license = '[email protected]|pass'
    expect(read(autoBody({ item: { product_license } })).lines).toMatchObject([{ license: product_license }])
  })

  it('reads ref_id and invoice as the references, never id', () => {
    for (const id of [99899, undefined]) {
      expect(read(autoBody({ order: { id } }))).toMatchObject({
        merchantReference: 'INV-001',
        providerReference: 'SPY1770673917X6',
      })
    }
    const asked = { providerReference: '99899' }
    expect(errorOf(200, autoBody({ order: { id: 99899 } }), asked).code).toBe('RESPONSE_MISMATCH')
    expect(urlOf({ merchantReference: 'INV-001', providerReference: 'SPY1' })).toMatch(/\/SPY1$/)
  })
})

describe('pitfalls of https://sekalipay.com/api-docs/webhook', () => {
  it("reads the webhook's word Success, but not its single object", () => {
    expect(read(h2hBody({ result: { dispatch_status: 'Success' } })).status).toBe('success')
    expect(errorOf(200, h2hBody({ body: { h2h_results: h2hResult } })).code).toBe('RESPONSE_INVALID')
    const nested = h2hBody({ item: { h2h_results: h2hResult }, body: { h2h_results: [] } })
    expect(read(nested).status).toBe('unknown')
  })

  it('sends and compares a reference with colons whole', () => {
    const query = { merchantReference: 'A:B' }
    expect(urlOf(query)).toBe('https://sekalipay.com/api/v1/trx/A%3AB')
    expect(read(autoBody({ order: { ref_id: 'A:B' } }), {}, query).merchantReference).toBe('A:B')
    expect(errorOf(200, autoBody({ order: { ref_id: 'A' } }), query).code).toBe('RESPONSE_MISMATCH')
  })
})

describe('pitfalls of https://sekalipay.com/api-docs/sandbox', () => {
  it('never returns success for a sandbox order', () => {
    const body = autoBody({ order: { status: 'sandbox' } })
    expect(read(body)).toMatchObject({ status: 'unknown', sandbox: true, advice: 'review' })
    expect(read(body, { environment: 'sandbox' })).toMatchObject({ status: 'unknown', sandbox: true })
    expect(read(autoBody()).sandbox).toBeNull()
  })
})
