import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { StatusClient } from '@cekstatus/core'
import type { ExitReason } from '../exit-codes.ts'
import { createTerminal } from '../terminal.ts'
import { type ReconcileOptions, readReconcileOptions } from './read-options.ts'
import { type ProviderClients, reconcile } from './reconcile.ts'

/** A folder of its own, gone with `remove`. */
export function createFolder() {
  const path = mkdtempSync(join(tmpdir(), 'cekstatus-reconcile-'))
  return {
    path,
    write: (name: string, content: string | Uint8Array) => writeFileSync(join(path, name), content),
    read: (name: string) => readFileSync(join(path, name), 'utf8'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

export interface RunOptions {
  cwd: string
  clients: Readonly<Record<string, StatusClient>>
  options?: Partial<ReconcileOptions>
  stdin?: string
  signal?: AbortSignal
  origin?: string
  isTTY?: boolean
  onNote?: (text: string) => void
}

export interface RunResult {
  reason: ExitReason
  stdout: string
  stderr: string
}

/** Runs a reconcile inside this process. */
export async function run(
  file: string,
  { cwd, clients, options, stdin = '', ...rest }: RunOptions,
): Promise<RunResult> {
  const stdout = collector()
  const stderr = collector(rest.onNote)
  const terminal = createTerminal({
    env: {},
    cwd,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: Object.assign(stderr.stream, { isTTY: rest.isTTY === true }),
    signal: rest.signal ?? new AbortController().signal,
  })
  const settings = readReconcileOptions(file, {
    by: 'merchant',
    amountFormat: 'plain',
    amounts: false,
    compare: 'gross',
    timeZone: 'Asia/Jakarta',
    ...options,
  })
  const respondents: ProviderClients = {
    providers: Object.keys(clients),
    open: async (provider) => {
      const client = clients[provider]
      if (client === undefined) throw new Error(`no client for ${provider}`)
      return { client, origin: rest.origin ?? 'test' }
    },
    onWait: () => undefined,
    mock: false,
  }
  const reason = await reconcile(settings, respondents, terminal)
  return { reason, stdout: stdout.text(), stderr: stderr.text() }
}

function collector(onText: (text: string) => void = () => undefined) {
  const pieces: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(String(chunk))
      onText(String(chunk))
      done()
    },
  })
  return { stream, text: () => pieces.join('') }
}
