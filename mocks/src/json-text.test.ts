import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumberPath, removeMember, replaceValue } from './json-text.ts'

const text = '{ "a" : 1 , "b":{"c":[ true, "x\\"]}" , {"d":-2.5e3}]},"e":null }'

describe('replaceValue, removeMember and findNumberPath', () => {
  it.each([
    ['a', '1'],
    ['b', '{"c":[ true, "x\\"]}" , {"d":-2.5e3}]}'],
    ['b.c', '[ true, "x\\"]}" , {"d":-2.5e3}]'],
    ['b.c.1', '"x\\"]}"'],
    ['b.c.2.d', '-2.5e3'],
    ['e', 'null'],
  ])('find the value at %s', (path, value) => {
    const found: string[] = []
    const keep = (current: string) => {
      found.push(current)
      return current
    }
    expect(replaceValue(text, path, keep)).toBe(text)
    expect(found).toEqual([value])
  })

  it.each(['x', 'a.b', 'b.c.3', 'b.c.2.e', ''])('find nothing at %j', (path) => {
    expect(replaceValue(text, path, () => '1')).toBeNull()
  })

  it('return null for text that is not JSON', () => {
    expect(replaceValue('{"a":1', 'a', () => '2')).toBeNull()
    expect(removeMember('<html>', 'a')).toBeNull()
    expect(findNumberPath('')).toBeNull()
  })

  it.each([
    ['a', '{ "b":{"c":[ true, "x\\"]}" , {"d":-2.5e3}]},"e":null }'],
    ['b', '{ "a" : 1 , "e":null }'],
    ['e', '{ "a" : 1 , "b":{"c":[ true, "x\\"]}" , {"d":-2.5e3}]} }'],
  ])('remove the member %s with its comma', (path, without) => {
    expect(removeMember(text, path)).toBe(without)
  })

  it('find the first number that is not skipped', () => {
    expect(findNumberPath(text)).toBe('a')
    expect(findNumberPath(text, ['a'])).toBe('b.c.2.d')
  })

  const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue(), { minKeys: 1, maxKeys: 5 })

  it('agree with changes of the parsed value', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom(undefined, 2), (value, place, indent) => {
        const written = JSON.stringify(value, null, indent)
        const names = Object.keys(value)
        const name = names[place % names.length] ?? ''
        const replaced = replaceValue(written, name, () => '"new"')
        expect(JSON.parse(replaced ?? '')).toEqual({ ...JSON.parse(written), [name]: 'new' })
        const { [name]: _removed, ...others } = JSON.parse(written)
        expect(JSON.parse(removeMember(written, name) ?? '')).toEqual(others)
      }),
    )
  })
})
