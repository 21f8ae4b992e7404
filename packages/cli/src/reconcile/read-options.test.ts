import { describe, expect, it } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { type ReconcileOptions, readReconcileOptions } from './read-options.ts'

const read = (options: Partial<ReconcileOptions> = {}) =>
  readReconcileOptions('orders.csv', {
    by: 'merchant',
    amountFormat: 'plain',
    amounts: true,
    compare: 'gross',
    timeZone: 'Asia/Jakarta',
    ...options,
  })

describe('readReconcileOptions', () => {
  it('returns defaults for missing options', () => {
    expect(read()).toMatchObject({
      inputFormat: null,
      delimiter: null,
      sources: {},
      output: null,
      outputFormat: null,
      journal: null,
      restart: false,
      concurrency: undefined,
    })
  })

  it('accepts a constant or a column for a field', () => {
    expect(
      read({ provider: 'paymenku', status: 'lunas', map: ['reference=PO', 'amount=Total, kotor'] }).sources,
    ).toEqual({
      reference: { column: 'PO' },
      amount: { column: 'Total, kotor' },
      provider: { constant: 'paymenku' },
      status: { constant: 'lunas' },
    })
    expect(read({ status: 'beres', mapStatus: ['beres=success'] }).sources).toEqual({
      status: { constant: 'beres' },
    })
    expect(read({ delimiter: 'tab', concurrency: '256' })).toMatchObject({
      delimiter: '\t',
      concurrency: 256,
    })
  })

  it.each([
    [{ kind: 'hadiah' }, '--kind'],
    [{ status: 'entah' }, '--status'],
    [{ status: 'paid', map: ['status=S'] }, 'either --status or --map status=…'],
    [{ delimiter: ';;' }, '--delimiter'],
    [{ delimiter: '"' }, '--delimiter'],
    [{ concurrency: '0' }, '--concurrency'],
    [{ concurrency: '257' }, '--concurrency'],
    [{ concurrency: '1e2' }, '--concurrency'],
    [{ mapStatus: ['paid'] }, '--map-status'],
  ] as [Partial<ReconcileOptions>, string][])('rejects %j', (options, name) => {
    expect(() => read(options)).toThrow(UsageError)
    expect(() => read(options)).toThrow(name)
  })
})
