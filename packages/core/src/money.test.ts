import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameMoney, parseMoney, toMinorUnits } from './money.ts'

const readValue = (value: unknown) => parseMoney(value)?.value ?? null
const wholes = fc.bigInt({ min: 0n, max: 999_999_999_999_999n })
const hundredths = fc.bigInt({ min: 0n, max: 99n })

describe('parseMoney', () => {
  it.each<[unknown, string]>([
    ['104000', '104000.00'],
    ['104000.5', '104000.50'],
    ['104000.50', '104000.50'],
    ['0', '0.00'],
    ['0.01', '0.01'],
    ['007', '7.00'],
    ['000', '0.00'],
    ['999999999999999.99', '999999999999999.99'],
    [104000, '104000.00'],
    [104000.5, '104000.50'],
    [0, '0.00'],
    [999_999_999_999_999, '999999999999999.00'],
  ])('reads %j as %s', (value, expected) => {
    expect(parseMoney(value)).toEqual({ value: expected, currency: 'IDR' })
  })

  const unreadable: unknown[] = [
    '',
    ' ',
    '104.000',
    '104,000',
    '1.',
    '.5',
    '1.005',
    '1e3',
    '1E3',
    '+1',
    '-1',
    '-0',
    ' 1',
    '1 ',
    '1\n',
    '1_000',
    '0x10',
    'Rp1000',
    'NaN',
    '1234567890123456',
    '0000000000000001',
    '１２',
    '١٢',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1e15,
    1e21,
    1e-7,
    0.1 + 0.2,
    100n,
    true,
    null,
    undefined,
    {},
    [],
    ['1'],
    new String('1'),
  ]
  it.each(unreadable.map((value) => ({ value })))('rejects $value', ({ value }) => {
    expect(parseMoney(value)).toBeNull()
  })

  it('uses the given currency', () => {
    expect(parseMoney('1', 'USD')).toEqual({ value: '1.00', currency: 'USD' })
  })

  it('is exact for every valid amount', () => {
    fc.assert(
      fc.property(wholes, hundredths, (whole, part) => {
        const digits = String(part).padStart(2, '0')
        const expected = `${whole}.${digits}`
        expect(readValue(expected)).toBe(expected)
        if (part % 10n === 0n) expect(readValue(`${whole}.${part / 10n}`)).toBe(expected)
        if (part === 0n) expect(readValue(String(whole))).toBe(expected)
      }),
    )
  })

  it('parses a JSON number like its decimal string', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), hundredths, (whole, part) => {
        const text = `${whole}.${String(part).padStart(2, '0')}`
        expect(readValue(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('rejects every other string', () => {
    const near = fc.stringMatching(/^[-+ ]?[\d.,e]{0,20}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        expect(parseMoney(text) !== null).toBe(/^[0-9]{1,15}([.][0-9]{1,2})?$/.test(text))
      }),
    )
  })

  it('parses its own result', () => {
    fc.assert(
      fc.property(wholes, hundredths, (whole, part) => {
        const money = parseMoney(`${whole}.${String(part).padStart(2, '0')}`)
        expect(parseMoney(money?.value)).toEqual(money)
      }),
    )
  })
})

describe('toMinorUnits', () => {
  it('is exact beyond the precision of a float', () => {
    fc.assert(
      fc.property(wholes, hundredths, (whole, part) => {
        const value = `${whole}.${String(part).padStart(2, '0')}`
        expect(toMinorUnits({ value, currency: 'IDR' })).toBe(whole * 100n + part)
      }),
    )
    expect(toMinorUnits({ value: '999999999999999.99', currency: 'IDR' })).toBe(99_999_999_999_999_999n)
  })
})

describe('isSameMoney', () => {
  const rupiah = { value: '1.00', currency: 'IDR' }

  it('compares value and currency', () => {
    expect(isSameMoney(rupiah, { ...rupiah })).toBe(true)
    expect(isSameMoney(rupiah, { value: '1.01', currency: 'IDR' })).toBe(false)
    expect(isSameMoney(rupiah, { value: '1.00', currency: 'USD' })).toBe(false)
  })

  it('ignores leading zeros', () => {
    expect(isSameMoney(rupiah, { value: '001.00', currency: 'IDR' })).toBe(true)
  })
})
