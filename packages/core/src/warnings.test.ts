import { describe, expect, expectTypeOf, it } from 'vitest'
import { lowerAdvice, type WarningCode, type WarningInfo, warningInfo } from './warnings.ts'

const review: Record<WarningCode, WarningInfo['review']> = {
  AMOUNT_INVALID: true,
  AMOUNT_MISSING: true,
  AMOUNT_SUM: true,
  AMOUNT_UNCERTAIN: true,
  EXPECTATION_DIFFERS: true,
  EXPECTATION_NOT_COMPARABLE: true,
  QUANTITY_INVALID: true,
  QUANTITY_DIFFERS: true,
  REFERENCE_MISSING: true,
  KIND_UNKNOWN: true,
  STATUS_UNDOCUMENTED: true,
  STATUS_MISSING: true,
  STATUS_CONTRADICTION: true,
  LINE_RESULT_MISSING: true,
  LINE_RESULT_AMBIGUOUS: true,
  TIMESTAMP_INVALID: false,
  FIELD_INVALID: false,
  SANDBOX: true,
  MAY_BE_UNDONE: 'release',
}

describe('warningInfo', () => {
  it.each(Object.entries(review))('decides whether %s asks for review: %s', (code, expected) => {
    expect(warningInfo[code as WarningCode]).toEqual({
      review: expected,
      meaning: expect.stringMatching(/^\S.+\S$/),
    })
  })

  it('has a row for every code and no other', () => {
    expect(Object.keys(warningInfo)).toEqual(Object.keys(review))
    expectTypeOf<keyof typeof warningInfo>().toEqualTypeOf<WarningCode>()
  })

  it('does not compile without a row for one of them', () => {
    const { SANDBOX: _sandbox, ...incomplete } = warningInfo
    // @ts-expect-error the row of `SANDBOX` is missing
    const rows = incomplete satisfies Record<WarningCode, WarningInfo>
    expect(rows).not.toHaveProperty('SANDBOX')
  })
})

describe('lowerAdvice', () => {
  const warningOf = (code: WarningCode) => ({ code, field: 'status', message: '' })

  it('turns only release into review for a status that may be undone', () => {
    const warnings = [warningOf('MAY_BE_UNDONE')]
    expect(lowerAdvice('release', warnings)).toBe('review')
    expect(lowerAdvice('fulfill', warnings)).toBe('fulfill')
    expect(lowerAdvice('wait', warnings)).toBe('wait')
  })

  it('turns fulfill and release into review for a warning that forbids acting', () => {
    const warnings = [warningOf('TIMESTAMP_INVALID'), warningOf('AMOUNT_SUM')]
    expect(lowerAdvice('release', warnings)).toBe('review')
    expect(lowerAdvice('fulfill', warnings)).toBe('review')
    expect(lowerAdvice('fulfill', warnings.slice(0, 1))).toBe('fulfill')
  })
})
