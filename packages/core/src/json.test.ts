import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactNumber, isRecord, parseBody, parseJson, toIdString } from './json.ts'
import { createFieldReader } from './response/fields.ts'

/** JSON text together with the value that it must give. */
interface Sample {
  text: string
  value: unknown
}

const plain = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Sample> =>
  values.map((value) => ({ text: JSON.stringify(value), value }))
const shortNumbers = plain(
  fc.oneof(
    fc.maxSafeInteger(),
    fc.integer({ max: 9999 }).map((cents) => cents / 100),
  ),
)
const longNumbers: fc.Arbitrary<Sample> = fc
  .tuple(fc.stringMatching(/^-?[1-9]\d{16,40}$/), fc.stringMatching(/^(\.\d{1,20})?$/))
  .map(([whole, fraction]) => whole + fraction)
  .map((text) => ({ text, value: text }))
// Texts that look like what the reading of numbers searches for.
const texts = plain(
  fc.oneof(fc.string(), fc.stringMatching(/^["\\0-9,:{}[\]-]{0,40}$/), fc.stringMatching(/^\d{17,30}$/)),
)
const constants = plain(fc.constantFrom(true, false, null))

function samplesOf(numbers: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const { value } = fc.letrec<{ value: Sample; list: Sample; record: Sample }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, numbers, texts, constants, tie('list'), tie('record')),
    list: fc.array(tie('value'), { maxLength: 5 }).map((items) => ({
      text: `[${items.map((item) => item.text).join(' ,\n')}]`,
      value: items.map((item) => item.value),
    })),
    record: fc
      .uniqueArray(fc.tuple(fc.string(), tie('value')), { maxLength: 5, selector: ([key]) => key })
      .map((fields) => ({
        text: `{${fields.map(([key, { text }]) => `${JSON.stringify(key)}:\t${text}`).join(',')}}`,
        value: Object.fromEntries(fields.map(([key, field]) => [key, field.value])),
      })),
  }))
  return value
}

describe('parseJson', () => {
  it('is JSON.parse wherever no long number occurs', () => {
    fc.assert(
      fc.property(samplesOf(shortNumbers), ({ text }) => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('keeps every digit of numbers that a float cannot hold', () => {
    fc.assert(
      fc.property(samplesOf(fc.oneof(longNumbers, shortNumbers)), ({ text, value }) => {
        expect(parseJson(text)).toEqual(value)
      }),
    )
  })

  it.each<[string, unknown]>([
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['123456789012345.67', 123_456_789_012_345.67],
    ['999999999999999.99', '999999999999999.99'],
    ['0.1', 0.1],
    ['104000.00', 104_000],
    ['1e3', 1000],
    ['12345678901234567e5', '12345678901234567e5'],
    ['12345678901234567E+5', '12345678901234567E+5'],
    ['12345678901234567.5e-3', '12345678901234567.5e-3'],
    ['{"id":202602271039768990123}', { id: '202602271039768990123' }],
    ['{"id":"202602271039768990123"}', { id: '202602271039768990123' }],
    ['["\\"9007199254740993",9007199254740993]', ['"9007199254740993', '9007199254740993']],
    ['["\\\\",9007199254740993,"\\\\"]', ['\\', '9007199254740993', '\\']],
    ['{"9007199254740993":1}', { '9007199254740993': 1 }],
  ])('reads %s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  it.each(['\uFEFF{"a":1}', ' \r\n\t{"a":1}', '\uFEFF \uFEFF\n{"a":1}', '\u00A0\u2028{"a":1}\n'])(
    'drops a byte order mark and white space before %j',
    (text) => {
      expect(parseJson(text)).toEqual({ a: 1 })
    },
  )

  it.each([
    '',
    ' ',
    '\uFEFF',
    '{',
    '{"a":1',
    '{"a":1}}',
    "{'a':1}",
    '{"a":1,}',
    'undefined',
    'NaN',
    '01',
    '1.',
    '+1',
    '"\n"',
    '<html></html>',
    ')]}\',{"a":1}',
    '{"a":1}\uFEFF',
  ])('gives undefined for %j', (text) => {
    expect(parseJson(text)).toBeUndefined()
  })

  it('gives undefined for whatever JSON.parse refuses', () => {
    const broken = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + 1)
    })
    fc.assert(
      fc.property(fc.oneof(fc.string(), broken), (text) => {
        // The other way round does not hold: an edit can give an object one key twice.
        if (!isJson(text.trimStart())) expect(parseJson(text)).toBeUndefined()
      }),
    )
  })

  it.each([
    '{"status":"failed","status":"paid"}',
    '{"a":{"b":1,"c":[],"b":1}}',
    '[{"a":1,"a":2}]',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":1,"b":{"a":1},"a":2}',
  ])('gives undefined for %s, because parsers differ in which of the two they take', (body) => {
    expect(parseJson(body)).toBeUndefined()
  })

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":"a\\":","b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"]}',
  ])('takes one key in several objects: %s', (body) => {
    expect(parseJson(body)).toEqual(JSON.parse(body))
  })

  it('sets no prototype', () => {
    const value = parseJson('{"__proto__":{"status":"paid"},"id":9007199254740993}') as Record<
      string,
      unknown
    >
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value.status).toBeUndefined()
  })

  const size = 1_048_576
  it.each<[string, string, boolean]>([
    ['backslashes', `"${'\\\\'.repeat(size / 2)}"`, true],
    ['backslashes without an end', `"${'\\'.repeat(size)}`, false],
    ['escaped quotes before a long number', `["${'\\"'.repeat(size / 2)}",9007199254740993]`, true],
    ['quotes', '"'.repeat(size), false],
    ['texts', `[${'"",'.repeat(size / 3)}""]`, true],
    ['one number', '1'.repeat(size), true],
    ['long numbers', `[${'9007199254740993,'.repeat(size / 17)}1]`, true],
    ['short numbers', `[${'1,'.repeat(size / 2)}1]`, true],
    ['minus signs', '-'.repeat(size), false],
    ['brackets', '['.repeat(size), false],
    ['brackets around a long number', `${'['.repeat(size / 2)}9007199254740993${']'.repeat(size / 2)}`, true],
    ['objects', `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`, true],
    ['white space', `${' '.repeat(size)}1`, true],
    ['byte order marks', '\uFEFF'.repeat(size), false],
  ])('takes 1 MiB of %s without overflow and in linear time', (_name, text, readable) => {
    // Quadratic work on this size would take minutes, which the time limit of every test catches.
    expect(parseJson(text) !== undefined).toBe(readable)
  })
})

describe('toIdString', () => {
  it.each<[string | number | null | undefined, string | null]>([
    ['IDP1', 'IDP1'],
    ['0', '0'],
    [' ', ' '],
    [0, '0'],
    [104000, '104000'],
    ['', null],
    [null, null],
    [undefined, null],
  ])('reads %j as %j', (id, text) => {
    expect(toIdString(id)).toBe(text)
  })
})

describe('isRecord', () => {
  it('is true for JSON objects only', () => {
    const values = [{}, { a: 1 }, [], null, 'a', 1, true, undefined]
    expect(values.map(isRecord)).toEqual([true, true, false, false, false, false, false, false])
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('parseBody', () => {
  it('marks numbers that a float would damage, has a number for schemas and text for callers', () => {
    const body =
      '{"id":123456789012345678901234,"list":["12345678901234567",12345678901234567,[1.00000000000000000]]}'
    const parsed = parseBody(body)
    expect(parsed?.values).toEqual({
      id: new ExactNumber('123456789012345678901234'),
      list: [
        '12345678901234567',
        new ExactNumber('12345678901234567'),
        [new ExactNumber('1.00000000000000000')],
      ],
    })
    expect(parsed?.numbers).toEqual({ id: 0, list: ['12345678901234567', 0, [1]] })
    expect(parsed?.raw).toEqual(parseJson(body))
    expect(parseBody('12345678901234567')).toEqual({
      values: new ExactNumber('12345678901234567'),
      numbers: 0,
      raw: '12345678901234567',
    })
  })

  it('is undefined for what parseJson does not parse', () => {
    expect([parseBody('{'), parseBody('{"a":1,"a":1}')]).toEqual([undefined, undefined])
  })

  it('makes no number a text, word, time or flag, however many digits it has', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^-?(0|[1-9]\d{0,40})(\.\d{1,40})?$/),
        fc.constantFrom<'text' | 'timestamp' | 'boolean'>('text', 'timestamp', 'boolean'),
        (token, method) => {
          const { values } = parseBody(`{"__proto__":${token}}`) ?? {}
          const value = Object.values(values as object)[0]
          const reader = createFieldReader()
          expect(reader[method](value, 'field')).toBeNull()
          expect(reader.warnings).toHaveLength(1)
          expect([typeof value === 'string', isRecord(value)]).toEqual([false, false])
        },
      ),
    )
  })

  it('reads ids to the last digit and amounts by their value, however many digits they have', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^(0|[1-9]\d{0,14})$/),
        fc.nat({ max: 40 }),
        fc.constantFrom('', '.5', '.25'),
        (whole, zeros, cents) => {
          const read = (token: string) => Object.values(parseBody(`[${token}]`)?.values as object)[0]
          expect(toIdString(read(`1${whole}${'7'.repeat(zeros)}`) as number)).toBe(
            `1${whole}${'7'.repeat(zeros)}`,
          )
          const padded = `${whole}${cents === '' && zeros > 0 ? '.' : cents}${'0'.repeat(zeros)}`
          expect(createFieldReader().money(read(padded), 'amount')?.value).toBe(
            `${whole}.${cents.slice(1).padEnd(2, '0')}`,
          )
        },
      ),
    )
  })

  it.each(['1.00000000000000000e2', '123456789012345678', '-12345678901234567'])(
    'reads no amount from %s',
    (token) => {
      const values = parseBody(`[${token}]`)?.values as unknown[]
      expect(createFieldReader().money(values[0], 'amount')).toBeNull()
    },
  )

  it('reads quantities by their value', () => {
    const values = parseBody('[1.00000000000000000,12345678901234567]')?.values as unknown[]
    expect(values.map((value) => createFieldReader().quantity(value, 'qty'))).toEqual([1, null])
  })
})
