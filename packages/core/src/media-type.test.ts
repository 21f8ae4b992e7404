import { describe, expect, it } from 'vitest'
import { readMediaType } from './media-type.ts'

describe('readMediaType', () => {
  it.each([
    ['application/json', 'application/json'],
    [' text/html ; charset=utf-8', 'text/html; charset=utf-8'],
    ['text/html;boundary=x;Charset="ISO-8859-1"', 'text/html; charset=ISO-8859-1'],
    ['application/problem+json; echo="secret/0123"', 'application/problem+json'],
    ['json', 'json'],
    ['<html>', null],
    ['', null],
    [undefined, null],
  ])('makes %j into %j', (header, read) => {
    expect(readMediaType(header)).toBe(read)
  })

  it('is short, whatever the header is', () => {
    expect(readMediaType(`${'a'.repeat(9000)}/${'b'.repeat(9000)}; charset=${'c'.repeat(9000)}`)).toBe(
      `${'a'.repeat(80)}; charset=${'c'.repeat(40)}`,
    )
  })
})
