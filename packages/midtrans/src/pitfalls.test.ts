import { inspect } from 'node:util'
import { isCekStatusError, redactTransaction } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { createMidtrans } from './index.ts'
import { danaBody, firstRefund, refundBody, settledBody } from './test-bodies.ts'
import { danaQuery, errorOf, read, refundQuery, settledQuery } from './test-reading.ts'

const warningsOf = (body: string) => read(body).warnings.map(({ code, field }) => `${code} ${field}`)

describe('pitfalls of https://docs.midtrans.com/reference/get-transaction-status', () => {
  it('takes an order_id that repeats the transaction_id for no merchant reference', () => {
    const repeated = danaBody({ order_id: danaQuery.providerReference })
    expect(read(repeated, danaQuery)).toMatchObject({ merchantReference: null, status: 'pending' })
    expect(read(repeated, { ...danaQuery, merchantReference: 'test-merchant-order-xyz' }).status).toBe(
      'pending',
    )
    const asked = read(repeated, { merchantReference: 'test-merchant-order-xyz' })
    expect(asked.warnings.map(({ code }) => code)).toContain('REFERENCE_MISSING')
  })

  it('still compares an order_id that repeats nothing', () => {
    expect(errorOf(200, danaBody(), { merchantReference: 'another' }).code).toBe('RESPONSE_MISMATCH')
  })

  it('reads status_code before anything else under HTTP 200', () => {
    const body = JSON.stringify({ status_code: '404', status_message: "Transaction doesn't exist." })
    expect(errorOf(200, body).code).toBe('NOT_FOUND')
    expect(errorOf(200, settledBody({ status_code: '500' })).code).toBe('PROVIDER_UNAVAILABLE')
  })

  it('reads 407 beside expire as an answer', () => {
    const body = settledBody({ status_code: '407', transaction_status: 'expire', fraud_status: undefined })
    expect(read(body)).toMatchObject({ status: 'expired', final: true })
  })

  it('reads PENDING beside 200 and pending beside 201 alike', () => {
    const ovo = danaBody({ payment_type: 'ovo', status_code: '201', transaction_status: 'pending' })
    expect([read(danaBody(), danaQuery).status, read(ovo, danaQuery).status]).toEqual(['pending', 'pending'])
  })

  it('advises review for a success word beside another code than 200', () => {
    for (const status_code of ['201', '202', '407']) {
      expect(read(settledBody({ status_code }))).toMatchObject({ status: 'success', advice: 'review' })
      expect(warningsOf(settledBody({ status_code }))).toEqual(['STATUS_CONTRADICTION status_code'])
    }
  })

  it('never reads a captured card under challenge as paid', () => {
    const challenged = settledBody({ transaction_status: 'capture', fraud_status: 'challenge' })
    expect(read(challenged)).toMatchObject({ status: 'processing', final: false })
    expect(warningsOf(challenged)).toEqual(['STATUS_CONTRADICTION fraud_status'])
  })

  it('returns no expiry and derives no status from one', () => {
    const overdue = danaBody({ payment_type: 'qris', expiry_time: '2020-01-01 00:00:00' })
    expect(read(overdue, danaQuery)).toMatchObject({ status: 'pending', expiresAt: null })
  })

  it('returns null for times that have another form', () => {
    for (const transaction_time of ['2020-01-09T18:27:19', '2020-01-09', '2020-02-30 10:00:00', 1578569239]) {
      expect(read(settledBody({ transaction_time }))).toMatchObject({
        createdAt: null,
        status: 'success',
        warnings: [{ code: 'TIMESTAMP_INVALID', field: 'transaction_time' }],
      })
    }
  })

  it('advises review for a success word beside a refund', () => {
    expect(read(refundBody({ transaction_status: 'settlement' }), refundQuery)).toMatchObject({
      status: 'success',
      advice: 'review',
    })
    const listed = { refunds: [firstRefund], refund_amount: undefined }
    expect(warningsOf(settledBody(listed))).toEqual(['STATUS_CONTRADICTION refunds'])
  })

  it('keeps masked card, phone number and pay link out of redacted transactions and errors', () => {
    const personal = { payer_phone_number: '081111111111' }
    expect(JSON.stringify(redactTransaction(read(danaBody(personal), danaQuery)))).not.toMatch(/0811|m\.dana/)
    const error = errorOf(200, danaBody({ ...personal, fraud_status: 7 }), danaQuery)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/0811|m\.dana/)
  })
})

describe('pitfalls of https://docs.midtrans.com/docs/transaction-status-cycle', () => {
  it('never advises release after a deny, which is not the end inside Snap', () => {
    for (const fraud_status of ['accept', 'challenge', 'deny', undefined]) {
      const denied = read(settledBody({ status_code: '202', transaction_status: 'deny', fraud_status }))
      expect(denied).toMatchObject({ status: 'failed', advice: 'review' })
      expect(denied.warnings.map(({ code }) => code)).toEqual(['MAY_BE_UNDONE'])
    }
  })

  it.each([
    [{ payment_type: 'permata' }, true],
    [{ payment_type: 'bank_transfer', permata_va_number: '8562000087926752' }, true],
    [{ payment_type: 'echannel' }, true],
    [{ payment_type: 'cstore', store: 'indomaret' }, true],
    [{ payment_type: 'bank_transfer', va_numbers: [{ bank: 'bca', va_number: '1' }] }, false],
    [{ payment_type: 'gopay' }, false],
  ])('warns that a settlement of %j may be undone: %s', (changes, mayBeUndone) => {
    const settled = read(settledBody(changes))
    expect(settled.warnings.map(({ code }) => code)).toEqual(mayBeUndone ? ['MAY_BE_UNDONE'] : [])
    expect(settled.advice).toBe('fulfill')
  })

  it('says in the hint of NOT_FOUND that Snap may still be open', () => {
    expect(errorOf(404, '{"status_code":"404","status_message":"x"}').hint).toContain('Snap')
  })
})

describe('pitfalls of https://github.com/Midtrans/midtrans-php/issues', () => {
  it('returns the amount of the order as netAmount where a fee is imposed on the customer (118)', () => {
    const metadata = { extra_info: { gross_amount_info: { original_amount: '10000.00' } } }
    const body = settledBody({ gross_amount: '10071.00', metadata })
    expect(read(body, settledQuery, { expect: { netAmount: '10000' } })).toMatchObject({
      amount: { value: '10071.00' },
      netAmount: { value: '10000.00' },
      advice: 'fulfill',
    })
    expect(read(body, settledQuery, { expect: { amount: '10000' } }).advice).toBe('review')
    expect(read(settledBody({ metadata: 'x' })).netAmount).toBeNull()
  })

  it.each(['404', '<html>404</html>', '', '[]', 'null', '{}', '{"status_message":"no code"}'])(
    'rejects the body %j (11, 45, 90)',
    (body) => expect(errorOf(200, body).code).toBe('RESPONSE_INVALID'),
  )

  it('reads a body with the state and without status_code as no answer (45)', () => {
    expect(errorOf(200, settledBody({ status_code: undefined })).code).toBe('RESPONSE_INVALID')
  })

  it.each(['expired', 'settled', 'captured', 'success', 'denied', 'canceled'])(
    'reads the undocumented word %s as unknown',
    (transaction_status) => {
      expect(read(settledBody({ transaction_status }))).toMatchObject({ status: 'unknown', advice: 'review' })
    },
  )
})

describe('pitfalls of https://docs.midtrans.com/docs/api-authorization-headers', () => {
  it('keeps the server key and its encoded form out of what an error quotes', async () => {
    const serverKey = 'SB-Mid-server-abc123cde456'
    const encoded = 'U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6'
    const body = JSON.stringify({ status_code: '401', status_message: `no: ${serverKey} Basic ${encoded}` })
    const client = createMidtrans({ serverKey, fetch: async () => new Response(body) })
    const error = await client.getTransactionStatus(settledQuery).catch((thrown: unknown) => thrown)
    expect(isCekStatusError(error) && error.providerMessage).toBe('no: *** Basic ***')
  })
})
