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
  by: 'merchant',
  readStatus: createStatusReader(new Map()),
}
const row = { provider: 'Paymenku', reference: ' INV-1 ', status: 'LUNAS', amount: '104000' }

function read(changes: Partial<Record<Field, Cell>> = {}, other: Partial<ExpectedSettings> = {}) {
  const cells: Partial<Record<Field, Cell>> = { ...row, ...changes }
  return readExpected((field) => cells[field], { ...settings, ...other })
}

describe('a row', () => {
  it('claims what its cells say', () => {
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

  it('may hold the id of the provider', () => {
    expect(read({}, { by: 'provider' }).expected).toMatchObject({
      merchantReference: null,
      providerReference: 'INV-1',
    })
    expect(read({ providerReference: 'X' }, { by: 'provider' }).problem).toContain('differ')
  })

  it.each([
    [{ reference: '' }, 'it has no reference'],
    [
      { reference: '1.23457E+17' },
      'reference "1.23457E+17" lost its digits in a spreadsheet; format the column as text',
    ],
    [
      { reference: '1,23457E+17' },
      'reference "1,23457E+17" lost its digits in a spreadsheet; format the column as text',
    ],
    [{ reference: true }, 'reference is neither text nor a number'],
    [{ provider: null }, 'it has no provider'],
    [{ provider: 'dana' }, 'no provider is called "dana"; there are apigames, paymenku'],
    [{ status: ' ' }, 'it has no status'],
    [{ status: 'belum tahu' }, 'the status "belum tahu" has no known meaning; give it one with --map-status'],
    [{ kind: 'hadiah' }, 'the kind "hadiah" is none of payment, payout, purchase'],
    [
      { amount: '1.04E+05' },
      'the amount "1.04E+05" lost its digits in a spreadsheet; format the column as a number',
    ],
    [
      { amount: 'Rp 104.000' },
      'the amount "Rp 104.000" is not plain; if it is written the Indonesian way, say --amount-format id',
    ],
    [
      { status: `a\n${'b'.repeat(80)}` },
      `the status "a ${'b'.repeat(58)}…" has no known meaning; give it one with --map-status`,
    ],
  ] as [Partial<Record<Field, Cell>>, string][])('that cannot be asked says why: %j', (changes, problem) => {
    expect(read(changes)).toEqual({ expected: null, problem })
  })
})

describe('status words', () => {
  it('mean one status each, and every status but unknown has some', () => {
    const words = Object.values(statusWords).flat()
    expect(new Set(words).size).toBe(words.length)
    expect(words.map(foldPhrase)).toEqual(words)
    expect([...Object.keys(statusWords), 'unknown'].sort()).toEqual([...statuses].sort())
  })

  it('are compared whole: what holds a known word may mean the opposite', () => {
    const readStatus = createStatusReader(new Map())
    expect(readStatus('Belum-Dibayar')).toBe('pending')
    expect(readStatus('  DIBAYAR ')).toBe('success')
    expect(readStatus('tidak berhasil')).toBeUndefined()
    expect(readStatus('Sukses_Sebagian')).toBe('partial')
  })

  it('of the user win', () => {
    const readStatus = createStatusReader(readStatusMapOption(['SELESAI=failed,On Hold=Pending']))
    expect(readStatus('selesai')).toBe('failed')
    expect(readStatus('on-hold')).toBe('pending')
    for (const text of ['x', '=success', 'x=unknown', 'x=y', 'x=success=y']) {
      expect(() => readStatusMapOption([text])).toThrow(UsageError)
    }
  })
})
