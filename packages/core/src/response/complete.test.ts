import { describe, expect, it } from 'vitest'
import { type CekStatusError, isCekStatusError } from '../errors.ts'
import { type Advice, type Status, statuses, statusInfo } from '../status.ts'
import { type WarningCode, warningInfo } from '../warnings.ts'
import { type CompletionContext, completeTransaction, type TransactionFacts } from './complete.ts'
import { createFieldReader } from './fields.ts'

const rupiah = (value: string) => ({ value, currency: 'IDR' })

const paid: TransactionFacts = {
  kind: 'payment',
  merchantReference: 'INV-001',
  providerReference: 'P1',
  status: 'success',
  providerStatus: 'paid',
  reason: null,
  amount: rupiah('104000.00'),
  fee: null,
  netAmount: rupiah('100000.00'),
  refund: null,
  channel: null,
  lines: [],
  createdAt: null,
  updatedAt: null,
  paidAt: null,
  expiresAt: null,
  sandbox: null,
}

function complete(
  facts: Partial<TransactionFacts> = {},
  context: Partial<CompletionContext<unknown>> = {},
  warned: readonly WarningCode[] = [],
) {
  const reader = createFieldReader()
  for (const code of warned) reader.warn(code, 'data.x', 'it looks wrong')
  const transaction = completeTransaction(
    { ...paid, ...facts },
    {
      provider: 'acme',
      query: { merchantReference: 'INV-001' },
      environment: 'production',
      expect: undefined,
      httpStatus: 200,
      observedAt: new Date('2026-01-26T03:00:00.000Z'),
      raw: { ok: true },
      reader,
      fieldPaths: {
        merchantReference: 'data.ref',
        providerReference: 'data.id',
        amount: 'data.amount',
        kind: 'data.type',
        sandbox: 'data.test',
      },
      ...context,
    },
  )
  return { ...transaction, warned: transaction.warnings.map(({ code, field }) => `${code} ${field}`) }
}

function refusal(
  facts: Partial<TransactionFacts>,
  context: Partial<CompletionContext<unknown>> = {},
): CekStatusError | null {
  try {
    complete(facts, context)
    return null
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
}

describe('completeTransaction', () => {
  it('adds what is the same for all providers and keeps the facts', () => {
    const { warned: _warned, ...transaction } = complete()
    expect(transaction).toEqual({
      ...paid,
      provider: 'acme',
      final: true,
      advice: 'fulfill',
      warnings: [],
      evidence: { observedAt: '2026-01-26T03:00:00.000Z', httpStatus: 200, attempts: 1 },
      raw: { ok: true },
    })
  })
})

describe('advice', () => {
  it.each(statuses)('is the table’s for %s without doubt', (status) => {
    const { final, advice } = complete({ status })
    expect({ final, advice }).toEqual({
      final: statusInfo[status].final,
      advice: statusInfo[status].advice,
    })
  })

  const doubts = statuses.flatMap((status) =>
    (Object.keys(warningInfo) as WarningCode[]).map((code) => ({
      status,
      code,
      advice: doubtfulAdvice(status, code),
    })),
  )
  it.each(doubts)('for $status with $code is $advice', ({ status, code, advice }) => {
    const transaction = complete({ status }, {}, [code])
    expect([transaction.status, transaction.final, transaction.advice]).toEqual([
      status,
      statusInfo[status].final,
      advice,
    ])
  })

  it.each(statuses)('of the provider’s page lowers %s to review, but never waiting', (status) => {
    const waits = statusInfo[status].advice === 'wait'
    expect(complete({ status, advice: 'review' }).advice).toBe(waits ? 'wait' : 'review')
    expect(complete({ status, advice: 'review' })).not.toHaveProperty('warnings.0')
  })
})

function doubtfulAdvice(status: Status, code: WarningCode): Advice {
  const harmless =
    code === 'TIMESTAMP_INVALID' ||
    code === 'FIELD_INVALID' ||
    (code === 'MAY_BE_UNDONE' && status === 'success')
  const acts = status === 'success' || status === 'failed' || status === 'expired' || status === 'canceled'
  return acts && !harmless ? 'review' : statusInfo[status].advice
}

describe('identity', () => {
  const both = { query: { merchantReference: 'INV-001', providerReference: 'P1' } }

  it.each([
    {
      name: 'another merchantReference',
      facts: { merchantReference: 'INV-002' },
      context: {},
      field: 'data.ref',
    },
    { name: 'another case', facts: { merchantReference: 'inv-001' }, context: {}, field: 'data.ref' },
    { name: 'white space', facts: { merchantReference: 'INV-001 ' }, context: {}, field: 'data.ref' },
    { name: 'an empty reference', facts: { merchantReference: '' }, context: {}, field: 'data.ref' },
    {
      name: 'another providerReference',
      facts: { providerReference: 'P2' },
      context: both,
      field: 'data.id',
    },
    { name: 'one of two', facts: { merchantReference: 'INV-002' }, context: both, field: 'data.ref' },
    {
      name: 'the other reference in its place',
      facts: { providerReference: 'P2', merchantReference: 'P1' },
      context: { query: { providerReference: 'P1' } },
      field: 'data.id',
    },
    {
      name: 'another one with one missing',
      facts: { merchantReference: null, providerReference: 'P2' },
      context: both,
      field: 'data.id',
    },
    {
      name: 'another kind',
      facts: { kind: 'payout' as const },
      context: { query: { merchantReference: 'INV-001', kind: 'payment' as const } },
      field: 'data.type',
    },
  ])('refuses $name', ({ facts, context, field }) => {
    const error = refusal(facts, context)
    expect(error).toMatchObject({
      code: 'RESPONSE_MISMATCH',
      provider: 'acme',
      httpStatus: 200,
      field,
      attempts: 1,
      retryable: false,
    })
  })

  it('compares only what was asked', () => {
    expect(complete({ providerReference: 'P2' }).warned).toEqual([])
    expect(complete({ kind: 'payout' }).warned).toEqual([])
  })

  it('is content with one of two references', () => {
    expect(complete({ merchantReference: null }, both).warned).toEqual([])
    expect(complete({ providerReference: null }, both).warned).toEqual([])
  })

  it('warns when none of them came back', () => {
    const one = complete({ merchantReference: null })
    expect([one.advice, one.warned]).toEqual(['review', ['REFERENCE_MISSING data.ref']])
    const two = complete({ merchantReference: null, providerReference: null }, both)
    expect(two.warned).toEqual(['REFERENCE_MISSING data.ref', 'REFERENCE_MISSING data.id'])
    expect(complete({ merchantReference: null, status: 'pending' }).advice).toBe('wait')
  })

  it('warns of a kind that cannot be told, also when one was asked', () => {
    const asked = { query: { merchantReference: 'INV-001', kind: 'payout' as const } }
    for (const context of [{}, asked]) {
      const { advice, warned } = complete({ kind: 'unknown' }, context)
      expect([advice, warned]).toEqual(['review', ['KIND_UNKNOWN data.type']])
    }
  })
})

describe('amount of a payment that succeeded', () => {
  it.each([
    { amount: null, warned: ['AMOUNT_MISSING data.amount'] },
    { amount: rupiah('0.00'), warned: ['AMOUNT_MISSING data.amount'] },
    { amount: rupiah('0.01'), warned: [] },
  ])('must be readable and positive: $amount', ({ amount, warned }) => {
    expect(complete({ amount }).warned).toEqual(warned)
    expect(complete({ amount }).advice).toBe(warned.length === 0 ? 'fulfill' : 'review')
  })

  it('may be missing otherwise', () => {
    for (const kind of ['payout', 'purchase'] as const)
      expect(complete({ kind, amount: null }).warned).toEqual([])
    for (const status of statuses.filter((word) => word !== 'success')) {
      expect(complete({ status, amount: null }).warned).toEqual([])
    }
  })
})

describe('sandbox', () => {
  it.each([
    { sandbox: true, environment: 'production' as const, advice: 'review', warned: ['SANDBOX data.test'] },
    { sandbox: true, environment: 'sandbox' as const, advice: 'fulfill', warned: [] },
    { sandbox: false, environment: 'production' as const, advice: 'fulfill', warned: [] },
    { sandbox: null, environment: 'production' as const, advice: 'fulfill', warned: [] },
  ])('$sandbox for a $environment client', ({ sandbox, environment, advice, warned }) => {
    const transaction = complete({ sandbox }, { environment })
    expect([transaction.advice, transaction.warned]).toEqual([advice, warned])
  })
})

describe('expect', () => {
  it.each([
    { expected: { amount: '104000' } },
    { expected: { amount: '0104000.0', netAmount: '100000' } },
    { expected: { amount: rupiah('104000') } },
    { expected: { kind: 'payment' as const } },
    { expected: {} },
  ])('is met by $expected', ({ expected }) => {
    const { advice, warned } = complete({}, { expect: expected })
    expect([advice, warned]).toEqual(['fulfill', []])
  })

  it.each([
    { expected: { amount: '104000.01' }, facts: {}, warning: 'EXPECTATION_DIFFERS expect.amount' },
    {
      expected: { amount: { value: '104000', currency: 'USD' } },
      facts: {},
      warning: 'EXPECTATION_DIFFERS expect.amount',
    },
    { expected: { netAmount: '104000' }, facts: {}, warning: 'EXPECTATION_DIFFERS expect.netAmount' },
    {
      expected: { netAmount: '1' },
      facts: { netAmount: null },
      warning: 'EXPECTATION_NOT_COMPARABLE expect.netAmount',
    },
    { expected: { kind: 'payout' as const }, facts: {}, warning: 'EXPECTATION_DIFFERS expect.kind' },
  ])('is not met by $expected', ({ expected, facts, warning }) => {
    const { status, advice, warned } = complete(facts, { expect: expected })
    expect([status, advice, warned]).toEqual(['success', 'review', [warning]])
  })

  it('that cannot be compared forbids release too, and leaves waiting alone', () => {
    const context = { expect: { amount: '104000' } }
    expect(complete({ status: 'failed', amount: null }, context).advice).toBe('review')
    expect(complete({ status: 'pending', amount: null }, context).advice).toBe('wait')
  })

  it('of a kind cannot be compared with an unknown one', () => {
    const { advice, warned } = complete({ kind: 'unknown' }, { expect: { kind: 'payment' } })
    expect(advice).toBe('review')
    expect(warned).toEqual(['KIND_UNKNOWN data.type', 'EXPECTATION_NOT_COMPARABLE expect.kind'])
  })
})
