import { statuses } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../usage-error.ts'
import type { Field } from '../columns/column-names.ts'
import type { Cell } from '../input/source-row.ts'
import { type ExpectedSettings, readExpected } from './read-expected.ts'
import { createStatusReader, foldPhrase, readStatusMapOption, statusWords } from './words.ts'

const settings: ExpectedSettings = {
  providers: ['apigames', 'paymenku'],
  amountFormat: 'plain',
  amounts: true,
  exactIds: false,
  by: 'merchant',
  readStatus: createStatusReader(new Map()),
}
const row = { provider: 'Paymenku', reference: ' INV-1 ', status: 'LUNAS', amount: '104000' }

function read(changes: Partial<Record<Field, Cell>> = {}, other: Partial<ExpectedSettings> = {}) {
  const cells: Partial<Record<Field, Cell>> = { ...row, ...changes }
  return readExpected((field) => cells[field], { ...settings, ...other })
}

describe('readExpected', () => {
  it('parses the cells of a row', () => {
    expect(read()).toEqual({
      problem: null,
      expected: {
        provider: 'paymenku',
        merchantReference: 'INV-1',
        providerReference: null,
        kind: null,
        status: 'success',
        amount: '104000.00',
      },
    })
    expect(
      read({ provider: 'API Games', kind: 'Pembelian', amount: null, providerReference: 77 }).expected,
    ).toMatchObject({
      provider: 'apigames',
      kind: 'purchase',
      amount: null,
      providerReference: '77',
    })
  })

  it('reads the reference as the ID of the provider', () => {
    expect(read({}, { by: 'provider' }).expected).toMatchObject({
      merchantReference: null,
      providerReference: 'INV-1',
    })
    expect(read({ providerReference: 'X' }, { by: 'provider' }).problem).toContain('differ')
  })

  it('ignores white space and format characters at both ends of a cell', () => {
    const cells = {
      reference: '\u200b INV-1\u202c ',
      status: 'paid\u200b',
      amount: '\u200e104000',
      currency: ' Rp',
    }
    expect(read(cells).expected).toMatchObject({
      merchantReference: 'INV-1',
      status: 'success',
      amount: '104000.00',
    })
  })

  it.each([
    [{ reference: '' }, 'reference is missing'],
    [
      { reference: '1.23457E+17' },
      'reference "1.23457E+17" lost digits in a spreadsheet; format the column as text, or set --exact-ids if the ID is right',
    ],
    [
      { reference: '1,23457E+17' },
      'reference "1,23457E+17" lost digits in a spreadsheet; format the column as text, or set --exact-ids if the ID is right',
    ],
    [{ reference: true }, 'reference must be text or a number'],
    [{ provider: null }, 'provider is missing'],
    [{ provider: 'dana' }, 'unknown provider "dana"; known: apigames, paymenku'],
    [{ status: ' ' }, 'status is missing'],
    [{ status: 'belum tahu' }, 'unknown status word "belum tahu"; map it with --map-status'],
    [
      { kind: 'hadiah' },
      'unknown kind "hadiah"; use payment, payout or purchase, or set --kind for all rows',
    ],
    [{ amount: '1.04E+05' }, 'amount "1.04E+05" lost digits in a spreadsheet; format the column as a number'],
    [
      { amount: 'Rp 104.000' },
      'amount "Rp 104.000" is not plain; for Indonesian amounts, set --amount-format id',
    ],
    [
      { status: `a\n${'b'.repeat(80)}` },
      `unknown status word "a ${'b'.repeat(58)}…"; map it with --map-status`,
    ],
    [{ currency: 'USD' }, 'currency is "USD"; only IDR is supported'],
  ] as [Partial<Record<Field, Cell>>, string][])('returns the problem of %j', (changes, problem) => {
    expect(read(changes)).toEqual({ expected: null, problem })
  })
})

describe('createStatusReader', () => {
  it('has words for every status but unknown, each with one meaning', () => {
    const words = Object.values(statusWords).flat()
    expect(new Set(words).size).toBe(words.length)
    expect(words.map(foldPhrase)).toEqual(words)
    expect([...Object.keys(statusWords), 'unknown'].sort()).toEqual([...statuses].sort())
  })

  it('compares whole words, because a longer text may mean the opposite', () => {
    const readStatus = createStatusReader(new Map())
    expect(readStatus('Belum-Dibayar')).toBe('pending')
    expect(readStatus('  DIBAYAR ')).toBe('success')
    expect(readStatus('tidak berhasil')).toBeUndefined()
    expect(readStatus('Sukses_Sebagian')).toBe('partial')
  })

  it('prefers the words of --map-status', () => {
    const readStatus = createStatusReader(readStatusMapOption(['SELESAI=failed,On Hold=Pending']))
    expect(readStatus('selesai')).toBe('failed')
    expect(readStatus('on-hold')).toBe('pending')
    for (const text of ['x', '=success', 'x=unknown', 'x=y', 'x=success=y']) {
      expect(() => readStatusMapOption([text])).toThrow(UsageError)
    }
  })
})
