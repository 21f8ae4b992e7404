import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StatusQuery, Transaction } from '@cekstatus/core'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { answerOf, clientOf, errorOf } from './test-answers.ts'
import { createFolder, run } from './test-run.ts'

let folder: ReturnType<typeof createFolder>
beforeEach(() => {
  folder = createFolder()
})
afterEach(() => folder.remove())

/** Answers by the word that begins the reference, and counts. */
function countingClient(provider: string, change: (query: StatusQuery) => Partial<Transaction> = () => ({})) {
  const asked: string[] = []
  const client = clientOf(provider, (query) => {
    const reference = query.merchantReference ?? query.providerReference ?? ''
    asked.push(reference)
    const [word = ''] = reference.split('-')
    if (word === 'none') throw errorOf('NOT_FOUND')
    if (word === 'slow') throw errorOf('TIMEOUT')
    if (word === 'refused') throw errorOf('AUTHENTICATION')
    return answerOf(word as 'success', { provider, merchantReference: reference, ...change(query) })
  })
  return { asked, client }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof UsageError) return `${error.message}; ${error.hint}`
  throw error ?? new Error('it was not refused')
}

const indonesian =
  '\uFEFFNo. Pesanan;Penyedia;Status;Nominal;Catatan\r\nsuccess-1;Paymenku;Lunas;Rp 104.000;=1+1\r\npending-2;Paymenku;Belum Bayar;104.000,00;\r\nfailed-3;Paymenku;Lunas;104.000;"a;b"\r\n;Paymenku;Lunas;1;\r\n'

describe('reconcile', () => {
  it('returns the rows with verdicts in the format of the input', async () => {
    const { client, asked } = countingClient('paymenku')
    folder.write('pesanan.csv', indonesian)
    const { reason, stdout, stderr } = await run('pesanan.csv', {
      cwd: folder.path,
      clients: { paymenku: client },
      options: { amountFormat: 'id', amounts: true },
    })
    expect(reason).toBe('differs')
    expect(asked.sort()).toEqual(['failed-3', 'pending-2', 'success-1'])
    expect(
      stdout.startsWith(
        '\uFEFFNo. Pesanan;Penyedia;Status;Nominal;Catatan;cekstatus_verdict;cekstatus_reason;',
      ),
    ).toBe(true)
    expect(stdout.endsWith('\r\n')).toBe(true)
    const rows = parse(stdout, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[]
    expect(
      rows.map((row) => [
        row['No. Pesanan'],
        row.Nominal,
        row.Catatan,
        row.cekstatus_verdict,
        row.cekstatus_line,
      ]),
    ).toEqual([
      ['success-1', 'Rp 104.000', "'=1+1", 'match', '2'],
      ['pending-2', '104.000,00', '', 'not-final', '3'],
      ['failed-3', '104.000', 'a;b', 'status-differs', '4'],
      ['', '1', '', 'error', '5'],
    ])
    expect(stderr).toContain('reading pesanan.csv\n')
    expect(stderr).toContain('paymenku  status-differs  1     Rp 104.000  Rp 104.000  Rp 0')
  })

  it('converts between CSV, NDJSON and JSON', async () => {
    const { client } = countingClient('paymenku')
    const objects = [
      { reference: 'success-1', status: 'paid', amount: 104000, tags: ['a', { b: null }] },
      { reference: 'success-2', status: 'paid', verdict: 'mine' },
    ]
    folder.write('orders.json', JSON.stringify(objects))
    folder.write('orders.ndjson', objects.map((object) => JSON.stringify(object)).join('\n'))
    for (const input of ['orders.json', 'orders.ndjson']) {
      for (const output of ['out.json', 'out.ndjson', 'out.csv']) {
        const { reason } = await run(input, {
          cwd: folder.path,
          clients: { paymenku: client },
          options: { provider: 'paymenku', output },
        })
        expect(reason).toBe('success')
      }
      const array = JSON.parse(folder.read('out.json')) as Record<string, unknown>[]
      const lines = folder
        .read('out.ndjson')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(lines).toEqual(array)
      expect(array.map(({ cekstatus: _result, ...row }) => row)).toEqual(objects)
      expect(array[0]?.cekstatus).toMatchObject({
        verdict: 'match',
        amount: '104000.00',
        currency: 'IDR',
        line: 1,
      })
      const rows = parse(folder.read('out.csv'), { columns: true }) as Record<string, string>[]
      expect(rows.map((row) => [row.reference, row.tags, row.verdict, row.cekstatus_verdict])).toEqual([
        ['success-1', '["a",{"b":null}]', '', 'match'],
        ['success-2', '', 'mine', 'match'],
      ])
    }
  })

  it('reads standard input', async () => {
    const { client } = countingClient('paymenku')
    const { stdout } = await run('-', {
      cwd: folder.path,
      clients: { paymenku: client },
      stdin: 'reference,status\nsuccess-1,paid\n',
      options: { provider: 'paymenku', format: 'ndjson' },
    })
    expect(JSON.parse(stdout)).toMatchObject({ reference: 'success-1', cekstatus: { verdict: 'match' } })
    expect(readdirSync(folder.path)).toEqual(['standard-input.reconcile.sqlite'])
  })

  it('prints only the summary with --quiet', async () => {
    const { client } = countingClient('paymenku')
    folder.write('o.csv', 'reference,status\nsuccess-1,paid\n')
    const { stdout, stderr } = await run('o.csv', {
      cwd: folder.path,
      clients: { paymenku: client },
      options: { provider: 'paymenku', output: 'out.csv', quiet: true },
    })
    expect([stdout.split('\n')[1], stderr]).toEqual(['paymenku  match    1     Rp 0  Rp 104.000  Rp 0', ''])
  })

  it('queries only rows without a final status at the next start', async () => {
    const { client, asked } = countingClient('paymenku')
    folder.write(
      'o.csv',
      'reference,status\nsuccess-1,paid\npending-2,unpaid\nslow-3,paid\nnone-4,paid\nfailed-5,gagal\n,paid\n',
    )
    const options = { provider: 'paymenku', output: 'out.csv' }
    const first = await run('o.csv', { cwd: folder.path, clients: { paymenku: client }, options })
    expect([first.reason, asked.splice(0).length]).toEqual(['differs', 5])
    const before = folder.read('out.csv')
    const second = await run('o.csv', { cwd: folder.path, clients: { paymenku: client }, options })
    expect(asked).toEqual(['slow-3', 'none-4', 'pending-2'])
    expect(second.stderr).toContain('6 of 6 rows are decided, 3 to check')
    const verdictsOf = (text: string): unknown[] =>
      (parse(text, { columns: true }) as Record<string, string>[]).map((row) => row.cekstatus_verdict)
    expect(verdictsOf(folder.read('out.csv'))).toEqual(verdictsOf(before))
  })

  it('rejects a journal of another input, other options or servers, and discards it with --restart', async () => {
    const { client, asked } = countingClient('paymenku')
    folder.write('o.csv', 'reference,status\nsuccess-1,paid\npending-2,pending\n')
    const given = { cwd: folder.path, clients: { paymenku: client } }
    const options = { provider: 'paymenku' }
    await run('o.csv', { ...given, options })
    expect(
      await refusal(run('o.csv', { ...given, options: { ...options, mapStatus: ['paid=failed'] } })),
    ).toContain('other options')
    expect(await refusal(run('o.csv', { ...given, options, origin: 'mock' }))).toContain(
      'o.csv.reconcile.sqlite has responses of another server of paymenku',
    )
    folder.write('o.csv', 'reference,status\nsuccess-1,paid\nsuccess-2,paid\n')
    expect(await refusal(run('o.csv', { ...given, options }))).toBe(
      'o.csv has changed since o.csv.reconcile.sqlite was started; pass --restart to discard it and start over, or choose another --journal',
    )
    expect(asked.splice(0)).toEqual(['success-1', 'pending-2'])
    await run('o.csv', { ...given, options: { ...options, restart: true } })
    expect(asked).toEqual(['success-1', 'success-2'])
  })

  it('sends no query and leaves no file for an unreadable input', async () => {
    const { client, asked } = countingClient('paymenku')
    const given = { cwd: folder.path, clients: { paymenku: client }, options: { provider: 'paymenku' } }
    folder.write('torn.csv', `reference,status\n${'success-1,paid\n'.repeat(5_000)}success-2,"paid\n`)
    folder.write('columns.csv', 'nama,status\nsuccess-1,paid\n')
    folder.write('empty.csv', '')
    expect(await refusal(run('torn.csv', given))).toContain('the row in line 5002 is not valid CSV')
    expect(await refusal(run('columns.csv', given))).toContain('no reference column found')
    expect(await refusal(run('empty.csv', given))).toContain('empty.csv is empty')
    expect(await refusal(run('missing.csv', given))).toContain('there is no file "missing.csv" in ')
    expect(await refusal(run('.', given))).toContain('is a directory')
    expect(asked).toEqual([])
    expect(readdirSync(folder.path).sort()).toEqual(['columns.csv', 'empty.csv', 'torn.csv'])
  })

  it('rejects unwritable and unsupported paths before the first query', async () => {
    const { client } = countingClient('paymenku')
    folder.write('o.csv', 'reference,status\nsuccess-1,paid\n')
    const refused = (options: object): Promise<string> =>
      refusal(
        run('o.csv', {
          cwd: folder.path,
          clients: { paymenku: client },
          options: { provider: 'paymenku', ...options },
        }),
      )
    expect(await refused({ output: 'o.csv' })).toContain('--output: o.csv is the input')
    expect(await refused({ output: 'x', journal: 'x' })).toContain('--journal: x is --output')
    expect(await refused({ report: 'no/such/r.html' })).toContain(
      '--report: no/such is not a writable directory',
    )
    for (const output of ['out.xlsx', 'out.pdf', 'out.bak'])
      expect(await refused({ output })).toContain(`unsupported extension "${output.slice(3)}"`)
    expect(await refused({ report: 'r.pdf' })).toContain('--report: r.pdf must end in .html')
    expect(await refused({ output: 'out.xlsx', format: 'csv' })).toContain('unsupported')
    expect(await refused({ timeZone: 'WIB' })).toContain('--time-zone')
    expect(readdirSync(folder.path)).toEqual(['o.csv'])
  })

  it('replaces an incomplete output of a killed run', async () => {
    const { client } = countingClient('paymenku')
    folder.write('o.csv', 'reference,status\nsuccess-1,paid\n')
    folder.write('out.csv', 'the result of yesterday')
    folder.write('out.csv.unfinished', 'reference,status,cekstatus_verd')
    await run('o.csv', {
      cwd: folder.path,
      clients: { paymenku: client },
      options: { provider: 'paymenku', output: 'out.csv' },
    })
    expect(folder.read('out.csv').split('\n')).toHaveLength(3)
    expect(existsSync(join(folder.path, 'out.csv.unfinished'))).toBe(false)
  })

  it('queries providers independently', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let fastDone = 0
    const slow = clientOf('smilepay', async ({ merchantReference = '' }) => {
      await held
      return answerOf('success', { provider: 'smilepay', merchantReference })
    })
    const fast = clientOf('paymenku', ({ merchantReference = '' }) => {
      fastDone += 1
      if (fastDone === 1_000) release()
      return answerOf('success', { merchantReference })
    })
    const rows = Array.from(
      { length: 2_000 },
      (_, index) => `A${index},${index < 1_000 ? 'smilepay' : 'paymenku'},paid`,
    )
    folder.write('o.csv', `reference,provider,status\n${rows.join('\n')}\n`)
    const { reason } = await run('o.csv', {
      cwd: folder.path,
      clients: { smilepay: slow, paymenku: fast },
      options: { output: 'out.csv' },
    })
    expect(reason).toBe('success')
  })

  it('stops at refused credentials, and queries the remaining rows at the next start', async () => {
    const broken = countingClient('paymenku')
    const sound = countingClient('smilepay')
    const rows = Array.from(
      { length: 100 },
      (_, index) => `refused-${index},paymenku,paid\nsuccess-${index},smilepay,paid`,
    )
    folder.write('o.csv', `reference,provider,status\n${rows.join('\n')}\n`)
    const clients = { paymenku: broken.client, smilepay: sound.client }
    const options = { output: 'out.ndjson', concurrency: '1' }
    const { reason, stderr } = await run('o.csv', { cwd: folder.path, clients, options })
    expect([reason, broken.asked.length, sound.asked.length]).toEqual(['refused', 5, 100])
    expect(stderr).toContain('paymenku refused the credentials; 95 rows were not checked\n')
    expect(folder.read('out.ndjson')).toContain(
      'not checked: paymenku refused the credentials of 5 calls in a row (AUTHENTICATION it is)',
    )
    const fixed = countingClient('paymenku')
    const repaired = clientOf('paymenku', ({ merchantReference = '' }) => {
      fixed.asked.push(merchantReference)
      return answerOf('success', { merchantReference })
    })
    const again = await run('o.csv', {
      cwd: folder.path,
      clients: { ...clients, paymenku: repaired },
      options,
    })
    expect([again.reason, fixed.asked.length, sound.asked.length]).toEqual(['success', 100, 100])
  })

  it('prints how to continue after an abort', async () => {
    const stop = new AbortController()
    const asked: string[] = []
    const client = clientOf('paymenku', ({ merchantReference = '' }) => {
      asked.push(merchantReference)
      if (asked.length === 50) stop.abort('interrupted')
      return answerOf('success', { merchantReference })
    })
    const rows = Array.from({ length: 500 }, (_, index) => `A${index},paid`)
    folder.write('o.csv', `reference,status\n${rows.join('\n')}\n`)
    const notes: string[] = []
    const given = {
      cwd: folder.path,
      clients: { paymenku: client },
      options: { provider: 'paymenku', output: 'out.csv' },
    }
    await expect(
      run('o.csv', { ...given, signal: stop.signal, onNote: (text) => notes.push(text) }),
    ).rejects.toMatchObject({ code: 'ABORTED' })
    expect(notes.join('')).toMatch(
      /stopped; run the same command again to continue: \d+ of 500 rows are decided in o\.csv\.reconcile\.sqlite/,
    )
    expect(existsSync(join(folder.path, 'out.csv'))).toBe(false)
    const before = asked.length
    expect((await run('o.csv', given)).reason).toBe('success')
    expect(asked.length).toBeLessThanOrEqual(500 + 4)
    expect(before).toBeLessThan(60)
  })

  it('prints the time that a rate limit imposes before the first query', async () => {
    const { client } = countingClient('paymenku')
    const rateLimit = { calls: 30, windowMs: 60_000 }
    const limited = { ...client, capabilities: { ...client.capabilities, rateLimit } }
    const rows = Array.from({ length: 90 }, (_, index) => `success-${index},paid`)
    folder.write('o.csv', `reference,status\n${rows.join('\n')}\n`)
    const { stderr } = await run('o.csv', {
      cwd: folder.path,
      clients: { paymenku: limited as never },
      options: { provider: 'paymenku' },
    })
    expect(stderr).toMatch(/paymenku: 90 rows take at least 2 min, at 30 calls in 60 s\nchecked 0 of 90/)
  })

  it('ends with the reason of the most urgent verdict', async () => {
    const { client } = countingClient('paymenku', ({ merchantReference }) =>
      merchantReference === 'success-doubt' ? { advice: 'review' } : {},
    )
    const reasonOf = async (rows: string): Promise<string> => {
      folder.write('o.csv', `reference,status\n${rows}`)
      return (
        await run('o.csv', {
          cwd: folder.path,
          clients: { paymenku: client },
          options: { provider: 'paymenku', restart: true },
        })
      ).reason
    }
    expect(await reasonOf('success-1,paid\n')).toBe('success')
    expect(await reasonOf('success-1,paid\npending-1,pending\n')).toBe('not-final')
    expect(await reasonOf('pending-1,pending\nsuccess-doubt,paid\n')).toBe('review')
    expect(await reasonOf('success-doubt,paid\nnone-1,paid\n')).toBe('differs')
    expect(await reasonOf('')).toBe('no-rows')
  })
})
