import { describe, expect, it } from 'vitest'
import type { Status } from '../status.ts'
import { createFieldReader, type FieldReader } from './fields.ts'

function reading<Value>(read: (reader: FieldReader) => Value): { value: Value; warnings: string[] } {
  const reader = createFieldReader()
  const value = read(reader)
  return { value, warnings: reader.warnings.map(({ code, field }) => `${code} ${field}`) }
}

const rows = (values: readonly unknown[]) => values.map((value) => ({ value }))

describe('money', () => {
  const read = (value: unknown) => reading((reader) => reader.money(value, 'data.amount'))

  it('reads an amount, in rupiah unless said', () => {
    expect(read('104000')).toEqual({ value: { value: '104000.00', currency: 'IDR' }, warnings: [] })
    expect(reading((reader) => reader.money(5, 'a', 'USD')).value).toEqual({ value: '5.00', currency: 'USD' })
  })

  it.each(rows([undefined, null]))('takes $value as absent', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: [] })
  })

  it.each(rows(['', '104.000', -1, {}, [], true, Number.NaN]))('warns of $value', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: ['AMOUNT_INVALID data.amount'] })
  })
})

describe('timestamp', () => {
  const read = (value: unknown) => reading((reader) => reader.timestamp(value, 'data.paid_at'))

  it('reads a time', () => {
    expect(read('2026-01-25T10:30:00+07:00')).toEqual({ value: '2026-01-25T03:30:00.000Z', warnings: [] })
  })

  it.each(rows([undefined, null, '']))('takes $value as absent', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: [] })
  })

  it.each(rows([' ', '...', '2026-01-25 10:30:00', 1769337000, {}, false]))(
    'warns of $value',
    ({ value }) => {
      expect(read(value)).toEqual({ value: null, warnings: ['TIMESTAMP_INVALID data.paid_at'] })
    },
  )
})

describe('quantity', () => {
  const read = (value: unknown) => reading((reader) => reader.quantity(value, 'items[0].qty'))

  it.each([
    [0, 0],
    [1000, 1000],
    ['0', 0],
    ['1000', 1000],
    ['999999999999999', 999_999_999_999_999],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('reads %j', (value, expected) => {
    expect(read(value)).toEqual({ value: expected, warnings: [] })
  })

  it.each(rows([undefined, null]))('takes $value as absent', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: [] })
  })

  it.each(rows(['', ' 1', '1.0', '-1', '1e3', '1234567890123456', -1, 1.5, 2 ** 53, Number.NaN, true, {}]))(
    'warns of $value',
    ({ value }) => {
      expect(read(value)).toEqual({ value: null, warnings: ['QUANTITY_INVALID items[0].qty'] })
    },
  )
})

describe('text', () => {
  const read = (value: unknown) => reading((reader) => reader.text(value, 'name'))

  it('reads a text as it is', () => {
    expect(read(' a ')).toEqual({ value: ' a ', warnings: [] })
  })

  it.each(rows([undefined, null, '']))('takes $value as absent', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: [] })
  })

  it.each(rows([1, true, {}, []]))('warns of $value', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: ['FIELD_INVALID name'] })
  })
})

describe('boolean', () => {
  const read = (value: unknown) => reading((reader) => reader.boolean(value, 'flag'))

  it('reads true and false', () => {
    expect([read(true).value, read(false).value]).toEqual([true, false])
  })

  it.each(rows([undefined, null]))('takes $value as absent', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: [] })
  })

  it.each(rows(['true', 1, 0, '', {}]))('warns of $value', ({ value }) => {
    expect(read(value)).toEqual({ value: null, warnings: ['FIELD_INVALID flag'] })
  })
})

describe('status', () => {
  const lookup = (word: string): Status | undefined => (word === 'paid' ? 'success' : undefined)
  const read = (word: string | null | undefined) =>
    reading((reader) => reader.status(word, 'data.status', lookup))

  it('reads a documented word', () => {
    expect(read('paid')).toEqual({ value: 'success', warnings: [] })
  })

  it.each(rows([undefined, null, '', ' \n']))('takes $value as a missing word', ({ value }) => {
    expect(read(value as string)).toEqual({ value: 'unknown', warnings: ['STATUS_MISSING data.status'] })
  })

  it('does not guess at an undocumented word', () => {
    expect(read('zz-undocumented')).toEqual({
      value: 'unknown',
      warnings: ['STATUS_UNDOCUMENTED data.status'],
    })
  })
})

describe('warnings', () => {
  it('are kept in order and never quote a value', () => {
    const reader = createFieldReader()
    reader.money('canary', 'a')
    reader.timestamp('canary', 'b')
    reader.quantity('canary', 'c')
    reader.text(7, 'd')
    reader.status('canary', 'e', () => undefined)
    expect(reader.warnings.map(({ field }) => field)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(JSON.stringify(reader.warnings)).not.toContain('canary')
  })
})
