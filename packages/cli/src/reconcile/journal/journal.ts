import { rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Expected } from '../expected/expected.ts'
import type { Cell } from '../input/source-row.ts'
import type { Finding } from '../verdict/finding.ts'
import type { Decision, Verdict } from '../verdict/verdict.ts'
import { openDatabase } from './open-database.ts'
import { readExpected, readRow, toColumns, writeCells } from './stored-row.ts'

/** A row that is to be asked about. */
export interface OpenRow {
  number: number
  expected: Expected
}

/** A row with all that is known about it. */
export interface DecidedRow {
  /** Its place in the input, from 1. */
  number: number
  line: number
  /** Null where the row could not be read. */
  expected: Expected | null
  cells: (Cell | undefined)[]
  verdict: Verdict
  reason: string
  /** Null where the provider was not asked. */
  finding: Finding | null
}

/** A row as read, with what it claims or why it claims nothing. */
export interface LoadedRow {
  line: number
  cells: (Cell | undefined)[]
  expected: Expected | null
  problem: string | null
}

/** Rows whose verdict stands are never asked again: bad rows, and rows with a final answer. */
const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE row (
    number INTEGER PRIMARY KEY, line INTEGER NOT NULL, provider TEXT, merchant_reference TEXT,
    provider_reference TEXT, kind TEXT, status TEXT, amount TEXT, cells TEXT NOT NULL
  ) STRICT;
  CREATE TABLE decision (
    number INTEGER PRIMARY KEY, start INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    stands INTEGER NOT NULL, answered INTEGER NOT NULL, finding TEXT
  ) STRICT;`

const rowsPerCommit = 2_000
const rowsPerRead = 256

/** What is kept about a run on disk; everything that a start needs to go on where another was killed. */
export interface Journal {
  readFact(name: string): string | null
  writeFacts(facts: Readonly<Record<string, string>>): void
  /** Forgets every row and decision. */
  clear(): void
  /** Adds rows; kept for good in groups and at `finishLoading`. */
  addRow(row: LoadedRow): void
  /** Makes the rows and these facts one: either all are there after a kill, or the loading begins anew. */
  finishLoading(facts: Readonly<Record<string, string>>): void
  /** Begins another start of the run; rows decided in it are not handed out again before the next. */
  begin(): void
  countRows(): number
  countDecided(): number
  /** Rows to ask, by provider. */
  countOpen(): ReadonlyMap<string, number>
  /** Rows of one provider to ask: those never answered first, then those whose answer was not final. */
  openRows(provider: string): Generator<OpenRow, void, undefined>
  /** Kept for good when `whenKept` says so. An answer is never replaced by an error. */
  decide(number: number, decision: Decision, finding: Finding): void
  /** Resolves when all decisions so far are on disk; those of one turn of the event loop get there together. */
  whenKept(): Promise<void>
  /** Decides every row of a provider that has no decision yet. */
  decideRest(provider: string, decision: Decision): void
  /** Every row in the order of the input. */
  decidedRows(): Generator<DecidedRow, void, undefined>
  /** Up to `limit` rows, in the order of the verdicts given. */
  pickRows(order: readonly Verdict[], limit: number): DecidedRow[]
  close(): void
  /** Closes it and takes it away: it holds nothing. */
  remove(): void
}

/** @throws UsageError where it is in use, is no journal, or cannot be written */
export async function openJournal(path: string): Promise<Journal> {
  return createJournal(await openDatabase(path, schema), path)
}

function createJournal(database: DatabaseSync, path: string): Journal {
  const statements = prepareStatements(database)
  const { commit, commitLater, whenCommitted } = createCommitter(database)
  let start = 0
  let added = 0

  const addRow = ({ line, cells, expected, problem }: LoadedRow): void => {
    if (added % rowsPerCommit === 0) database.exec(added === 0 ? 'BEGIN' : 'COMMIT; BEGIN')
    added += 1
    statements.addRow.run(added, line, ...toColumns(expected), writeCells(cells))
    if (problem !== null) statements.addBadRow.run(added, problem)
  }
  const writeFacts = (facts: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(facts)) statements.writeFact.run(name, value)
  }

  return {
    readFact(name) {
      const value = statements.readFact.get(name)?.value
      return typeof value === 'string' ? value : null
    },
    writeFacts,
    clear() {
      database.exec('BEGIN; DELETE FROM fact; DELETE FROM row; DELETE FROM decision; COMMIT')
      added = 0
    },
    addRow,
    finishLoading(facts) {
      if (added === 0) database.exec('BEGIN')
      writeFacts(facts)
      database.exec('COMMIT')
    },
    begin() {
      start = Number(statements.readFact.get('starts')?.value ?? 0) + 1
      statements.writeFact.run('starts', String(start))
    },
    countRows: () => Number(statements.countRows.get()?.count),
    countDecided: () => Number(statements.countDecided.get()?.count),
    countOpen: () =>
      new Map(statements.countOpen.all().map(({ provider, count }) => [String(provider), Number(count)])),
    *openRows(provider) {
      for (const statement of [statements.unasked, statements.notFinal]) {
        let after = 0
        for (;;) {
          const rows = statement.all(after, provider, start)
          for (const row of rows) {
            after = Number(row.number)
            yield { number: after, expected: readExpected(row) as Expected }
          }
          if (rows.length < rowsPerRead) break
        }
      }
    },
    decide(number, { verdict, reason }, finding) {
      commitLater()
      const answered = finding.outcome === 'answered'
      const stands = answered && finding.final
      const { changes } = statements.decide.run(
        number,
        start,
        verdict,
        reason,
        Number(stands),
        Number(answered),
        JSON.stringify(finding),
      )
      if (changes === 0) statements.touch.run(start, number)
    },
    whenKept: whenCommitted,
    decideRest(provider, { verdict, reason }) {
      statements.decideRest.run(start, verdict, reason, provider)
    },
    *decidedRows() {
      for (const row of statements.decided.iterate()) yield readRow(row)
    },
    pickRows(order, limit) {
      const ranks = order.map((verdict, rank) => `WHEN '${verdict}' THEN ${rank}`).join(' ')
      const picked = database.prepare(
        `SELECT * FROM row JOIN decision USING (number)
         ORDER BY CASE verdict ${ranks} ELSE ${order.length} END, number LIMIT ?`,
      )
      return picked.all(limit).map(readRow)
    },
    close() {
      try {
        commit()
      } finally {
        database.close()
      }
    },
    remove() {
      // Under the lock, so that no other run has begun to fill it. Windows removes no open file; an empty one is left.
      try {
        rmSync(path, { force: true })
      } catch {
        database.close()
        return
      }
      database.close()
      rmSync(`${path}-wal`, { force: true })
    },
  }
}

function prepareStatements(database: DatabaseSync) {
  const expectedColumns = 'provider, merchant_reference, provider_reference, kind, status, amount'
  return {
    readFact: database.prepare('SELECT value FROM fact WHERE name = ?'),
    writeFact: database.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)'),
    addRow: database.prepare('INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    addBadRow: database.prepare(`INSERT INTO decision VALUES (?, 0, 'error', ?, 1, 0, NULL)`),
    countRows: database.prepare('SELECT count(*) AS count FROM row'),
    countDecided: database.prepare('SELECT count(*) AS count FROM decision'),
    countOpen: database.prepare(
      `SELECT provider, count(*) AS count FROM row LEFT JOIN decision USING (number)
       WHERE stands IS NOT 1 GROUP BY provider ORDER BY provider`,
    ),
    unasked: database.prepare(
      `SELECT number, ${expectedColumns} FROM row LEFT JOIN decision USING (number)
       WHERE number > ? AND provider = ? AND answered IS NOT 1 AND (start IS NULL OR start < ?) AND stands IS NOT 1
       ORDER BY number LIMIT ${rowsPerRead}`,
    ),
    notFinal: database.prepare(
      `SELECT number, ${expectedColumns} FROM row JOIN decision USING (number)
       WHERE number > ? AND provider = ? AND answered = 1 AND start < ? AND stands = 0
       ORDER BY number LIMIT ${rowsPerRead}`,
    ),
    decide: database.prepare(
      `INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET start = excluded.start, verdict = excluded.verdict,
         reason = excluded.reason, stands = excluded.stands, answered = excluded.answered, finding = excluded.finding
       WHERE decision.stands = 0 AND excluded.answered >= decision.answered`,
    ),
    touch: database.prepare('UPDATE decision SET start = ? WHERE number = ?'),
    decideRest: database.prepare(
      `INSERT INTO decision SELECT row.number, ?, ?, ?, 0, 0, NULL FROM row LEFT JOIN decision USING (number)
       WHERE provider = ? AND decision.number IS NULL`,
    ),
    decided: database.prepare('SELECT * FROM row JOIN decision USING (number) ORDER BY number'),
  }
}

/** Groups the decisions of one turn of the event loop into one commit, because a commit takes as long as three decisions. */
function createCommitter(database: DatabaseSync) {
  let committing: Promise<void> | null = null
  let isOpen = false

  const commit = (): void => {
    if (!isOpen) return
    isOpen = false
    database.exec('COMMIT')
    // After a failed commit the promise stays rejected: later decisions cannot be kept either.
    committing = null
  }
  return {
    commit,
    whenCommitted: () => committing ?? Promise.resolve(),
    commitLater(): void {
      if (committing !== null) return
      database.exec('BEGIN')
      isOpen = true
      committing = new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            commit()
            resolve()
          } catch (error) {
            reject(error)
          }
        })
      })
      // The failure reaches the callers of `whenCommitted`.
      committing.catch(() => undefined)
    },
  }
}
