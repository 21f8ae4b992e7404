import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAmount } from './read-amount.ts'

const rupiah = fc.integer({ min: 0, max: 999_999_999_999 })
const cents = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, '0'))
/** Grouped by the runtime, not by us. */
const indonesian = new Intl.NumberFormat('id-ID')

describe('readAmount', () => {
  it.each([
    ['104000', '104000.00'],
    ['104000.5', '104000.50'],
    ['0', '0.00'],
  ])('parses %s as plain', (text, value) => {
    expect(readAmount(text, 'plain')).toEqual({ amount: value, problem: null })
  })

  it.each([
    ['104000', '104000.00'],
    ['104.000', '104000.00'],
    ['Rp 104.000', '104000.00'],
    ['Rp104.000,50', '104000.50'],
    ['rp. 1.104.000,-', '1104000.00'],
    ['IDR 104.000,5', '104000.50'],
    ['999.999.999.999.999', '999999999999999.00'],
  ])('parses %s as Indonesian', (text, value) => {
    expect(readAmount(text, 'id')).toEqual({ amount: value, problem: null })
  })

  it.each([
    '104.000',
    'Rp 104.000',
    '104.000,50',
    '104,000',
    '104000,5',
    '1.04E+05',
    '1,04e+05',
    '-104000',
    '104000.000',
    'x',
    '1e5',
  ])('rejects %s as plain', (text) => {
    expect(readAmount(text, 'plain')).toMatchObject({ amount: null, problem: expect.stringContaining(text) })
  })

  it.each([
    '104.00',
    '104000.50',
    '1.04',
    '104,000',
    '1.0000',
    '10.40.000',
    '1.04E+05',
    '-104.000',
    'Rp',
    '$ 104',
    '1.000.000.000.000.000.000',
  ])('rejects %s as Indonesian', (text) => {
    expect(readAmount(text, 'id').amount).toBeNull()
  })

  it('parses every amount in the Indonesian format exactly', () => {
    fc.assert(
      fc.property(rupiah, cents, fc.constantFrom('', 'Rp', 'Rp ', 'Rp. '), (whole, fraction, sign) => {
        expect(readAmount(`${sign}${indonesian.format(whole)},${fraction}`, 'id').amount).toBe(
          `${whole}.${fraction}`,
        )
      }),
    )
  })

  it('parses a text that both formats accept to the same amount', () => {
    const text = fc.stringMatching(/^[0-9.,]{1,12}$/)
    fc.assert(
      fc.property(fc.oneof(text, rupiah.map(String)), (written) => {
        const plain = readAmount(written, 'plain').amount
        const id = readAmount(written, 'id').amount
        if (plain !== null && id !== null) expect(plain).toBe(id)
      }),
    )
  })
})
