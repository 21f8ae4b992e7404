import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeHarmless, readHarmless, toCsvCell } from './csv-cell.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .tuple(
      fc.constantFrom('', "'", "''"),
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'),
      fc.string(),
    )
    .map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', '+', '-'), fc.nat()).map(([sign, number]) => `${sign}${number}`),
)

describe('toCsvCell and makeHarmless', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['+62 812', "'+62 812"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['-104000.50', '-104000.50'],
    ['+6281234567890', '+6281234567890'],
    ["it's", "it's"],
    ['', ''],
  ])('write %j as %j', (text, harmless) => {
    expect(makeHarmless(text)).toBe(harmless)
  })

  it('write no formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = makeHarmless(text)
        if (!/^[+-]?\d[\d.,]*$/.test(written)) expect(written).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })

  it('are undone by readHarmless', () => {
    fc.assert(fc.property(hostile, (text) => void expect(readHarmless(makeHarmless(text))).toBe(text)))
  })

  it('write cells that CSV readers return unchanged, with any delimiter', () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t', '|'),
        (texts, delimiter) => {
          const line = texts.map((text) => toCsvCell(text, delimiter)).join(delimiter)
          const [read = []] = parse(`${line}\r\n`, { delimiter, record_delimiter: '\r\n' }) as string[][]
          expect(read.map(readHarmless)).toEqual(texts)
        },
      ),
    )
  })
})
