import { describe, expect, it } from 'vitest'
import { capitalize, objectTo } from './provider-name.ts'

describe('objectTo', () => {
  it.each(['acme', 'digiflazz', 'h2h', 'x9', 'a'.repeat(20)])('has nothing against %s', (name) => {
    expect(objectTo(name)).toBeNull()
  })

  it.each([
    ['Acme', 'lower-case'],
    ['acme pay', 'lower-case'],
    ['acme-pay', 'lower-case'],
    ['../acme', 'lower-case'],
    ['4acme', 'a letter first'],
    ['', 'lower-case'],
    ['a', '2 to 20'],
    ['a'.repeat(21), '2 to 20'],
    ['core', 'something else'],
    ['conformance', 'something else'],
    ['mocks', 'something else'],
    ['unknown', 'something else'],
    ['delete', 'word of the language'],
    ['await', 'word of the language'],
    ['con', 'Windows'],
    ['lpt1', 'Windows'],
  ])('refuses %j: %s', (name, reason) => {
    expect(objectTo(name)).toContain(reason)
  })
})

it('capitalize begins with a capital letter', () => {
  expect(capitalize('apigames')).toBe('Apigames')
})
