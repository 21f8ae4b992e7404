import { inspect } from 'node:util'
import { describePitfalls } from '@cekstatus/conformance'
import { redactTransaction } from '@cekstatus/core'
import { expect } from 'vitest'
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

const webhookOnly = 'it is about webhooks, which this package does not read'
const gatewayOnly = 'it is about the payment gateway, another API that this package does not ask'

describePitfalls('sekalipay', 36, [
  {
    trap: 1,
    observable: 'a completed order with 350 of 1000 followers left is processing',
    test: () => {
      expect(read(smmBody())).toMatchObject({
        providerStatus: 'completed',
        status: 'processing',
        final: false,
        advice: 'wait',
        lines: [{ quantity: { ordered: 1000, delivered: 650, remaining: 350 } }],
      })
      expect(read(smmBody(smmDelivered))).toMatchObject({ providerStatus: 'completed', status: 'success' })
    },
  },
  {
    trap: 2,
    observable: 'an SMM item that says h2h is read from the SMM results, by its flag or by its result',
    test: () => {
      for (const is_smm of [true, undefined]) {
        expect(read(smmBody({ item: { is_smm, order_process: 'h2h' } }))).toMatchObject({
          status: 'processing',
          lines: [{ providerReference: '98765' }],
          warnings: [],
        })
      }
    },
  },
  {
    trap: 3,
    observable: 'a failure text in sn is the reason, never a serial number',
    test: () => {
      for (const dispatch_status of ['failed', 'completed']) {
        const order = { status: 'failed' }
        const body = h2hBody({ order, result: { ...failedH2hResult, dispatch_status } })
        expect(read(body).lines).toMatchObject([
          { status: 'failed', reason: 'Nomor tidak valid', serialNumber: null },
        ])
      }
    },
  },
  {
    trap: 4,
    observable: 'a failed order under HTTP 200 and OK is failed',
    test: () => {
      expect(read(h2hBody({ order: { status: 'failed' }, result: failedH2hResult }))).toMatchObject({
        status: 'failed',
        advice: 'release',
        reason: 'Nomor tidak valid',
        evidence: { httpStatus: 200 },
      })
      expect(read(h2hBody({ order: { status: undefined } })).status).toBe('unknown')
    },
  },
  {
    trap: 5,
    observable:
      'results beside data are read, those inside only where none stand beside it, and the body is kept',
    test: () => {
      expect(read(h2hBody()).lines).toMatchObject([{ serialNumber: 'SN123456789' }])
      const inside = h2hBody({ order: { h2h_results: [h2hResult] }, body: { h2h_results: undefined } })
      expect(read(inside).lines).toMatchObject([{ serialNumber: 'SN123456789' }])
      const disputed = h2hBody({ order: { h2h_results: [{ ...h2hResult, sn: 'SN2' }] } })
      expect(read(disputed).status).toBe('unknown')
      expect(read(h2hBody()).raw.h2h_results).toEqual([h2hResult])
    },
  },
  {
    trap: 6,
    observable: 'an answer without any of the fields that samples leave out is read',
    test: () => {
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
    },
  },
  {
    trap: 7,
    observable: 'a license is masked by redactTransaction and in no error',
    test: () => {
      expect(read(autoBody()).lines).toMatchObject([{ license: 'user@mail.com|pass' }])
      expect(JSON.stringify(redactTransaction(read(autoBody())))).not.toContain('user@mail.com')
      for (const body of [autoBody({ order: { status: 7 } }), autoBody({ order: { ref_id: 'INV-2' } })]) {
        expect(inspect(errorOf(200, body), { depth: 9, showHidden: true })).not.toContain('user@mail.com')
      }
    },
  },
  {
    trap: 8,
    observable: 'the phone number or link of an item is its target, which redactTransaction masks',
    test: () => {
      expect(read(h2hBody()).lines).toMatchObject([{ target: '08123456789' }])
      const logged = JSON.stringify([redactTransaction(read(h2hBody())), redactTransaction(read(smmBody()))])
      expect(logged).not.toContain('08123456789')
      expect(logged).not.toContain('instagram.com/user')
    },
  },
  {
    trap: 9,
    observable: 'a license is passed on as it is, whatever is in it',
    test: () => {
      for (const product_license of ['a|b|c', 'https://example.com/x', 'one\ntwo', '{"a":1}', ' padded ']) {
        expect(read(autoBody({ item: { product_license } })).lines).toMatchObject([
          { license: product_license, status: 'success' },
        ])
      }
    },
  },
  {
    trap: 10,
    observable: 'several items are several lines, and the same variant twice cannot be told apart',
    test: () => {
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
    },
  },
  {
    trap: 11,
    observable: 'paid is processing',
    test: () => {
      const body = h2hBody({ order: { status: 'paid' }, body: { h2h_results: [] } })
      expect(read(body)).toMatchObject({ status: 'processing', final: false, advice: 'wait' })
    },
  },
  {
    trap: 12,
    observable: 'fees of null are not known, fees of 0 are none, and other fees are read',
    test: () => {
      const feeOf = (fees: unknown, amount: number) => read(autoBody({ order: { fees, amount } })).fee
      expect(feeOf(null, 50000)).toBeNull()
      expect(feeOf(0, 50000)).toEqual({ value: '0.00', currency: 'IDR' })
      expect(feeOf(1000, 51000)).toEqual({ value: '1000.00', currency: 'IDR' })
    },
  },
  {
    trap: 13,
    observable: 'times are null when absent, without a warning',
    test: () =>
      expect(read(autoBody())).toMatchObject({
        createdAt: null,
        expiresAt: null,
        paidAt: null,
        warnings: [],
      }),
  },
  {
    trap: 14,
    observable: 'both names of not found are NOT_FOUND under HTTP 404, and no other 404 is',
    test: () => {
      const codes = ['TRX_NOT_FOUND', 'TRANSACTION_NOT_FOUND', 'ITEM_NOT_FOUND'].map(
        (code) => errorOf(404, message(code)).code,
      )
      expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'REJECTED'])
    },
  },
  {
    trap: 15,
    observable: 'not found is an error that says it proves nothing, never a failed order',
    test: () => expect(errorOf(404, message('TRX_NOT_FOUND')).hint).toContain('not a proof'),
  },
  {
    trap: 16,
    observable: 'three causes of 401 are told apart by code and hint',
    test: () => {
      const errors = ['INVALID_API_KEY', 'INVALID_IP', 'ACCOUNT_MUST_BE_RESELLER'].map((code) =>
        errorOf(401, message(code)),
      )
      expect(errors.map(({ code }) => code)).toEqual(errors.map(() => 'AUTHENTICATION'))
      expect(new Set(errors.map(({ providerCode }) => providerCode)).size).toBe(3)
      expect(new Set(errors.map(({ hint }) => hint)).size).toBe(3)
    },
  },
  {
    trap: 17,
    observable: 'SMM words of both editions are read in any case',
    test: () => {
      const statuses = ['In progress', 'processing', 'Completed', 'completed', 'Partial'].map(
        (status) => read(smmBody({ item: { status }, result: { ...smmDelivered.result, status } })).status,
      )
      expect(statuses).toEqual(['processing', 'processing', 'success', 'success', 'partial'])
    },
  },
  {
    trap: 18,
    observable: 'provider_status decides nothing',
    test: () => {
      expect(read(smmBody({ result: { provider_status: 'success' } })).status).toBe('processing')
      const odd = { ...smmDelivered.result, provider_status: 'canceled' }
      expect(read(smmBody({ ...smmDelivered, result: odd }))).toMatchObject({
        status: 'success',
        warnings: [],
      })
    },
  },
  {
    trap: 19,
    observable: 'remains counts what is left: 0 or null is no completion, and more than 0 speaks against one',
    test: () => {
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
    },
  },
  {
    trap: 20,
    observable: 'a refund that waits for a person is pending, with no amount made up',
    test: () => {
      const result = { ...smmResult, status: 'partial', partial_refund_pending_manual: true }
      const refund = { amount: null, pending: true }
      expect(read(smmBody({ item: { status: 'partial' }, result }))).toMatchObject({
        status: 'partial',
        advice: 'review',
        refund,
        lines: [{ refund }],
      })
    },
  },
  {
    trap: 21,
    observable: "the webhook's word Success is read here too, its single object is not",
    test: () => {
      expect(read(h2hBody({ result: { dispatch_status: 'Success' } })).status).toBe('success')
      expect(errorOf(200, h2hBody({ body: { h2h_results: h2hResult } })).code).toBe('RESPONSE_INVALID')
      const nested = h2hBody({ item: { h2h_results: h2hResult }, body: { h2h_results: [] } })
      expect(read(nested).status).toBe('unknown')
    },
  },
  { trap: 22, doesNotApply: webhookOnly },
  { trap: 23, doesNotApply: webhookOnly },
  {
    trap: 24,
    observable:
      'a reference with colons, which only the webhook signature confuses, is asked and compared whole',
    test: () => {
      const query = { merchantReference: 'A:B' }
      expect(urlOf(query)).toBe('https://sekalipay.com/api/v1/trx/A%3AB')
      expect(read(autoBody({ order: { ref_id: 'A:B' } }), {}, query).merchantReference).toBe('A:B')
      expect(errorOf(200, autoBody({ order: { ref_id: 'A' } }), query).code).toBe('RESPONSE_MISMATCH')
    },
  },
  { trap: 25, doesNotApply: webhookOnly },
  { trap: 26, doesNotApply: webhookOnly },
  { trap: 27, doesNotApply: webhookOnly },
  {
    trap: 28,
    observable: 'an SMM order stays open for asking again after the order is completed',
    test: () => {
      const item = { status: 'pending' }
      const open = read(smmBody({ item, result: { status: 'Pending' } }))
      expect([open.providerStatus, open.final, open.advice]).toEqual(['completed', false, 'wait'])
    },
  },
  {
    trap: 29,
    observable: 'a sandbox order is a test, never a success, and no other order claims to be none',
    test: () => {
      const body = autoBody({ order: { status: 'sandbox' } })
      expect(read(body)).toMatchObject({ status: 'unknown', sandbox: true, advice: 'review' })
      expect(read(body, { environment: 'sandbox' })).toMatchObject({ status: 'unknown', sandbox: true })
      expect(read(autoBody()).sandbox).toBeNull()
    },
  },
  {
    trap: 30,
    observable: 'both spellings of canceled are read, and refunded is unknown',
    test: () => {
      const statuses = ['canceled', 'cancelled', 'CANCELED', 'refunded'].map(
        (status) => read(autoBody({ order: { status }, item: { product_license: null } })).status,
      )
      expect(statuses).toEqual(['canceled', 'canceled', 'canceled', 'unknown'])
    },
  },
  {
    trap: 31,
    observable: 'only the envelope of this call is an answer',
    test: () => {
      const others = [{ status: true }, { success: true }, { status: 1, rc: 200 }, { message: 'Success' }]
      for (const envelope of others) {
        const body = autoBody({ body: { message: undefined, ...envelope } })
        expect(errorOf(200, body).code).toBe('RESPONSE_INVALID')
      }
    },
  },
  {
    trap: 32,
    observable: "the key travels in the reseller API's header and in no other",
    test: () => {
      const { headers } = buildStatusRequest({ merchantReference: 'INV-001' }, { apiKey: 'sk_live_xxxxx' })
      expect(headers).toEqual({ 'x-apikey': 'sk_live_xxxxx', accept: 'application/json' })
    },
  },
  { trap: 33, doesNotApply: gatewayOnly },
  { trap: 34, doesNotApply: gatewayOnly },
  {
    trap: 35,
    observable: "a license that looks like the page's masked address is passed on unread",
    test: () => {
      const product_license = '[email protected]|pass'
      expect(read(autoBody({ item: { product_license } })).lines).toMatchObject([
        { license: product_license },
      ])
    },
  },
  {
    trap: 36,
    observable: 'the references are ref_id and invoice; id is neither needed nor read',
    test: () => {
      for (const id of [99899, undefined]) {
        expect(read(autoBody({ order: { id } }))).toMatchObject({
          merchantReference: 'INV-001',
          providerReference: 'SPY1770673917X6',
        })
      }
      const asked = { providerReference: '99899' }
      expect(errorOf(200, autoBody({ order: { id: 99899 } }), asked).code).toBe('RESPONSE_MISMATCH')
      expect(urlOf({ merchantReference: 'INV-001', providerReference: 'SPY1' })).toMatch(/\/SPY1$/)
    },
  },
])
