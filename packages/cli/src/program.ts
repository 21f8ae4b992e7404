import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addProvidersCommand } from './capabilities/command.ts'
import { addCheckCommand } from './check/command.ts'
import type { AddCommand, RunCommand } from './command-types.ts'
import { addContractsCommand } from './contracts/command.ts'
import { addDoctorCommand } from './doctor/command.ts'
import { type ExitReason, exitCodes } from './exit-codes.ts'
import { addExplainCommand } from './explain/command.ts'
import { addMocksCommand } from './mocks/command.ts'
import { addReconcileCommand } from './reconcile/command.ts'
import { addSignCommand } from './sign/command.ts'
import type { Terminal } from './terminal.ts'
import { addWatchCommand } from './watch/command.ts'

const commands: readonly AddCommand[] = [
  addCheckCommand,
  addWatchCommand,
  addReconcileCommand,
  addDoctorCommand,
  addSignCommand,
  addExplainCommand,
  addContractsCommand,
  addProvidersCommand,
  addMocksCommand,
]

/** Runs a command line. Errors are printed on `stderr` and become the exit reason. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitReason> {
  let reason: ExitReason = 'success'
  const program = createProgram(terminal, (work) => async (...parameters) => {
    reason = await work(...parameters)
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return reason
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 'success' : 'misconfigured'
    return (await import('./report-failure.ts')).reportFailure(error, terminal)
  }
}

function createProgram(terminal: Terminal, run: RunCommand): Command {
  const program = new Command('cekstatus')
    .description(
      'Checks the status of transactions at payment and top-up providers.\nUnofficial; not affiliated with any provider.',
    )
    .version(readVersion())
    .helpCommand('help [command]', 'Prints the help of a command.')
    .addHelpText('after', () => `\nExit codes:\n${describeExitCodes()}`)
    .showHelpAfterError('Run with --help for usage.')
    .configureHelp({ styleTitle: (title) => terminal.style('bold', title) })
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      outputError: (text, write) => write(terminal.styleNote('red', text)),
    })
    .enablePositionalOptions()
    .exitOverride()
  for (const add of commands) add(program, terminal, run)
  return program
}

/** The manifest is one directory above, for both source and build. */
function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}

function describeExitCodes(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}`)
    .join('\n')
}
