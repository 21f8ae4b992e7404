import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import { type PaymenkuResponse, parseStatusResponse } from './index.ts'
import type { checkStatusResponseSchema } from './schemas.ts'
import { paidBody } from './test-bodies.ts'

const read = (changes: Record<string, unknown>, options = {}, query = { merchantReference: 'INV-001' }) =>
  parseStatusResponse({ status: 200, headers: {}, body: paidBody(changes) }, query, options)

const codes = (changes: Record<string, unknown>) =>
  read(changes).warnings.map(({ code, field }) => `${code} ${field}`)

function codeOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (isCekStatusError(error)) return error.code
    throw error
  }
}

describe('PaymenkuResponse', () => {
  it('is the type of the schema', () => {
    expectTypeOf<z.infer<typeof checkStatusResponseSchema>>().toEqualTypeOf<PaymenkuResponse>()
  })
})

describe('parseStatusResponse', () => {
  it('compares both references with the answer', () => {
    const both = { merchantReference: 'INV-001', providerReference: 'IDP0' }
    expect(codeOf(() => read({}, {}, both))).toBe('RESPONSE_MISMATCH')
    expect(codeOf(() => read({ reference_id: 'INV-002' }))).toBe('RESPONSE_MISMATCH')
  })

  it('does not advise to act on an answer without the reference asked', () => {
    const transaction = read({ reference_id: null })
    expect([transaction.status, transaction.advice]).toEqual(['success', 'review'])
    expect(codes({ reference_id: null })).toEqual(['REFERENCE_MISSING data.reference_id'])
  })

  it("keeps the provider's word as it was written", () => {
    const { status, providerStatus } = read({ status: ' Paid' })
    expect([status, providerStatus]).toEqual(['success', ' Paid'])
  })

  it('keeps every digit of an id that comes without quotation marks', () => {
    const body = paidBody({ trx_id: 'DIGITS' }).replace('"DIGITS"', '202602271039768990123')
    const query = { providerReference: '202602271039768990123' }
    expect(parseStatusResponse({ status: 200, headers: {}, body }, query).providerReference).toBe(
      query.providerReference,
    )
  })

  it.each([
    ['amount', '104.000'],
    ['amount', '104000.000'],
    ['amount', '-1'],
    ['total_fee', {}],
    ['amount_received', ''],
  ])('warns of an unreadable %s %j and does not advise to act', (field, value) => {
    expect(codes({ [field]: value })).toContain(`AMOUNT_INVALID data.${field}`)
    expect(read({ [field]: value }).advice).toBe('review')
  })

  it('warns when fee and net amount do not add up to the amount', () => {
    expect(codes({ total_fee: '3999.99' })).toEqual(['AMOUNT_SUM data.amount'])
  })

  it.each(['0.00', null])('does not advise to act on a payment of %j', (amount) => {
    expect(read({ amount, total_fee: null }).advice).toBe('review')
  })

  it('refuses a sandbox flag that is neither true nor false', () => {
    expect(codeOf(() => read({ is_sandbox: 'true' }))).toBe('RESPONSE_INVALID')
  })

  it('reads a channel of another type as null with a warning', () => {
    expect(read({ payment_channel: 'bca_va' }).channel).toBeNull()
    expect(codes({ payment_channel: 'bca_va' })).toEqual(['FIELD_INVALID data.payment_channel'])
  })

  it('waits for a sandbox payment that is pending, though a production client asks', () => {
    expect(read({ is_sandbox: true, status: 'pending' }).advice).toBe('wait')
  })
})

describe('NOT_FOUND', () => {
  it('is said under HTTP 404 only', () => {
    const body = JSON.stringify({ status: 'error', message: 'Transaction not found' })
    const query = { merchantReference: 'INV-001' }
    const refuse = (status: number) => codeOf(() => parseStatusResponse({ status, headers: {}, body }, query))
    expect([400, 422, 404].map(refuse)).toEqual(['REJECTED', 'REJECTED', 'NOT_FOUND'])
  })

  const codeOf404 = (body: unknown) =>
    codeOf(() =>
      parseStatusResponse(
        { status: 404, headers: {}, body: JSON.stringify(body) },
        { merchantReference: 'INV-001' },
      ),
    )

  it("is HTTP 404 in Paymenku's own error form", () => {
    expect(codeOf404({ status: 'error', message: 'Transaction not found' })).toBe('NOT_FOUND')
  })

  it.each([
    { message: 'Transaction not found' },
    { status: 'fail', message: 'Transaction not found' },
    { status: 404, message: 'Not Found' },
    { status: 'error' },
    { status: 'error', message: null },
    { status: 'error', error: 'Transaction not found' },
  ])('is not what HTTP 404 with %j says', (body) => {
    expect(codeOf404(body)).toBe('REJECTED')
  })

  it.each([
    ['status', 1],
    ['status', ['paid']],
    ['trx_id', 1.5],
    ['reference_id', {}],
  ])('refuses %s %j, which is of another type than what decides', (field, value) => {
    expect(codeOf(() => read({ [field]: value }))).toBe('RESPONSE_INVALID')
  })

  it('passes on what the provider says about a refusal', () => {
    const body = JSON.stringify({ status: 'error', message: 'Transaction not found' })
    const refuse = () =>
      parseStatusResponse({ status: 404, headers: {}, body }, { merchantReference: 'INV-001' })
    expect(refuse).toThrow(
      expect.objectContaining({ providerMessage: 'Transaction not found', providerCode: null }),
    )
  })
})
