import { toMinorUnits } from '@cekstatus/core/provider'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerOf } from '../test-answers.ts'
import { findingOf } from '../verdict/finding.ts'
import type { JudgedRow } from '../verdict/judge-row.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { createDayOf } from './day.ts'
import { formatCount, formatRupiah } from './format.ts'
import { describeTotals } from './summary.ts'
import { createTotals } from './totals.ts'

const inJakarta = createDayOf('Asia/Jakarta')

const minor = (value: string | null): bigint | null =>
  value === null ? null : toMinorUnits({ value, currency: 'IDR' })

function rowOf(
  verdict: Verdict,
  expected: string | null,
  actual: string | null,
  changes: { provider?: string; currency?: string; paidAt?: string | null } = {},
): JudgedRow {
  const { provider = 'paymenku', currency = 'IDR', paidAt = null } = changes
  return {
    number: 1,
    line: 2,
    cells: [],
    verdict,
    reason: '',
    expected: {
      provider,
      merchantReference: 'A',
      providerReference: null,
      kind: null,
      status: 'success',
      amount: expected,
    },
    first: null,
    expectedMinor: minor(expected) ?? 0n,
    actualMinor: (currency === 'IDR' ? minor(actual) : null) ?? 0n,
    differenceMinor: null,
    finding: findingOf(
      answerOf('success', { amount: actual === null ? null : { value: actual, currency }, paidAt }),
    ),
  }
}

describe('createDayOf', () => {
  it('changes the day at midnight of the time zone', () => {
    expect(inJakarta('2026-11-24T16:59:59.999Z')).toBe('2026-11-24')
    expect(inJakarta('2026-11-24T17:00:00.000Z')).toBe('2026-11-25')
    expect(createDayOf('Asia/Jayapura')('2026-11-24T15:00:00.000Z')).toBe('2026-11-25')
    expect(createDayOf('Asia/Kathmandu')('2026-11-24T18:14:59.000Z')).toBe('2026-11-24')
    expect(createDayOf('Asia/Kathmandu')('2026-11-24T18:15:00.000Z')).toBe('2026-11-25')
    expect(() => createDayOf('Asia/Jakarte')).toThrow('--time-zone')
  })

  it('returns the same day as Intl for any instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        fc.constantFrom('Asia/Jakarta', 'America/New_York', 'Australia/Lord_Howe'),
        (instant, zone) => {
          const parts = new Intl.DateTimeFormat('en-US', {
            timeZone: zone,
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
          }).formatToParts(instant)
          const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? ''
          expect(createDayOf(zone)(instant.toISOString())).toBe(
            `${part('year')}-${part('month')}-${part('day')}`,
          )
        },
      ),
    )
  })
})

describe('createTotals', () => {
  it('adds amounts exactly', () => {
    const amount = fc.bigInt({ min: 0n, max: 99_999_999_999_999_999n })
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { maxLength: 30 }), (pairs) => {
        const toText = (value: bigint): string => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`
        const counter = createTotals(inJakarta)
        for (const [expected, actual] of pairs) counter.add(rowOf('match', toText(expected), toText(actual)))
        expect(counter.read().all).toEqual({
          rows: pairs.length,
          expected: pairs.reduce((sum, [expected]) => sum + expected, 0n),
          actual: pairs.reduce((sum, [, actual]) => sum + actual, 0n),
          difference: 0n,
        })
      }),
    )
  })

  it('groups by provider, verdict and day, and counts what is in no sum', () => {
    const counter = createTotals(inJakarta)
    counter.add(rowOf('match', '104000.00', '104000.00', { paidAt: '2026-11-24T17:30:00.000Z' }))
    counter.add({ ...rowOf('amount-differs', '104000.50', '1.00'), differenceMinor: 10_399_950n })
    counter.add(rowOf('match', null, '5.00', { provider: 'apigames' }))
    counter.add(rowOf('amount-differs', '7.00', '9.00', { currency: 'USD' }))
    counter.add({
      number: 9,
      line: 9,
      cells: [],
      verdict: 'error',
      reason: 'x',
      expected: null,
      finding: null,
      first: null,
      expectedMinor: 0n,
      actualMinor: 0n,
      differenceMinor: null,
    })
    const totals = counter.read()
    expect([...totals.byProvider.keys()]).toEqual(['-', 'apigames', 'paymenku'])
    expect(totals.byProvider.get('paymenku')?.get('amount-differs')).toEqual({
      rows: 2,
      expected: 10_400_750n,
      actual: 100n,
      difference: 10_399_950n,
    })
    expect(totals.byDay.get('2026-11-25')?.get('match')?.rows).toBe(1)
    expect([...totals.byDay.keys()]).toEqual(['2026-11-24', '2026-11-25'])
    expect(describeTotals(totals, 'Asia/Jakarta')).toEqual([
      'PROVIDER  VERDICT         ROWS  SHOP           PROVIDER    DIFFERENCE',
      '-         error           1     Rp 0           Rp 0        Rp 0',
      'apigames  match           1     Rp 0           Rp 5        Rp 0',
      'paymenku  amount-differs  2     Rp 104.007,50  Rp 1        Rp 103.999,50',
      'paymenku  match           1     Rp 104.000     Rp 104.000  Rp 0',
      'all                       5     Rp 208.007,50  Rp 104.006  Rp 103.999,50',
      '',
      'DAY (Asia/Jakarta)  MATCH  ROWS  SHOP           PROVIDER    DIFFERENCE',
      '2026-11-24          1      3     Rp 104.007,50  Rp 6        Rp 103.999,50',
      '2026-11-25          1      1     Rp 104.000     Rp 104.000  Rp 0',
      '',
      'AMOUNTS WERE NOT COMPARED in rows without one: 1.',
      'Amounts in another currency, in no sum: 1.',
    ])
  })

  it('formats rupiah in the Indonesian format', () => {
    expect(formatRupiah(10_400_050n)).toBe('Rp 104.000,50')
    expect(formatRupiah(5n)).toBe('Rp 0,05')
    expect(formatRupiah(123_456_789_012_345_678_900n)).toBe('Rp 1.234.567.890.123.456.789')
    expect(formatCount(1_000_000)).toBe('1.000.000')
  })
})
