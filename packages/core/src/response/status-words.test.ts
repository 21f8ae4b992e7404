import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStatusLookup, normalizeStatusWord, type StatusRow } from './status-words.ts'

const source = 'https://example.com/statuses'
const rows: readonly StatusRow[] = [
  { providerStatus: 'Sukses', status: 'success', source },
  { providerStatus: 'Sukses Sebagian', status: 'partial', source },
  { providerStatus: 'Gagal', status: 'failed', source },
  { providerStatus: 'in progress', status: 'processing', source },
  { providerStatus: 'TIKTOK', status: 'pending', source },
  { providerStatus: 'EXPIRED', status: 'expired', kind: 'payment', source },
  { providerStatus: 'EXPIRED', status: 'unknown', kind: 'payout', source },
  { providerStatus: 'completed', status: 'success', scope: 'H2H line', source },
]
const read = createStatusLookup(rows)

describe('createStatusLookup', () => {
  it.each([
    ['Sukses', 'success'],
    ['sukses', 'success'],
    [' SUKSES\t\n', 'success'],
    ['\uFEFFSukses\u00A0', 'success'],
    ['Sukses Sebagian', 'partial'],
    ['IN PROGRESS', 'processing'],
    ['tiktok', 'pending'],
  ])('reads %j as %s', (word, status) => {
    expect(read(word)).toBe(status)
  })

  it.each([
    '',
    ' ',
    'Suk',
    'ukses',
    'Suksess',
    'Sukses.',
    'Sukses  Sebagian',
    'Sukses\u00A0Sebagian',
    'Tidak Sukses',
    'inprogress',
    'TI\u212ATO\u212A',
    '\u017Fukses',
    'Sukse\u0455',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'undefined',
    'null',
  ])('does not know %j', (word) => {
    expect(read(word)).toBeUndefined()
  })

  it('answers a row with a kind for that kind only', () => {
    expect(read('expired', { kind: 'payment' })).toBe('expired')
    expect(read('expired', { kind: 'payout' })).toBe('unknown')
    expect(read('expired', { kind: 'unknown' })).toBeUndefined()
    expect(read('expired')).toBeUndefined()
    expect(read('sukses', { kind: 'payout' })).toBe('success')
  })

  it('answers a row with a scope for that scope only', () => {
    expect(read('completed', { scope: 'H2H line' })).toBe('success')
    expect(read('completed', { scope: 'order' })).toBeUndefined()
    expect(read('completed')).toBeUndefined()
  })

  it('never knows a word that is not in the table', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...rows.map((row) => row.providerStatus)),
        fc.nat(20),
        fc.string({ maxLength: 2 }),
      )
      .map(([word, place, put]) => word.slice(0, place) + put + word.slice(place + 1))
    const documented = new Set(rows.map((row) => row.providerStatus.toLowerCase()))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), near), (word) => {
        // Independent of the code under test: lower case of ASCII words, which no other word has.
        fc.pre(!/^[\x20-\x7e]*$/.test(word.trim()) || !documented.has(word.trim().toLowerCase()))
        expect(read(word, { kind: 'payment', scope: 'H2H line' })).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('normalizeStatusWord', () => {
  it('folds ASCII letters and trims, nothing else', () => {
    expect(normalizeStatusWord(' AbZ\u212A\u0130É ')).toBe('abz\u212A\u0130É')
  })
})

describe('createStatusLookup over two words', () => {
  const pairs = createStatusLookup([
    { providerStatus: 'capture', qualifiers: ['accept'], status: 'success', source },
    { providerStatus: 'capture', qualifiers: ['challenge'], status: 'processing', source },
    { providerStatus: 'settlement', qualifiers: ['accept', null], status: 'success', source },
    { providerStatus: 'pending', status: 'pending', source },
  ])

  it.each([
    ['capture', 'accept', 'success'],
    ['CAPTURE', ' Accept ', 'success'],
    ['capture', 'challenge', 'processing'],
    ['settlement', null, 'success'],
    ['settlement', undefined, 'success'],
    ['pending', 'anything', 'pending'],
  ])('reads %j with %j as %s', (word, qualifier, status) => {
    expect(pairs(word, qualifier === undefined ? {} : { qualifier })).toBe(status)
  })

  it('leaves every pair undocumented that no row has', () => {
    fc.assert(
      fc.property(fc.string(), (qualifier) => {
        fc.pre(!['accept', 'challenge'].includes(normalizeStatusWord(qualifier)))
        expect(pairs('capture', { qualifier })).toBeUndefined()
        expect(pairs('settlement', { qualifier })).toBeUndefined()
      }),
    )
    expect(pairs('capture', {})).toBeUndefined()
    expect(pairs('capture', { qualifier: null })).toBeUndefined()
  })
})
