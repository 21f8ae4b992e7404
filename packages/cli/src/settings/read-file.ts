import { readFileSync, statSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

const maxBytes = 1_048_576

/** Reads a small text file; `what` says in an error what it was to be. A byte order mark is dropped. */
export function readSmallFile(path: string, what: string): string {
  try {
    const { size } = statSync(path)
    if (size > maxBytes) throw new UsageError(`${what} ${path} is larger than ${maxBytes} bytes`)
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${what} ${path} cannot be read (${errorCode(error)})`, 'give the path of a file')
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}

/** True where every user of the machine may read the file; never on Windows, whose modes say nothing about that. */
export function isWorldReadable(path: string): boolean {
  if (process.platform === 'win32') return false
  return (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) % 8 >= 4
}
