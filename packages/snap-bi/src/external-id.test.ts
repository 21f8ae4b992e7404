import { array, assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExternalId } from './external-id.ts'
import { expectRefusal } from './test-errors.ts'

describe('createExternalId', () => {
  it('is 32 digits', () => {
    expect(createExternalId()).toMatch(/^\d{32}$/)
  })

  it('is as long as asked, also where random numbers begin with zeros', () => {
    const lengths = Array.from({ length: 1000 }, () => createExternalId({ length: 36 }).length)
    expect(new Set(lengths)).toEqual(new Set([36]))
  })

  it('differs every time', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => createExternalId({ length: 20 })))
    expect(ids.size).toBe(1000)
  })

  it('uses every digit about equally often', () => {
    const digits = Array.from({ length: 1000 }, () => createExternalId({ length: 36 })).join('')
    for (const digit of '0123456789') {
      const share = digits.split(digit).length / digits.length
      expect(share).toBeGreaterThan(0.08)
      expect(share).toBeLessThan(0.12)
    }
  })

  it('consists of the digits of the given source, in order', () => {
    assert(
      property(array(integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 36 }), (digits) => {
        const source = digits.values()
        const randomDigit = () => source.next().value ?? Number.NaN
        expect(createExternalId({ length: digits.length, randomDigit })).toBe(digits.join(''))
      }),
    )
  })

  it.each([19, 37, 20.5, Number.NaN, '32'])('refuses %s digits', (length) => {
    expectRefusal(() => createExternalId({ length: length as number }), 'length')
  })

  it.each([10, -1, 0.5, Number.NaN, '7'])('refuses a source that returns %s', (digit) => {
    expectRefusal(() => createExternalId({ randomDigit: () => digit as number }), 'randomDigit')
  })
})
