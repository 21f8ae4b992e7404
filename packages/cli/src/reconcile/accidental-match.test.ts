import type { StatusQuery } from '@cekstatus/core'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReconcileOptions } from './read-options.ts'
import { answerOf, clientOf, errorOf } from './test-answers.ts'
import { createFolder, run } from './test-run.ts'

let folder: ReturnType<typeof createFolder>
beforeEach(() => {
  folder = createFolder()
})
afterEach(() => folder.remove())

type Row = Record<string, string>

/** Reconciles a CSV file with providers where every reference but `none-…` is paid with 104000. */
async function reconcileRows(text: string, options: Partial<ReconcileOptions> = {}) {
  const queried: string[] = []
  const paid = (provider: string) =>
    clientOf(provider, ({ merchantReference, providerReference }: StatusQuery) => {
      const reference = merchantReference ?? providerReference?.replace('P-', '') ?? ''
      queried.push(reference)
      if (reference.startsWith('none')) throw errorOf('NOT_FOUND')
      return answerOf('success', { provider, merchantReference: reference })
    })
  folder.write('o.csv', text)
  const result = await run('o.csv', {
    cwd: folder.path,
    clients: { paymenku: paid('paymenku'), smilepay: paid('smilepay') },
    options: { amounts: true, restart: true, output: 'out.csv', ...options },
  })
  const rows = parse(folder.read('out.csv'), { columns: true, bom: true }) as Row[]
  return { ...result, rows, queried, verdicts: rows.map((row) => row.cekstatus_verdict) }
}

describe('reconcile without amounts', () => {
  it.each(['Biaya Lain', 'Foo (Rp)', 'xyz'])('never ends with 0 if the amount column is %s', async (name) => {
    const { reason, stderr, verdicts } = await reconcileRows(
      `Order ID,Provider,Status,${name}\nA,paymenku,paid,1\nB,paymenku,paid,2\n`,
    )
    expect([reason, verdicts]).toEqual(['not-compared', ['no-amount', 'no-amount']])
    expect(stderr).toMatch(/AMOUNTS ARE NOT COMPARED: no amount column found\ncolumns not read: "[^"]+"\n/)
    expect(stderr).toContain('--map amount=<column>, or --no-amounts')
    expect(stderr.indexOf('AMOUNTS ARE NOT')).toBeLessThan(stderr.indexOf('checked 0 of 2'))
  })

  it('marks the rows without an amount in a file with amounts', async () => {
    const { reason, verdicts, stderr } = await reconcileRows(
      'Order ID,Provider,Status,Total\nA,paymenku,paid,104000\nB,paymenku,paid,\n',
    )
    expect([reason, verdicts]).toEqual(['not-compared', ['match', 'no-amount']])
    expect(stderr).toContain('AMOUNTS ARE NOT COMPARED in 1 of 2 rows, which have none')
  })

  it('ends with 0 with --no-amounts', async () => {
    const { reason, stderr } = await reconcileRows(
      'Order ID,Provider,Status,Total\nA,paymenku,paid,1\nB,paymenku,paid,x\n',
      { amounts: false },
    )
    expect(reason).toBe('success')
    expect(stderr).not.toContain('AMOUNTS ARE NOT')
  })

  it('ends with its own reason for a file without rows', async () => {
    expect((await reconcileRows('Order ID,Provider,Status,Total\n')).reason).toBe('no-rows')
  })

  it('matches only rows whose amount equals the amount of the provider', async () => {
    const amount = fc.constantFrom('104000', '104000.00', '103999.99', '104001', '', '1040.00', '10400000')
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 8 }), async (amounts) => {
        const lines = amounts.map((text, index) => `A${index},paymenku,paid,${text}\n`)
        const { verdicts } = await reconcileRows(`Order ID,Provider,Status,Total\n${lines.join('')}`)
        expect(verdicts.map((verdict) => verdict === 'match')).toEqual(
          amounts.map((text) => Number(text) === 104000),
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe('reconcile writes for spreadsheets', () => {
  it('amounts in the format of the input and times in the time zone of the run', async () => {
    const text = 'Order ID,Provider,Status,Total\nA,paymenku,paid,105.000\n'
    const { rows } = await reconcileRows(text, { amountFormat: 'id' })
    expect(rows[0]).toMatchObject({
      cekstatus_amount: '104000,00',
      cekstatus_difference: '1000,00',
      cekstatus_created_at: '2026-11-24 17:00:00',
    })
    await reconcileRows(text, { amountFormat: 'id', timeZone: 'UTC', format: 'ndjson' }).catch(
      () => undefined,
    )
    expect(JSON.parse(folder.read('out.csv')).cekstatus).toMatchObject({
      amount: '104000.00',
      difference: '1000.00',
      created_at: '2026-11-24T10:00:00+00:00',
    })
  })
})

describe('reconcile of selected rows', () => {
  const text =
    'Order ID,Provider,Status,Total\nA,paymenku,paid,104000\nA,smilepay,paid,104000\nTOTAL,,,208000\n'

  it.each([
    [{ skip: ['SmilePay'] }, ['match', 'skipped', 'skipped'], 'excluded by --skip smilepay'],
    [{ only: ['paymenku'] }, ['match', 'skipped', 'skipped'], 'excluded by --only paymenku'],
    [{}, ['match', 'match', 'skipped'], ''],
  ] as const)('returns excluded rows and totals as skipped with %j', async (options, expected, why) => {
    const { reason, verdicts, rows, queried, stdout } = await reconcileRows(text, options)
    expect([reason, verdicts, rows[1]?.cekstatus_reason]).toEqual(['success', expected, why])
    expect(rows[2]?.cekstatus_reason).toBe('a total below the rows')
    expect(queried).toHaveLength(expected.filter((verdict) => verdict === 'match').length)
    expect(stdout).toMatch(new RegExp(`all +3 +Rp ${expected[1] === 'match' ? 208 : 104}\\.000 `))
  })

  it('ends with its own reason if every row is skipped', async () => {
    expect((await reconcileRows(text, { skip: ['paymenku,smilepay'] })).reason).toBe('no-rows')
  })
})

describe('reconcile with duplicates', () => {
  it('checks one transaction once, counts it once at the provider and marks every row', async () => {
    const { reason, rows, verdicts, queried, stdout } = await reconcileRows(
      'Order ID,Provider,Status,Total\nA,paymenku,paid,104000\nA ,Paymenku,paid,104000\nB,paymenku,paid,104000\nA,PAYMENKU,failed,5\n',
    )
    expect([reason, queried.sort()]).toEqual(['differs', ['A', 'B']])
    expect(verdicts).toEqual(['duplicate', 'duplicate', 'match', 'duplicate'])
    expect(rows.map((row) => row.cekstatus_reason)).toEqual([
      'same transaction as lines 3 and 5; match',
      'same transaction as lines 2 and 5; match',
      '',
      'same transaction as lines 2 and 3; status-differs: shop has failed, provider has success',
    ])
    expect(stdout).toMatch(/paymenku +duplicate +3 +Rp 208\.005 +Rp 104\.000 /)
    expect(stdout).toMatch(/all +4 +Rp 312\.005 +Rp 208\.000 /)
  })

  it('finds one transaction by the references in the responses', async () => {
    const { verdicts } = await reconcileRows(
      'Order ID,Trx ID,Provider,Status,Total\nA,,paymenku,paid,104000\n,P-A,paymenku,paid,104000\nB,,paymenku,paid,104000\n',
    )
    expect(verdicts).toEqual(['duplicate', 'duplicate', 'match'])
  })

  it('marks rows that the provider does not know', async () => {
    const { verdicts, queried } = await reconcileRows(
      'Order ID,Provider,Status,Total\nnone-1,paymenku,paid,1\nnone-1,paymenku,paid,1\n',
    )
    expect([verdicts, queried]).toEqual([['duplicate', 'duplicate'], ['none-1']])
  })

  it('does not join rows of different providers or kinds', async () => {
    const { verdicts } = await reconcileRows(
      'Order ID,Provider,Status,Total\nA,paymenku,paid,104000\nA,smilepay,paid,104000\n',
    )
    expect(verdicts).toEqual(['match', 'match'])
  })

  it.each([
    ['sum', '50000', '54000', 'match'],
    ['sum', '50000', '50000', 'amount-differs'],
    ['first', '104000', '104000', 'match'],
    ['first', '104000', '54000', 'duplicate'],
  ] as const)('merges items with --merge-items %s: %s and %s', async (mergeItems, one, two, verdict) => {
    const { verdicts, stdout } = await reconcileRows(
      `Order ID,Provider,Status,Total\nA,paymenku,paid,${one}\nA,paymenku,paid,${two}\n`,
      { mergeItems },
    )
    expect(verdicts).toEqual([verdict, verdict])
    expect(stdout).toMatch(/all +2 +Rp [\d.]+ +Rp 104\.000 /)
  })

  it('queries and counts every transaction once, however its rows are spread', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }),
        async (ids) => {
          const lines = ids.map((id) => `A${id},paymenku,paid,104000\n`)
          const { verdicts, queried, stdout } = await reconcileRows(
            `Order ID,Provider,Status,Total\n${lines.join('')}`,
          )
          expect(queried.sort()).toEqual([...new Set(ids)].sort().map((id) => `A${id}`))
          expect(verdicts).toEqual(
            ids.map((id) => (ids.filter((other) => other === id).length > 1 ? 'duplicate' : 'match')),
          )
          const total = (new Set(ids).size * 104).toLocaleString('id-ID')
          expect(stdout).toMatch(new RegExp(`all +${ids.length} +Rp [\\d.]+ +Rp ${total}\\.000 `))
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('reconcile with IDs from spreadsheets', () => {
  const idsOf = async (ids: readonly string[], options: Partial<ReconcileOptions> = {}) => {
    const cells = ids.map((id) => `"${id.replaceAll('"', '""')}",paymenku,paid,104000\n`)
    return reconcileRows(`Order ID,Provider,Status,Total\n${cells.join('')}`, options)
  }

  it('restores IDs whose original is certain', async () => {
    const { queried, verdicts } = await idsOf(['="0012345"', "'0099", '12345.0', '\u200bA-1', ' B-2\u00a0'])
    expect(queried.sort()).toEqual(['0012345', '0099', '12345', 'A-1', 'B-2'])
    expect(new Set(verdicts)).toEqual(new Set(['match']))
  })

  it.each([
    '#N/A',
    '#REF!',
    '########',
    'Mar-26',
    '26-Mar',
    '01/03/2026',
    '2026-03-01',
    '1.2E+17',
    '=A1',
    'A\u200bB',
    '1234567890123456.0',
  ])('reports %j as an error and never as not found', async (id) => {
    const { queried, verdicts, rows } = await idsOf([id])
    expect([queried, verdicts]).toEqual([[], ['error']])
    expect(rows[0]?.cekstatus_reason).toContain('--exact-ids')
  })

  it('rejects long IDs ending in zeros, unless another long ID shows that none was rounded', async () => {
    const rounded = await idsOf(['579123456789012000', '579123456789013000', 'A'])
    expect([rounded.queried, rounded.verdicts]).toEqual([['A'], ['error', 'error', 'match']])
    const exact = await idsOf(['579123456789012000', '579123456789012345'])
    expect(exact.verdicts).toEqual(['match', 'match'])
    const chosen = await idsOf(['579123456789012000', 'Mar-26'], { exactIds: true })
    expect(chosen.verdicts).toEqual(['match', 'match'])
  })
})
