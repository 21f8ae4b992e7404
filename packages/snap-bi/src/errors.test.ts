import { describe, expect, it } from 'vitest'
import { isSnapBiError, SnapBiError } from './errors.ts'

describe('SnapBiError', () => {
  it('names the field and the rule', () => {
    const error = new SnapBiError('path', 'path must begin with one "/"')
    expect(error).toBeInstanceOf(Error)
    expect(error.message).toBe('path must begin with one "/"')
    expect(String(error)).toBe('SnapBiError: path must begin with one "/"')
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'SnapBiError',
      code: 'CONFIGURATION',
      field: 'path',
    })
  })

  it('is recognised across two installed copies of the package', () => {
    const fromAnotherCopy = { [Symbol.for('cekstatus.snap-bi.error')]: true }
    expect(isSnapBiError(fromAnotherCopy)).toBe(true)
    expect(isSnapBiError(new SnapBiError('path', 'x'))).toBe(true)
  })

  it.each([[new Error('path: x')], [null], [undefined], ['SnapBiError'], [{ code: 'CONFIGURATION' }]])(
    'does not take %s for one',
    (value) => {
      expect(isSnapBiError(value)).toBe(false)
    },
  )
})
