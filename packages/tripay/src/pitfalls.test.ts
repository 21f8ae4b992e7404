import { redactTransaction } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, parseStatusResponse, type TripayQuery } from './index.ts'
import { detailBody, listBody } from './test-bodies.ts'

const query = { providerReference: 'T0001000000000000006' }

function read(changes: Record<string, unknown> = {}, options = {}) {
  return parseStatusResponse({ status: 200, headers: {}, body: detailBody(changes) }, query, options)
}

const codes = (changes: Record<string, unknown>) =>
  read(changes).warnings.map(({ code, field }) => `${code} ${field}`)

describe('pitfalls of https://tripay.co.id/developer', () => {
  it('never sends check-status, which may change the transaction', () => {
    const queries: TripayQuery[] = [query, { merchantReference: 'INV345675' }]
    const urls = queries.map((each) => buildStatusRequest(each, { apiKey: 'key' }).url)
    expect(urls).toEqual([
      'https://tripay.co.id/api/transaction/detail?reference=T0001000000000000006',
      'https://tripay.co.id/api/merchant/transactions?merchant_ref=INV345675',
    ])
  })

  it.each(['PAID', 'UNPAID'])('reads no status from the sentence of check-status: %s', (word) => {
    const body = JSON.stringify({ success: true, message: `Status transaksi saat ini ${word}` })
    expect(() => parseStatusResponse({ status: 200, headers: {}, body }, query)).toThrow(
      expect.objectContaining({ code: 'RESPONSE_INVALID' }),
    )
  })

  it('reads status words whole, because PAID is a part of UNPAID', () => {
    expect(['UNPAID', 'PAID', 'PAID PARTLY'].map((status) => read({ status }).status)).toEqual([
      'pending',
      'success',
      'unknown',
    ])
  })

  it("never sends the merchant's reference to the detail call", () => {
    const { url } = buildStatusRequest({ ...query, merchantReference: 'INV345675' }, { apiKey: 'key' })
    expect(url).not.toContain('INV345675')
  })

  it('reads paid_at as a number and as digits, and nothing else', () => {
    expect([1582856000, '1582856000'].map((paid_at) => read({ paid_at }).paidAt)).toEqual([
      '2020-02-28T02:13:20.000Z',
      '2020-02-28T02:13:20.000Z',
    ])
    for (const paid_at of ['2020-02-28 09:13:20', 1582856000000, 0]) {
      expect(codes({ paid_at })).toEqual(['TIMESTAMP_INVALID data.paid_at'])
    }
  })

  it('never derives expired from the deadline', () => {
    expect(read({ status: 'UNPAID', paid_at: null })).toMatchObject({ status: 'pending', advice: 'wait' })
    expect(read({ paid_at: 1582856000, expired_time: 1582855837 })).toMatchObject({ advice: 'fulfill' })
  })

  it('takes paid_at for no proof of payment', () =>
    expect(read({ status: 'UNPAID' })).toMatchObject({ status: 'pending' }))

  it("returns the amount with the customer's fee", () => {
    const changes = {
      amount: 10820,
      fee_merchant: 0,
      fee_customer: 820,
      total_fee: 820,
      amount_received: 10000,
    }
    const price = { expect: { amount: '10000' } }
    expect(read(changes, { expect: { amount: '10820' } }).advice).toBe('fulfill')
    expect(read(changes, price).advice).toBe('review')
    expect(read(changes, { expect: { netAmount: '10000' } }).advice).toBe('fulfill')
  })

  it('warns about each of the two sums that does not add up', () => {
    expect(codes({ amount_received: 998499 })).toEqual(['AMOUNT_SUM data.amount'])
    expect(codes({ fee_customer: 1 })).toEqual(['AMOUNT_SUM data.total_fee'])
    expect(read({ fee_customer: 1 }).advice).toBe('review')
  })

  it('never computes an amount that the response lacks', () => {
    expect(read({ total_fee: undefined, amount_received: undefined })).toMatchObject({
      fee: null,
      netAmount: null,
      warnings: [],
    })
  })

  it('compares the reference if merchant_ref is null', () =>
    expect(read({ merchant_ref: null })).toMatchObject({ merchantReference: null, advice: 'fulfill' }))

  it('reads each deadline from the call that has it', () => {
    const list = listBody([{ expired_time: 1 }])
    const byMerchant = { merchantReference: 'INV345675' }
    const { expiresAt, warnings } = parseStatusResponse({ status: 200, headers: {}, body: list }, byMerchant)
    expect([expiresAt, warnings]).toEqual(['2020-06-17T10:05:03.000Z', []])
    expect(read({ expired_at: 1 }).warnings).toEqual([])
  })

  it('accepts only the pagination of the list call', () => {
    const body = JSON.stringify({ ...JSON.parse(listBody([{}])), pagination: { total: 1, current_page: 1 } })
    const byMerchant = { merchantReference: 'INV345675' }
    expect(() => parseStatusResponse({ status: 200, headers: {}, body }, byMerchant)).toThrow(
      expect.objectContaining({ code: 'RESPONSE_INVALID' }),
    )
  })

  it('advises review for REFUND, which no page explains', () => {
    expect(read({ status: 'REFUND' })).toMatchObject({
      status: 'refunded',
      advice: 'review',
      refund: { amount: null, pending: false },
    })
  })

  it('names the configuration cache as a cause of a rejected key', () => {
    const body = JSON.stringify({ success: false, message: 'Invalid API Key' })
    expect(() => parseStatusResponse({ status: 200, headers: {}, body }, query)).toThrow(
      expect.objectContaining({ code: 'AUTHENTICATION', hint: expect.stringContaining('cached') }),
    )
  })

  it('reads DEV- in a reference as test mode, and its absence as not known', () => {
    const sandbox = { providerReference: 'DEV-T000100000000' }
    const response = { status: 200, headers: {}, body: detailBody({ reference: 'DEV-T000100000000' }) }
    expect(parseStatusResponse(response, sandbox)).toMatchObject({ sandbox: true, advice: 'review' })
    expect(parseStatusResponse(response, sandbox, { environment: 'sandbox' }).advice).toBe('fulfill')
    expect(read({}, { environment: 'sandbox' }).sandbox).toBeNull()
  })

  it('keeps customer data and pay links in raw only, which redactTransaction removes', () => {
    const logged = JSON.stringify(redactTransaction(read()))
    for (const text of ['Nama Pelanggan', 'pelanggan.com', '0812', '/checkout/']) {
      expect(logged).not.toContain(text)
    }
  })
})
