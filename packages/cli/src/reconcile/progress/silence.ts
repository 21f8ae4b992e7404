import { Writable } from 'node:stream'
import type { Terminal } from '../../terminal.ts'

/** Returns the terminal without notes on standard error. */
export function silence(terminal: Terminal): Terminal {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  return { ...terminal, stderr: nowhere, note: () => undefined }
}
