import { describe, expect, it } from 'vitest'
import { readCookieValues } from './cookie-values.ts'

describe('readCookieValues', () => {
  it.each([
    ['', []],
    ['locale=id; Path=/', []],
    ['session=0123456789abcdef; Path=/; HttpOnly', ['0123456789abcdef']],
    [
      'a=0123456789abcdef; Expires=Wed, 25 Nov 2026 10:00:00 GMT, b="fedcba9876543210"',
      ['0123456789abcdef', 'fedcba9876543210'],
    ],
    ['session=YWJj/ZGVm+Z2hpamts==', ['YWJj/ZGVm+Z2hpamts==']],
  ])('reads %j', (header, values) => {
    expect(readCookieValues(header)).toEqual(values)
  })
})
