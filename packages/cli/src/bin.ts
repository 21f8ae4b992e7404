#!/usr/bin/env node
import { type ExitReason, exitCodes } from './exit-codes.ts'
import { run } from './program.ts'
import { createTerminal } from './terminal.ts'

const stop = new AbortController()
const { env, stdin, stdout, stderr } = process

/** The first signal stops the command cleanly, a second one ends the process. */
function stopOn(signal: NodeJS.Signals, reason: ExitReason): void {
  process.once(signal, () => stop.abort(reason))
}
stopOn('SIGINT', 'interrupted')
stopOn('SIGTERM', 'terminated')

/** True after a failed write, which takes precedence over the command's exit reason. */
let unwritable = false

for (const stream of [stdout, stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // The reader closed the pipe, as `head` does.
    if (code === 'EPIPE') {
      if (stream === stdout) stop.abort('broken-pipe')
      return
    }
    unwritable = true
    process.exitCode = exitCodes.unexpected.code
    stop.abort('unexpected')
    if (stream === stdout) stderr.write(`UNEXPECTED output could not be written (${code})\n`)
  })
}

const terminal = createTerminal({ env, cwd: process.cwd(), stdin, stdout, stderr, signal: stop.signal })
const reason = await run(process.argv.slice(2), terminal)
if (!unwritable) process.exitCode = exitCodes[reason].code
