import { rmSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Expected } from '../expected/expected.ts'
import type { Cell } from '../input/source-row.ts'
import type { Finding } from '../verdict/finding.ts'
import type { Decision, Verdict } from '../verdict/verdict.ts'
import { groupByAnswer, groupByReference, groupRows } from './group-rows.ts'
import { openDatabase } from './open-database.ts'
import { readExpected, readRow, toColumns, writeCells } from './stored-row.ts'

/** A row whose provider must be queried. */
export interface OpenRow {
  number: number
  expected: Expected
}

/** A row with its decision. */
export interface DecidedRow {
  /** Position in the input, from 1. */
  number: number
  line: number
  /** Null for an unreadable row. */
  expected: Expected | null
  cells: (Cell | undefined)[]
  verdict: Verdict
  reason: string
  /** Null if the provider was not queried. */
  finding: Finding | null
  /** The number of the first row of the same transaction; null for a row without duplicates. */
  first: number | null
}

/** A row as read, with its expectation or the reason why it has none. */
export interface LoadedRow {
  line: number
  cells: (Cell | undefined)[]
  expected: Expected | null
  problem: string | null
  /** Why the row is not checked; null for a row to check. */
  skipped: string | null
}

/** One of several rows of the same transaction. */
export interface GroupedRow {
  number: number
  line: number
  status: string
  amount: string | null
}

/** Rows with `stands` are never queried again: unreadable and skipped rows, and rows with a final status. */
const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE row (
    number INTEGER PRIMARY KEY, line INTEGER NOT NULL, provider TEXT, merchant_reference TEXT,
    provider_reference TEXT, kind TEXT, status TEXT, amount TEXT, first INTEGER, cells TEXT NOT NULL
  ) STRICT;
  CREATE INDEX row_first ON row (first) WHERE first IS NOT NULL;
  CREATE TABLE decision (
    number INTEGER PRIMARY KEY, start INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    stands INTEGER NOT NULL, answered INTEGER NOT NULL, finding TEXT
  ) STRICT;`

const rowsPerCommit = 2_000
const rowsPerRead = 256

/** The state of a run on disk, from which a killed run continues. */
export interface Journal {
  readFact(name: string): string | null
  writeFacts(facts: Readonly<Record<string, string>>): void
  /** Removes all rows and decisions. */
  clear(): void
  /** Adds a row; committed in groups and by `finishLoading`. */
  addRow(row: LoadedRow): void
  /** Makes a row added before unreadable. */
  rejectRow(number: number, problem: string): void
  /** Commits all rows with these facts and groups duplicates; after a kill before it, loading starts over. */
  finishLoading(facts: Readonly<Record<string, string>>): void
  /** Begins another start of the run; rows decided in it are not returned by `openRows` until the next. */
  begin(): void
  countRows(): number
  countDecided(): number
  /** Rows to query, by provider. */
  countOpen(): ReadonlyMap<string, number>
  /** Rows of one provider to query: first those without a response, then those that were not final. */
  openRows(provider: string): Generator<OpenRow, void, undefined>
  /** Committed when `whenKept` resolves. A response is never replaced by an error. */
  decide(number: number, decision: Decision, finding: Finding): void
  /** Resolves when all decisions so far are committed. */
  whenKept(): Promise<void>
  /** Decides every row of a provider that has no decision yet; returns their number. */
  decideRest(provider: string, decision: Decision): number
  /** Groups rows whose responses have the same provider reference. */
  groupByResponse(): void
  /** Returns all rows of a transaction by the number of its first row. */
  readGroup(first: number): GroupedRow[]
  /** Every row in the order of the input. */
  decidedRows(): Generator<DecidedRow, void, undefined>
  close(): void
  /** Closes and deletes the empty journal. */
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

  const addRow = ({ line, cells, expected, problem, skipped }: LoadedRow): void => {
    if (added % rowsPerCommit === 0) database.exec(added === 0 ? 'BEGIN' : 'COMMIT; BEGIN')
    added += 1
    statements.addRow.run(added, line, ...toColumns(expected), writeCells(cells))
    if (problem !== null) statements.addDecided.run(added, 'error', problem)
    else if (skipped !== null) statements.addDecided.run(added, 'skipped', skipped)
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
    rejectRow(number, problem) {
      statements.clearExpected.run(number)
      statements.addDecided.run(number, 'error', problem)
    },
    finishLoading(facts) {
      if (added === 0) database.exec('BEGIN')
      groupRows(database, groupByReference)
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
        yield* readOpenRows((after) => statement.all(after, provider, start))
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
      return Number(statements.decideRest.run(start, verdict, reason, provider).changes)
    },
    groupByResponse() {
      database.exec('BEGIN')
      groupRows(database, groupByAnswer)
      database.exec('COMMIT')
    },
    readGroup: (first) =>
      statements.readGroup.all(first).map(({ number, line, status, amount }) => ({
        number: Number(number),
        line: Number(line),
        status: String(status),
        amount: typeof amount === 'string' ? amount : null,
      })),
    *decidedRows() {
      for (const row of statements.decided.iterate()) yield readRow(row)
    },
    close() {
      try {
        commit()
      } finally {
        database.close()
      }
    },
    remove: () => removeDatabase(database, path),
  }
}

/** Reads in groups, because rows are decided meanwhile. */
function* readOpenRows(
  readAfter: (number: number) => ReturnType<StatementSync['all']>,
): Generator<OpenRow, void, undefined> {
  let after = 0
  for (;;) {
    const rows = readAfter(after)
    for (const row of rows) {
      after = Number(row.number)
      yield { number: after, expected: readExpected(row) as Expected }
    }
    if (rows.length < rowsPerRead) return
  }
}

/** Deletes the file under the lock, before another run can fill it. Windows keeps an open file, which is empty. */
function removeDatabase(database: DatabaseSync, path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    database.close()
    return
  }
  database.close()
  rmSync(`${path}-wal`, { force: true })
}

function prepareStatements(database: DatabaseSync) {
  const expectedColumns = 'provider, merchant_reference, provider_reference, kind, status, amount'
  return {
    readFact: database.prepare('SELECT value FROM fact WHERE name = ?'),
    writeFact: database.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)'),
    addRow: database.prepare('INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)'),
    addDecided: database.prepare('INSERT INTO decision VALUES (?, 0, ?, ?, 1, 0, NULL)'),
    clearExpected: database.prepare('UPDATE row SET provider = NULL WHERE number = ?'),
    readGroup: database.prepare(
      'SELECT number, line, status, amount FROM row WHERE first = ? ORDER BY number',
    ),
    countRows: database.prepare('SELECT count(*) AS count FROM row'),
    countDecided: database.prepare(
      'SELECT count(*) AS count FROM row JOIN decision ON decision.number = coalesce(first, row.number)',
    ),
    countOpen: database.prepare(
      `SELECT provider, count(*) AS count FROM row LEFT JOIN decision USING (number)
       WHERE stands IS NOT 1 AND coalesce(first, number) = number GROUP BY provider ORDER BY provider`,
    ),
    unasked: database.prepare(
      `SELECT number, ${expectedColumns} FROM row LEFT JOIN decision USING (number)
       WHERE number > ? AND provider = ? AND answered IS NOT 1 AND (start IS NULL OR start < ?) AND stands IS NOT 1
         AND coalesce(first, number) = number
       ORDER BY number LIMIT ${rowsPerRead}`,
    ),
    notFinal: database.prepare(
      `SELECT number, ${expectedColumns} FROM row JOIN decision USING (number)
       WHERE number > ? AND provider = ? AND answered = 1 AND start < ? AND stands = 0 AND coalesce(first, number) = number
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
       WHERE provider = ? AND decision.number IS NULL AND coalesce(first, row.number) = row.number`,
    ),
    decided: database.prepare(
      `SELECT row.*, verdict, reason, finding FROM row JOIN decision ON decision.number = coalesce(first, row.number)
       ORDER BY row.number`,
    ),
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
