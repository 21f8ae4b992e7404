import { Writable } from 'node:stream'
import type { Terminal } from '../../terminal.ts'

/** The same terminal, to which nothing is told but results. */
export function silence(terminal: Terminal): Terminal {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  return { ...terminal, stderr: nowhere, note: () => undefined }
}
