import { readFileSync, statSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

const maxBytes = 1_048_576

/** Reads a small text file in UTF-8, or in UTF-16 with a byte order mark. `what` names the file in errors. */
export function readSmallFile(path: string, what: string): string {
  try {
    const { size } = statSync(path)
    if (size > maxBytes) throw new UsageError(`${what} ${path} is larger than ${maxBytes} bytes`)
    return decodeSmallFile(readFileSync(path), `${what} ${path}`)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${what} ${path} ${describeFileError(error)}`)
  }
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. `name` begins the error. @throws UsageError */
export function decodeSmallFile(bytes: Uint8Array, name: string): string {
  const encoding = encodingOf(bytes)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${name} is not valid ${encoding.toUpperCase()}`, 'save the file as UTF-8')
  }
  if (!text.includes('\0')) return text
  throw new UsageError(
    `${name} contains NUL characters, such as UTF-16 without a byte order mark`,
    'save the file as UTF-8',
  )
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** Describes why a file cannot be read: `does not exist`. */
export function describeFileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  return readFailures.get(code) ?? `cannot be read (${code})`
}

const readFailures = new Map([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a directory'],
  ['EACCES', 'cannot be read: permission denied'],
])

/** True if every user of the machine can read the file; always false on Windows, where modes do not tell. */
export function isWorldReadable(path: string): boolean {
  if (process.platform === 'win32') return false
  return (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) % 8 >= 4
}
