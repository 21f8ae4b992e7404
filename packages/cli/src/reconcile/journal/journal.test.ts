import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../../usage-error.ts'
import type { Expected } from '../expected/expected.ts'
import { answerOf, errorOf } from '../test-answers.ts'
import { createFolder } from '../test-run.ts'
import { findingOf, findingOfError } from '../verdict/finding.ts'
import { type Journal, type LoadedRow, openJournal } from './journal.ts'
import { explainDatabaseError } from './open-database.ts'

const expected: Expected = {
  provider: 'paymenku',
  merchantReference: 'INV-1',
  providerReference: null,
  kind: null,
  status: 'success',
  amount: '104000.00',
}
const match = { verdict: 'match', reason: '' } as const
const notFinal = { verdict: 'not-final', reason: 'later' } as const
const failed = { verdict: 'error', reason: 'no answer' } as const
const success = findingOf(answerOf('success'))
const pending = findingOf(answerOf('pending'))
const timeout = findingOfError(errorOf('TIMEOUT'), new Date(0))

let folder: ReturnType<typeof createFolder>
let path = ''
beforeEach(() => {
  folder = createFolder()
  path = join(folder.path, 'orders.sqlite')
})
afterEach(() => folder.remove())

const loaded = (line: number): LoadedRow => ({
  line,
  cells: [],
  expected: { ...expected, merchantReference: `INV-${line}` },
  problem: null,
  skipped: null,
})

async function openWith(rows: number): Promise<Journal> {
  const journal = await openJournal(path)
  for (let line = 2; line < rows + 2; line += 1)
    journal.addRow({ ...loaded(line), cells: ['INV', undefined, 1] })
  journal.finishLoading({ content: 'x' })
  journal.begin()
  return journal
}

const openNumbers = (journal: Journal): number[] =>
  [...journal.openRows('paymenku')].map(({ number }) => number)

/** What a process would find that opens the files as they are now. */
async function decidedOnDisk(): Promise<number> {
  const copy = join(folder.path, 'copy.sqlite')
  for (const end of ['', '-wal']) {
    rmSync(copy + end, { force: true })
    if (existsSync(path + end)) copyFileSync(path + end, copy + end)
  }
  const journal = await openJournal(copy)
  const count = journal.countDecided()
  journal.close()
  return count
}

describe('openJournal', () => {
  it('creates a file that only its owner can read', async () => {
    const journal = await openWith(1)
    journal.decide(1, match, success)
    if (process.platform !== 'win32') {
      expect([path, `${path}-wal`].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
    }
    journal.close()
  })

  it('rejects a journal that is in use', async () => {
    const journal = await openJournal(path)
    await expect(openJournal(path)).rejects.toThrow(`${path} is in use by another run`)
    journal.close()
    ;(await openJournal(path)).close()
  })

  it('opens a complete journal after its process was killed', async () => {
    const script = `
      const { openJournal } = await import(${JSON.stringify(new URL('journal.ts', import.meta.url).href)})
      const journal = await openJournal(${JSON.stringify(path)})
      journal.addRow({ line: 2, cells: ['A'], expected: ${JSON.stringify(expected)}, problem: null, skipped: null })
      journal.finishLoading({ content: 'x' })
      journal.begin()
      journal.decide(1, ${JSON.stringify(match)}, ${JSON.stringify(success)})
      await journal.whenKept()
      process.stdout.write('ready')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(child.stdout, 'data')
      await expect(openJournal(path)).rejects.toThrow('in use by another run')
    } finally {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    const journal = await openJournal(path)
    expect([...journal.decidedRows()]).toEqual([
      {
        number: 1,
        line: 2,
        expected,
        cells: ['A'],
        verdict: 'match',
        reason: '',
        finding: success,
        first: null,
      },
    ])
    journal.close()
  })

  it('commits the decisions of one turn of the event loop together', async () => {
    const journal = await openWith(3)
    journal.decide(1, match, success)
    journal.decide(2, match, success)
    expect(await decidedOnDisk()).toBe(0)
    await journal.whenKept()
    expect(await decidedOnDisk()).toBe(2)
    journal.decide(3, match, success)
    journal.close()
    expect(await decidedOnDisk()).toBe(3)
  })

  it('rejects whenKept after a failed commit', async () => {
    const journal = await openWith(1)
    const { exec } = DatabaseSync.prototype
    const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
      this: DatabaseSync,
      statement,
    ) {
      if (statement === 'COMMIT') throw new Error('disk I/O error')
      exec.call(this, statement)
    })
    journal.decide(1, match, success)
    await expect(journal.whenKept()).rejects.toThrow('disk I/O error')
    await expect(journal.whenKept()).rejects.toThrow('disk I/O error')
    spy.mockRestore()
    journal.close()
    expect(await decidedOnDisk()).toBe(0)
  })

  it('rejects other files', async () => {
    writeFileSync(path, 'reference,status\nINV-1,paid\n'.repeat(100))
    await expect(openJournal(path)).rejects.toThrow('is not a cekstatus reconcile journal')
    const other = join(folder.path, 'other.sqlite')
    const database = new DatabaseSync(other)
    database.exec('CREATE TABLE row (number)')
    database.close()
    await expect(openJournal(other)).rejects.toThrow('is not a cekstatus reconcile journal')
    await expect(openJournal(join(folder.path, 'no', 'such'))).rejects.toThrow('cannot be created (ENOENT)')
  })

  it('explains that the disk is full and how to continue', () => {
    const database = new DatabaseSync(join(folder.path, 'full.sqlite'))
    database.exec('PRAGMA max_page_count = 4; CREATE TABLE row (text)')
    const insert = database.prepare('INSERT INTO row VALUES (?)')
    let failure: unknown
    try {
      for (let row = 0; row < 100; row += 1) insert.run('x'.repeat(1_000))
    } catch (error) {
      failure = explainDatabaseError('orders.sqlite', error)
    }
    database.close()
    expect(failure).toBeInstanceOf(UsageError)
    expect(failure).toMatchObject({
      message: 'orders.sqlite: the journal cannot be written (database or disk is full)',
      hint: expect.stringContaining('run the same command again'),
    })
    const other = new Error('no word of SQLite')
    expect(explainDatabaseError('orders.sqlite', other)).toBe(other)
  })

  it('discards rows of an incomplete load', async () => {
    const journal = await openJournal(path)
    for (let line = 2; line < 3_002; line += 1) journal.addRow(loaded(line))
    journal.close()
    const again = await openJournal(path)
    expect(again.readFact('content')).toBeNull()
    again.clear()
    again.addRow(loaded(2))
    again.finishLoading({ content: 'y' })
    expect(again.countRows()).toBe(1)
    again.close()
  })

  it('returns each open row once, and at the next start rows without a response before rows that were not final', async () => {
    const journal = await openWith(700)
    const handed: number[] = []
    for (const { number } of journal.openRows('paymenku')) {
      handed.push(number)
      journal.decide(
        number,
        number % 3 === 0 ? match : number % 3 === 1 ? notFinal : failed,
        [success, pending, timeout][number % 3] ?? success,
      )
    }
    expect(handed).toEqual(Array.from({ length: 700 }, (_, index) => index + 1))
    expect(openNumbers(journal)).toEqual([])
    journal.begin()
    const failedOnes = handed.filter((number) => number % 3 === 2)
    const notFinalOnes = handed.filter((number) => number % 3 === 1)
    expect(openNumbers(journal)).toEqual([...failedOnes, ...notFinalOnes])
    expect(journal.countOpen()).toEqual(new Map([['paymenku', failedOnes.length + notFinalOnes.length]]))
    journal.close()
  })

  it('never replaces a response by an error, nor a final status by anything', async () => {
    const journal = await openWith(2)
    journal.decide(1, notFinal, pending)
    journal.decide(2, match, success)
    journal.begin()
    journal.decide(1, failed, timeout)
    journal.decide(2, notFinal, pending)
    expect([...journal.decidedRows()].map(({ verdict, finding }) => [verdict, finding])).toEqual([
      ['not-final', pending],
      ['match', success],
    ])
    expect(openNumbers(journal)).toEqual([])
    journal.begin()
    expect(openNumbers(journal)).toEqual([1])
    journal.close()
  })

  it('keeps cells, including absent ones', async () => {
    const journal = await openWith(1)
    journal.decide(1, match, success)
    const [row] = [...journal.decidedRows()]
    expect(row?.cells).toHaveLength(3)
    expect(row?.cells[2]).toBe(1)
    expect(1 in (row?.cells ?? [])).toBe(false)
    journal.close()
  })

  it('decides the remaining rows of a provider only', async () => {
    const journal = await openWith(3)
    journal.decide(2, match, success)
    journal.decideRest('paymenku', failed)
    expect([...journal.decidedRows()].map(({ verdict }) => verdict)).toEqual(['error', 'match', 'error'])
    journal.close()
  })
})
