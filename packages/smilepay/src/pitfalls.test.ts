import { createHash, createHmac } from 'node:crypto'
import { describePitfalls } from '@cekstatus/conformance'
import { credentials } from '@cekstatus/mocks/smilepay'
import { expect } from 'vitest'
import { parseAccessTokenResponse } from './access-token.ts'
import {
  buildStatusRequest,
  capabilities,
  parseStatusResponse,
  type SmilepayQuery,
  type SmilepaySignedRequest,
} from './index.ts'
import { inquiryBody, refusalBody, sampleToken, tokenBody } from './test-bodies.ts'
import { errorOf } from './test-errors.ts'

const query: SmilepayQuery = { merchantReference: 'INV-001', kind: 'payment' }

/** The instant that the page's sample means, if its author's clock stood on UTC+8. */
const instant = new Date('2025-02-25T08:14:05.000Z')

function build(changes: Partial<SmilepayQuery> = {}, context = {}): SmilepaySignedRequest {
  const asked = { ...query, ...changes } as SmilepayQuery
  return buildStatusRequest(asked, credentials, { accessToken: sampleToken, now: () => instant, ...context })
}

/** Signs anew, from what a server would receive. */
function signReceived({ headers, body, url }: SmilepaySignedRequest): string {
  const bodyHash = createHash('sha256')
    .update(Buffer.from(body ?? ''))
    .digest('hex')
  const accessToken = headers.authorization?.slice('Bearer '.length)
  return createHmac('sha512', Buffer.from(credentials.merchantSecret))
    .update(`POST:${new URL(url).pathname}:${accessToken}:${bodyHash}:${headers['x-timestamp']}`)
    .digest('base64')
}

function read(changes: Record<string, unknown> = {}, asked: SmilepayQuery = query) {
  return parseStatusResponse({ status: 200, headers: {}, body: inquiryBody(changes) }, asked)
}

function refuse(status: number, responseCode: string) {
  const response = { status, headers: {}, body: refusalBody(responseCode) }
  return errorOf(() => parseStatusResponse(response, query))
}

function inZone<Value>(zone: string, act: () => Value): Value {
  const before = process.env.TZ
  process.env.TZ = zone
  try {
    return act()
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}

const zones = ['UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'America/New_York']

describePitfalls('smilepay', 23, [
  {
    trap: 1,
    observable: 'either reference is enough, and the other is not sent',
    test: () => {
      expect(build().body).toBe('{"tradeType":1,"orderNo":"INV-001"}')
      const byTradeNo = build({ merchantReference: undefined, providerReference: 'T101' } as never)
      expect(byTradeNo.body).toBe('{"tradeType":1,"tradeNo":"T101"}')
    },
  },
  {
    trap: 2,
    observable: 'the external id is 20 digits or more, new each time, and nothing else is accepted as one',
    test: () => {
      const ids = Array.from({ length: 100 }, () => build().headers['x-external-id'])
      expect(new Set(ids).size).toBe(100)
      for (const id of ids) expect(id).toMatch(/^\d{20,36}$/)
      for (const id of ['T_1737537970911', '1234567890123456789', '1'.repeat(37), '', 7]) {
        const error = errorOf(() => build({}, { createExternalId: () => id }))
        expect([error.code, error.field]).toEqual(['CONFIGURATION', 'createExternalId'])
      }
    },
  },
  {
    trap: 3,
    observable: 'a token whose exp is long past lives for its stated lifetime from now on',
    test: () => {
      const now = (): Date => new Date('2026-01-26T03:00:00.000Z')
      const token = parseAccessTokenResponse({ status: 200, headers: {}, body: tokenBody() }, { now })
      expect(token).toMatchObject({ lifetimeMs: 900_000, expiresAt: '2026-01-26T03:15:00.000Z' })
    },
  },
  {
    trap: 4,
    observable: "the timestamp is the real instant in UTC+7, whatever the machine's zone",
    test: () => {
      const timestamps = zones.map((zone) => inZone(zone, () => build().headers['x-timestamp']))
      expect(timestamps).toEqual(zones.map(() => '2025-02-25T15:14:05+07:00'))
      const newYear = build({}, { now: () => new Date('2025-12-31T17:00:00.001Z') })
      expect(newYear.headers['x-timestamp']).toBe('2026-01-01T00:00:00+07:00')
    },
  },
  {
    trap: 5,
    observable: 'the offset is written +07:00 everywhere, and the header is the signed text',
    test: () => {
      for (const zone of zones) {
        const request = inZone(zone, () => build())
        expect(request.headers['x-timestamp']).toMatch(/\+07:00$/)
        expect(request.headers['x-signature']).toBe(signReceived(request))
      }
    },
  },
  {
    trap: 6,
    observable: 'the characters that are sent are the characters that are signed',
    test: () => {
      for (const merchantReference of ['INV-001', 'é 測試', '"\\/', '\u00a0', '👍']) {
        const request = build({ merchantReference, providerReference: 'T101' })
        expect(JSON.parse(request.body ?? '')).toEqual({
          tradeType: 1,
          orderNo: merchantReference,
          tradeNo: 'T101',
        })
        expect(request.headers['x-signature']).toBe(signReceived(request))
      }
    },
  },
  {
    trap: 7,
    observable: 'spaces inside a reference stay where they are',
    test: () => {
      const request = build({ merchantReference: 'INV  001 ' })
      expect(request.body).toBe('{"tradeType":1,"orderNo":"INV  001 "}')
      expect(request.headers['x-signature']).toBe(signReceived(request))
    },
  },
  {
    trap: 8,
    observable: 'a reference that is not given is left out, not sent as null',
    test: () => {
      expect(build({ providerReference: undefined } as never).body).toBe(build().body)
      expect(build().body).not.toContain('null')
    },
  },
  {
    trap: 9,
    observable: 'a secret that looks like hex is used as text',
    test: () => {
      const request = build()
      const decoded = Buffer.from(credentials.merchantSecret, 'hex')
      expect(decoded).toHaveLength(32)
      expect(request.headers['x-signature']).toBe(signReceived(request))
    },
  },
  {
    trap: 10,
    observable: 'the signature is 88 characters of base64',
    test: () => expect(build().headers['x-signature']).toMatch(/^[A-Za-z0-9+/]{86}==$/),
  },
  {
    trap: 11,
    doesNotApply: 'the placeholder signature of the national standard is in no vector and in no test',
  },
  {
    trap: 12,
    observable: 'an order number need not follow the rule for new orders, only its length is limited',
    test: () => {
      for (const merchantReference of ['D_1740470950370', 'T_1706218110', '.', 'x'.repeat(32)]) {
        expect(build({ merchantReference }).body).toContain(`"orderNo":"${merchantReference}"`)
      }
      expect(errorOf(() => build({ merchantReference: 'x'.repeat(33) })).code).toBe('CONFIGURATION')
    },
  },
  {
    trap: 13,
    observable: 'a payment method may be longer than the page allows',
    test: () =>
      expect(read({ paymentMethod: 'DANAMON' }).channel).toEqual({ type: null, code: 'DANAMON', name: null }),
  },
  {
    trap: 14,
    observable: 'money is an object with a number or numeric text, never grouped, never rounded',
    test: () => {
      const amountOf = (amount: unknown) => read({ money: { currency: 'IDR', amount } }).amount?.value ?? null
      expect([10000, '10000', 10000.0, '10000.00'].map(amountOf)).toEqual(
        Array.from({ length: 4 }, () => '10000.00'),
      )
      expect(['10.000', '10000.005', 10000.005, '10,000'].map(amountOf)).toEqual([null, null, null, null])
      expect(read({ money: 'IDR 10000' })).toMatchObject({ amount: null, advice: 'review' })
    },
  },
  {
    trap: 15,
    observable: 'a number of 24 digits keeps every digit, with quotation marks or without',
    test: () => {
      const tradeNo = '101100012503031541003246'
      const quoted = inquiryBody({ tradeNo })
      for (const body of [quoted, quoted.replace(`"${tradeNo}"`, tradeNo)]) {
        const asked: SmilepayQuery = { providerReference: tradeNo, kind: 'payment' }
        expect(parseStatusResponse({ status: 200, headers: {}, body }, asked)).toMatchObject({
          providerReference: tradeNo,
          status: 'success',
        })
      }
    },
  },
  {
    trap: 16,
    observable: 'a tradeNo of null is no mismatch and no reason for doubt',
    test: () => {
      const transaction = read({ tradeNo: null })
      expect(transaction).toMatchObject({ providerReference: null, advice: 'fulfill', warnings: [] })
    },
  },
  {
    trap: 17,
    observable: "orderNo is the merchant's number and tradeNo is SmilePay's, whatever the page describes",
    test: () =>
      expect(read({ orderNo: 'INV-001', tradeNo: 'T101' })).toMatchObject({
        merchantReference: 'INV-001',
        providerReference: 'T101',
      }),
  },
  {
    trap: 18,
    observable: 'expiresIn may be text, a number or absent',
    test: () => {
      const lifetimes = ['600', 600, undefined].map((expiresIn) => {
        const response = { status: 200, headers: {}, body: tokenBody({ expiresIn }) }
        return parseAccessTokenResponse(response).lifetimeMs
      })
      expect(lifetimes).toEqual([600_000, 600_000, 900_000])
    },
  },
  {
    trap: 19,
    observable: 'a responseCode of success says nothing about the transaction',
    test: () => {
      expect(read({ status: 'PROCESSING' })).toMatchObject({ status: 'processing', advice: 'wait' })
      expect(read({ status: undefined })).toMatchObject({ status: 'unknown', advice: 'review' })
    },
  },
  { trap: 20, doesNotApply: 'it is about callbacks, which this package does not read' },
  {
    trap: 21,
    observable: 'no header name has a space in it',
    test: () => {
      const names = Object.keys(build().headers)
      expect(names).toContain('x-external-id')
      expect(names.filter((name) => /\s/.test(name))).toEqual([])
    },
  },
  {
    trap: 22,
    observable: 'requests go to v1.0 at smilepay.id, with token and HMAC',
    test: () => {
      const urls = (['production', 'sandbox'] as const).map((environment) => build({}, { environment }).url)
      expect(urls).toEqual([
        'https://gateway.smilepay.id/v1.0/inquiry-status',
        'https://sandbox-gateway.smilepay.id/v1.0/inquiry-status',
      ])
      expect(Object.values(capabilities.origins).join()).not.toContain('smilepayz')
    },
  },
  {
    trap: 23,
    observable: 'too many inquiries are RATE_LIMITED for a minute, with the limit in the hint',
    test: () => {
      for (const error of [refuse(403, '4039204'), refuse(429, '4299200')]) {
        expect([error.code, error.retryAfterMs]).toEqual(['RATE_LIMITED', 60_000])
        expect(error.hint).toContain('fewer than 10 inquiries a minute')
      }
    },
  },
])
