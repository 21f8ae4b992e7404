import { createHash, createHmac } from 'node:crypto'
import { credentials } from '@cekstatus/mocks/smilepay'
import { describe, expect, it } from 'vitest'
import { parseAccessTokenResponse } from './access-token.ts'
import {
  buildStatusRequest,
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

describe('pitfalls of https://docs.smilepay.id/inquiry', () => {
  it('sends a new external ID of at least 20 digits with every request and accepts no other form', () => {
    const ids = Array.from({ length: 100 }, () => build().headers['x-external-id'])
    expect(new Set(ids).size).toBe(100)
    for (const id of ids) expect(id).toMatch(/^\d{20,36}$/)
    for (const id of ['T_1737537970911', '1234567890123456789', '1'.repeat(37), '', 7]) {
      const error = errorOf(() => build({}, { createExternalId: () => id }))
      expect([error.code, error.field]).toEqual(['CONFIGURATION', 'createExternalId'])
    }
  })

  it("writes the timestamp in UTC+7, whatever the machine's time zone", () => {
    const timestamps = zones.map((zone) => inZone(zone, () => build().headers['x-timestamp']))
    expect(timestamps).toEqual(zones.map(() => '2025-02-25T15:14:05+07:00'))
    const newYear = build({}, { now: () => new Date('2025-12-31T17:00:00.001Z') })
    expect(newYear.headers['x-timestamp']).toBe('2026-01-01T00:00:00+07:00')
  })

  it('limits only the length of an order number', () => {
    for (const merchantReference of ['D_1740470950370', 'T_1706218110', '.', 'x'.repeat(32)]) {
      expect(build({ merchantReference }).body).toContain(`"orderNo":"${merchantReference}"`)
    }
    expect(errorOf(() => build({ merchantReference: 'x'.repeat(33) })).code).toBe('CONFIGURATION')
  })

  it('accepts a payment method longer than the page allows', () =>
    expect(read({ paymentMethod: 'DANAMON' }).channel).toEqual({ type: null, code: 'DANAMON', name: null }))

  it('reads money as a number or numeric text, never grouped, never rounded', () => {
    const amountOf = (amount: unknown) => read({ money: { currency: 'IDR', amount } }).amount?.value ?? null
    expect([10000, '10000', 10000.0, '10000.00'].map(amountOf)).toEqual(
      Array.from({ length: 4 }, () => '10000.00'),
    )
    expect(['10.000', '10000.005', 10000.005, '10,000'].map(amountOf)).toEqual([null, null, null, null])
    expect(read({ money: 'IDR 10000' })).toMatchObject({ amount: null, advice: 'review' })
  })

  it('keeps all digits of a number of 24 digits, quoted or not', () => {
    const tradeNo = '101100012503031541003246'
    const quoted = inquiryBody({ tradeNo })
    for (const body of [quoted, quoted.replace(`"${tradeNo}"`, tradeNo)]) {
      const asked: SmilepayQuery = { providerReference: tradeNo, kind: 'payment' }
      expect(parseStatusResponse({ status: 200, headers: {}, body }, asked)).toMatchObject({
        providerReference: tradeNo,
        status: 'success',
      })
    }
  })

  it('accepts a tradeNo of null', () => {
    const transaction = read({ tradeNo: null })
    expect(transaction).toMatchObject({ providerReference: null, advice: 'fulfill', warnings: [] })
  })

  it("reads orderNo as the merchant's reference and tradeNo as SmilePay's", () =>
    expect(read({ orderNo: 'INV-001', tradeNo: 'T101' })).toMatchObject({
      merchantReference: 'INV-001',
      providerReference: 'T101',
    }))

  it('takes a responseCode of success for no status of the transaction', () => {
    expect(read({ status: 'PROCESSING' })).toMatchObject({ status: 'processing', advice: 'wait' })
    expect(read({ status: undefined })).toMatchObject({ status: 'unknown', advice: 'review' })
  })
})

describe('pitfalls of https://docs.smilepay.id/token', () => {
  it('counts the lifetime of a token from now, whatever its exp', () => {
    const now = (): Date => new Date('2026-01-26T03:00:00.000Z')
    const token = parseAccessTokenResponse({ status: 200, headers: {}, body: tokenBody() }, { now })
    expect(token).toMatchObject({ lifetimeMs: 900_000, expiresAt: '2026-01-26T03:15:00.000Z' })
  })

  it('accepts expiresIn as text, as a number and absent', () => {
    const lifetimes = ['600', 600, undefined].map((expiresIn) => {
      const response = { status: 200, headers: {}, body: tokenBody({ expiresIn }) }
      return parseAccessTokenResponse(response).lifetimeMs
    })
    expect(lifetimes).toEqual([600_000, 600_000, 900_000])
  })
})

describe('pitfalls of https://docs.smilepay.id/start/signature.html', () => {
  it('signs exactly the timestamp of the header, with the offset +07:00', () => {
    for (const zone of zones) {
      const request = inZone(zone, () => build())
      expect(request.headers['x-timestamp']).toMatch(/\+07:00$/)
      expect(request.headers['x-signature']).toBe(signReceived(request))
    }
  })

  it('signs exactly the characters that are sent', () => {
    for (const merchantReference of ['INV-001', 'é 測試', '"\\/', 'a\u00a0b', '👍']) {
      const request = build({ merchantReference, providerReference: 'T101' })
      expect(JSON.parse(request.body ?? '')).toEqual({
        tradeType: 1,
        orderNo: merchantReference,
        tradeNo: 'T101',
      })
      expect(request.headers['x-signature']).toBe(signReceived(request))
    }
  })

  it('keeps spaces inside a reference', () => {
    const request = build({ merchantReference: 'INV  001' })
    expect(request.body).toBe('{"tradeType":1,"orderNo":"INV  001"}')
    expect(request.headers['x-signature']).toBe(signReceived(request))
  })

  it('uses a secret that looks like hex as text', () => {
    const request = build()
    const decoded = Buffer.from(credentials.merchantSecret, 'hex')
    expect(decoded).toHaveLength(32)
    expect(request.headers['x-signature']).toBe(signReceived(request))
  })
})

describe('pitfalls of https://docs.smilepay.id/errors', () => {
  it('returns RATE_LIMITED for a minute for too many inquiries', () => {
    for (const error of [refuse(403, '4039204'), refuse(429, '4299200')]) {
      expect([error.code, error.retryAfterMs]).toEqual(['RATE_LIMITED', 60_000])
      expect(error.hint).toContain('fewer than 10 inquiries a minute')
    }
  })
})
