import { assert, constantFrom, jsonValue, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minifyJson } from './minify.ts'
import { expectRefusal } from './test-errors.ts'

describe('minifyJson', () => {
  it.each([
    ['white space outside strings', '{ "a" :\t[1 ,\r\n2] }\n', '{"a":[1,2]}'],
    ['white space inside strings', '{"a": " b\\tc  d "}', '{"a":" b\\tc  d "}'],
    ['key order and integer-like keys', '{ "b": 1, "1": 2 }', '{"b":1,"1":2}'],
    ['nulls', '{ "a": null }', '{"a":null}'],
    ['number spelling', '[ 10000.00, 1e3, 12345678901234567890 ]', '[10000.00,1e3,12345678901234567890]'],
    ['escapes', '[ "\\u00e9 \\/ \\" \\\\" ]', '["\\u00e9 \\/ \\" \\\\"]'],
    ['a quotation mark behind two backslashes', '["\\\\" , "x y"]', '["\\\\","x y"]'],
    ['repeated keys', '{ "a": 1, "a": 2 }', '{"a":1,"a":2}'],
    ['the empty text', '', ''],
    ['nothing but white space', ' \n\t\r ', ''],
    ['other white space, which JSON does not know', '[\u00a01]', '[\u00a01]'],
  ])('%s', (_, text, compact) => {
    expect(minifyJson(text)).toBe(compact)
  })

  it.each(['"', '{"a', '["a\\"', '["a\\', '["a", "b]'])('refuses %s, which has no end', (text) => {
    expectRefusal(() => minifyJson(text), 'text')
  })

  it('does not quote the text in its error', () => {
    expectRefusal(() => minifyJson('{"buyer": "Sulastri'), 'text', ['Sulastri'])
  })

  it.each([undefined, null, { a: 1 }])('refuses %s, which is no text', (value) => {
    expectRefusal(() => minifyJson(value as unknown as string), 'text')
  })

  it('undoes any indentation of any JSON value', () => {
    assert(
      property(jsonValue(), constantFrom(1, 4, '\t', ' \r\n'), (value, indentation) => {
        expect(minifyJson(JSON.stringify(value, null, indentation))).toBe(JSON.stringify(value))
      }),
    )
  })

  it('leaves compact JSON and any string alone', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const compact = JSON.stringify({ [text]: text })
        expect(minifyJson(compact)).toBe(compact)
      }),
    )
  })

  it('takes a long body in linear time and without a deep stack', () => {
    const long = JSON.stringify({ text: 'a "b" '.repeat(200_000) })
    expect(minifyJson(` ${long} `)).toBe(long)
  })
})
