import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { UsageError } from '../../usage-error.ts'
import { loadSqlite } from './load-sqlite.ts'

/** "ceks", which distinguishes a journal from other SQLite databases. */
const applicationId = 0x63656b73
const formatVersion = 1

/** Each checkpoint waits for the disk twice; 10,000 pages of 4 KiB are at most 39 MiB on disk. */
const pagesPerCheckpoint = 10_000
const sqliteBusy = 5
const sqliteNotADatabase = 26
/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL. */
const sqliteNotWritten: readonly number[] = [8, 10, 13]

/**
 * Opens a journal exclusively until the process ends. The lock is the operating system's, so SIGKILL leaves nothing to
 * clean up.
 *
 * A write-ahead log needs one small write per response, a rollback journal several. The log is synced at checkpoints, not
 * at each commit: a killed process loses nothing, and after a power failure the last rows may be queried again.
 *
 * @throws UsageError if the file is in use, is not a journal, or cannot be written
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
        'finish the run with that version, or choose another --journal',
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
 * Creates the file before SQLite opens it: the log takes its mode, and closing a second descriptor later would release
 * SQLite's lock.
 */
function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return
    throw new UsageError(
      `${path}: the journal cannot be created (${String(code)})`,
      'choose another path with --journal',
    )
  }
}

function readNumber(database: DatabaseSync, pragma: string): number {
  const row = database.prepare(`PRAGMA ${pragma}`).get()
  return Number(row?.[pragma])
}

const notAJournal = (path: string): UsageError =>
  new UsageError(`${path} is not a cekstatus reconcile journal`, 'choose another --journal')

/** Converts errors of SQLite to usage errors; returns other errors unchanged. */
export function explainDatabaseError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null
  if (code === null) return error
  if (code === sqliteBusy) {
    return new UsageError(
      `${path} is in use by another run`,
      'wait until that run ends, or choose another --journal',
    )
  }
  if (sqliteNotWritten.includes(code)) {
    return new UsageError(
      `${path}: the journal cannot be written (${(error as Error).message})`,
      'free disk space and run the same command again; it continues with the responses kept so far',
    )
  }
  return code === sqliteNotADatabase ? notAJournal(path) : error
}
