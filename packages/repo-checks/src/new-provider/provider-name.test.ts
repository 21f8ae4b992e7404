import { describe, expect, it } from 'vitest'
import { capitalize, checkProviderName } from './provider-name.ts'

describe('checkProviderName', () => {
  it.each(['acme', 'digiflazz', 'h2h', 'x9', 'a'.repeat(20)])('accepts %s', (name) => {
    expect(checkProviderName(name)).toBeNull()
  })

  it.each([
    ['Acme', 'lower-case'],
    ['acme pay', 'lower-case'],
    ['acme-pay', 'lower-case'],
    ['../acme', 'lower-case'],
    ['4acme', 'begin with a letter'],
    ['', 'lower-case'],
    ['a', '2 to 20'],
    ['a'.repeat(21), '2 to 20'],
    ['core', 'already used'],
    ['conformance', 'already used'],
    ['mocks', 'already used'],
    ['unknown', 'already used'],
    ['delete', 'reserved word'],
    ['await', 'reserved word'],
    ['con', 'Windows'],
    ['lpt1', 'Windows'],
  ])('rejects %j: %s', (name, reason) => {
    expect(checkProviderName(name)).toContain(reason)
  })
})

it('capitalize returns a capital first letter', () => {
  expect(capitalize('apigames')).toBe('Apigames')
})
