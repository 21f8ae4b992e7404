#!/usr/bin/env node
import { CliUsageError, readCliArguments, type StartCommand } from './cli/arguments.ts'
import { describeMocks, describeReferences, helpText } from './cli/report.ts'
import { createMocks, MockListenError, type Mocks } from './mocks.ts'
import { MockUsageError } from './usage-error.ts'
import { version } from './version.ts'

const usageExitCode = 2

function note(line: string): void {
  return void process.stderr.write(`cekstatus-mocks: ${line}\n`)
}

/** The error in one line, where the caller can fix it. */
function usageErrorOf(error: unknown): unknown {
  if (error instanceof MockListenError) {
    const option = error.server === 'control' ? '--control-port' : '--port-base'
    const hint = error.code === 'EADDRINUSE' ? `; select another with ${option}` : ''
    return new CliUsageError(`${error.message}${hint}`)
  }
  return error instanceof MockUsageError ? new CliUsageError(error.message) : error
}

async function startMocks(command: StartCommand): Promise<Mocks> {
  const { controlPort, allowedHosts, scenarios, action, ...options } = command
  try {
    return await createMocks({
      ...options,
      control: controlPort === null ? false : { port: controlPort, allowedHosts },
      ...(scenarios !== null && { scenarios }),
      onScenarioReload: note,
    })
  } catch (error) {
    throw usageErrorOf(error)
  }
}

async function start(command: StartCommand): Promise<void> {
  const mocks = await startMocks(command)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mocks.close())
  process.stdout.write(describeMocks(mocks, command))
}

async function run(argv: readonly string[]): Promise<void> {
  const command = readCliArguments(argv)
  if (command.action === 'help') process.stdout.write(helpText)
  else if (command.action === 'version') process.stdout.write(`${version}\n`)
  else if (command.action === 'list') process.stdout.write(describeReferences(command.providers))
  else await start(command)
}

// A reader such as `head` may close the pipe; the mocks continue.
process.stdout.on('error', () => {})

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CliUsageError)) throw error
  note(error.message)
  process.exitCode = usageExitCode
}
