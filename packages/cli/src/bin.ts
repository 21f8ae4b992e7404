#!/usr/bin/env node
import { type ExitReason, exitCodes } from './exit-codes.ts'
import { run } from './program.ts'
import { createTerminal } from './terminal.ts'

const stop = new AbortController()
const { env, stdin, stdout, stderr } = process

/** The first signal ends the work in good order, a second one ends the process as if nobody listened. */
function stopOn(signal: NodeJS.Signals, reason: ExitReason): void {
  process.once(signal, () => stop.abort(reason))
}
stopOn('SIGINT', 'interrupted')
stopOn('SIGTERM', 'terminated')

/** Set once the output could not be written, which no outcome of the command outweighs. */
let unwritable = false

for (const stream of [stdout, stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads the output may go away, as `head` does; then there is nobody left to tell.
    if (code === 'EPIPE') {
      if (stream === stdout) stop.abort('broken-pipe')
      return
    }
    unwritable = true
    process.exitCode = exitCodes.unexpected.code
    stop.abort('unexpected')
    if (stream === stdout) stderr.write(`UNEXPECTED the output cannot be written (${code})\n`)
  })
}

const terminal = createTerminal({ env, cwd: process.cwd(), stdin, stdout, stderr, signal: stop.signal })
const reason = await run(process.argv.slice(2), terminal)
if (!unwritable) process.exitCode = exitCodes[reason].code
