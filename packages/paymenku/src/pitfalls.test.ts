import { redactTransaction } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { parseStatusResponse } from './index.ts'
import { paidBody } from './test-bodies.ts'

const query = { merchantReference: 'INV-001' }

function read(changes: Record<string, unknown> = {}, options = {}) {
  return parseStatusResponse({ status: 200, headers: {}, body: paidBody(changes) }, query, options)
}

describe('pitfalls of https://docs.paymenku.com/api/check-status', () => {
  it('returns unknown for a success envelope without data.status', () => {
    expect(read({ status: undefined })).toMatchObject({ status: 'unknown', final: false, advice: 'review' })
    expect(read({ status: 'pending' }).status).toBe('pending')
  })

  it('keeps amounts as exact decimal text and compares them as decimals', () => {
    expect(read().amount).toEqual({ value: '104000.00', currency: 'IDR' })
    expect(read({}, { expect: { amount: '104000' } }).advice).toBe('fulfill')
    expect(read({}, { expect: { amount: '9000.00' } }).advice).toBe('review')
  })

  it('warns when amount, fee and net amount do not add up', () => {
    expect(read()).toMatchObject({
      fee: { value: '4000.00' },
      netAmount: { value: '100000.00' },
      warnings: [],
    })
    expect(read({ amount: '100000.00' }).warnings).toMatchObject([{ code: 'AMOUNT_SUM' }])
  })

  it('never computes a fee that the response lacks', () =>
    expect(read({ total_fee: undefined }).fee).toBeNull())

  it('advises review for a sandbox payment in production', () => {
    expect(read({ is_sandbox: true })).toMatchObject({ status: 'success', sandbox: true, advice: 'review' })
    expect(read({ is_sandbox: true }, { environment: 'sandbox' }).advice).toBe('fulfill')
  })

  it('returns null for an absent sandbox flag', () =>
    expect(read({ is_sandbox: undefined }).sandbox).toBeNull())

  it('rejects a response for another transaction under the same lookup key', () => {
    const shadowed = { merchantReference: 'IDP202602271039768990' }
    const response = { status: 200, headers: {}, body: paidBody() }
    expect(() => parseStatusResponse(response, shadowed)).toThrow('different transaction')
  })

  it('reads the channel from the object of this call only', () => {
    expect(read().channel).toEqual({ type: 'va', code: 'bca_va', name: 'BCA Virtual Account' })
    expect(read({ payment_channel: 'bca_va' }).channel).toBeNull()
  })

  it('reads all four time formats', () => {
    const times = [
      '2026-01-25T10:30:00+00:00',
      '2026-01-25T10:30:00Z',
      '2026-01-25T10:30:00.000Z',
      '2026-01-25T10:30:00.000000Z',
    ]
    expect(times.map((paid_at) => read({ paid_at }).paidAt)).toEqual(
      times.map(() => '2026-01-25T10:30:00.000Z'),
    )
  })

  it('never reads the date inside trx_id', () => expect(read({ created_at: null }).createdAt).toBeNull())

  it('takes paid_at for no proof of payment', () => {
    expect(read({ status: 'pending', paid_at: null })).toMatchObject({ paidAt: null, status: 'pending' })
    expect(read({ status: 'pending' }).status).toBe('pending')
  })

  it('keeps customer data and the pay link in raw only, which redactTransaction removes', () => {
    const logged = JSON.stringify(redactTransaction(read()))
    for (const text of ['John Doe', 'john@example.com', '/pay/']) expect(logged).not.toContain(text)
  })

  it('accepts new and missing optional fields', () =>
    expect(read({ payment_channel: undefined, pay_url: undefined, extra: { a: 1 } }).status).toBe('success'))
})

describe('pitfalls of https://docs.paymenku.com/api/transaction/check-status', () => {
  it('reads later words and returns unknown for an unlisted one', () => {
    const statuses = ['cancelled', 'refunded', 'partially_refunded', 'zz-undocumented'].map(
      (status) => read({ status }).status,
    )
    expect(statuses).toEqual(['canceled', 'refunded', 'partial', 'unknown'])
  })
})

describe('pitfalls of https://docs.paymenku.com/api/transaction/refund-transaction', () => {
  it('advises review for a refund after payment', () =>
    expect(read({ status: 'refunded' })).toMatchObject({ status: 'refunded', advice: 'review' }))

  it('never derives a refund amount from the amount', () =>
    expect(read({ status: 'refunded' }).refund).toBeNull())
})
