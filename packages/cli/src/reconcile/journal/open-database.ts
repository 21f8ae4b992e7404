import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { UsageError } from '../../usage-error.ts'
import { loadSqlite } from './load-sqlite.ts'

/** "ceks", so that another program's database is never taken for a journal. */
const applicationId = 0x63656b73
const formatVersion = 1

/** Each waits for the disk twice, while nothing is asked; 10,000 pages of 4 KiB are 39 MiB on disk at most. */
const pagesPerCheckpoint = 10_000
const sqliteBusy = 5
const sqliteNotADatabase = 26
/** Codes that say the disk took no more: SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL. */
const sqliteNotWritten: readonly number[] = [8, 10, 13]

/**
 * Opens a journal, which nobody else can open until the process ends, however it ends: the lock is the operating
 * system's, held by SQLite for the life of the connection, so SIGKILL leaves nothing to clean up.
 *
 * A write-ahead log, because it takes one small write per answer where a rollback journal takes several. It is synced
 * when it is folded into the database, not at each commit: a killed process loses nothing, for what was written is in
 * the system's hands; a machine that loses power may lose the last answers, and the rows are asked again.
 *
 * @throws UsageError where it is in use, is no journal, or cannot be written
 */
export async function openDatabase(path: string, schema: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await loadSqlite()
  createPrivateFile(path)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec(`PRAGMA wal_autocheckpoint = ${pagesPerCheckpoint}`)
    database.exec('BEGIN IMMEDIATE')
    const found = readNumber(database, 'application_id')
    const empty = readNumber(database, 'schema_version') === 0
    if (!empty && found !== applicationId) throw notAJournal(path)
    if (!empty && readNumber(database, 'user_version') !== formatVersion) {
      throw new UsageError(
        `${path} was written by another version of cekstatus`,
        'finish it there, or choose another --journal',
      )
    }
    if (empty) {
      database.exec(
        `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formatVersion}; ${schema}`,
      )
    }
    database.exec('COMMIT')
    return database
  } catch (error) {
    database?.close()
    throw explainDatabaseError(path, error)
  }
}

/**
 * Before SQLite opens it, because the log beside it takes its mode, and because closing a file that the process has
 * open twice would give up SQLite's lock.
 */
function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return
    throw new UsageError(
      `${path}: the journal cannot be written there (${String(code)})`,
      'choose another place with --journal',
    )
  }
}

function readNumber(database: DatabaseSync, pragma: string): number {
  const row = database.prepare(`PRAGMA ${pragma}`).get()
  return Number(row?.[pragma])
}

const notAJournal = (path: string): UsageError =>
  new UsageError(`${path} is not a journal of cekstatus reconcile`, 'choose another --journal')

/** What an error of SQLite's means to whoever started the run; any other error comes back as it is. */
export function explainDatabaseError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null
  if (code === null) return error
  if (code === sqliteBusy) {
    return new UsageError(
      `${path} is in use by another run`,
      'wait until it has ended, or choose another --journal',
    )
  }
  if (sqliteNotWritten.includes(code)) {
    return new UsageError(
      `${path}: the journal cannot be written (${(error as Error).message})`,
      'make room on that disk and start the same command again; it goes on with every answer that was kept',
    )
  }
  return code === sqliteNotADatabase ? notAJournal(path) : error
}
