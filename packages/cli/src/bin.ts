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

// Whoever reads the output may go away, as `head` does; then there is nobody left to tell.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (stream === stdout) stop.abort('broken-pipe')
  })
}

const terminal = createTerminal({ env, cwd: process.cwd(), stdin, stdout, stderr, signal: stop.signal })
process.exitCode = exitCodes[await run(process.argv.slice(2), terminal)].code
