import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { decodeSmallFile, readSmallFile } from '../settings/read-file.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const maxBytes = 1_048_576

/** Reads a response body from a file or, for `-`, from standard input. @throws UsageError */
export async function readBody(file: string, { stdin, cwd, signal }: Terminal): Promise<string> {
  if (file !== '-') return readSmallFile(resolve(cwd, file), 'the body')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of addAbortSignal(signal, stdin)) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > maxBytes) throw new UsageError(`the body is larger than ${maxBytes} bytes`)
    chunks.push(bytes)
  }
  if (length === 0)
    throw new UsageError('the body is empty', 'pass a file, or pipe the body to standard input')
  return decodeSmallFile(Buffer.concat(chunks), 'the body')
}
