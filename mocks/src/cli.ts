#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { CliUsageError, defaultPortBase, readCliArguments, type StartCommand } from './cli-arguments.ts'
import { closingHint, describeServer, helpText } from './cli-report.ts'
import { mockProviders } from './registry.ts'
import { type MockServer, startMockServer } from './server.ts'
import type { MockProvider } from './types.ts'

const usageExitCode = 2

/** The manifest lies one folder above, for the source and for the build alike. */
const readVersion = (): string =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version

const portOf = (provider: MockProvider, portBase: number): number =>
  portBase === 0 ? 0 : provider.port - defaultPortBase + portBase

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

const startOne = async (provider: MockProvider, { host, portBase }: StartCommand): Promise<MockServer> => {
  const port = portOf(provider, portBase)
  try {
    return await startMockServer(provider, { host, port })
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EADDRINUSE') {
      throw new CliUsageError(`port ${port} (${provider.name}) is taken; choose others with --port-base`)
    }
    throw new CliUsageError(`cannot listen on ${host}, port ${port} (${provider.name}): ${code}`)
  }
}

const closeAll = (servers: readonly MockServer[]): Promise<unknown> =>
  Promise.all(servers.map((server) => server.close()))

const startAll = async (providers: readonly MockProvider[], command: StartCommand): Promise<MockServer[]> => {
  const servers: MockServer[] = []
  try {
    for (const provider of providers) servers.push(await startOne(provider, command))
    return servers
  } catch (error) {
    await closeAll(servers)
    throw error
  }
}

const start = async (command: StartCommand): Promise<void> => {
  const providers = mockProviders.filter(({ name }) => command.providers.includes(name))
  const servers = await startAll(providers, command)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => closeAll(servers))
  for (const [index, server] of servers.entries()) {
    const provider = providers[index]
    if (provider) process.stdout.write(describeServer(provider, server))
  }
  process.stdout.write(closingHint)
}

const run = async (argv: readonly string[]): Promise<void> => {
  const command = readCliArguments(argv)
  if (command.action === 'help') process.stdout.write(helpText)
  else if (command.action === 'version') process.stdout.write(`${readVersion()}\n`)
  else await start(command)
}

// Whoever reads the output may go away, as `head` does; the mocks run on.
process.stdout.on('error', () => {})

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CliUsageError)) throw error
  process.stderr.write(`cekstatus-mocks: ${error.message}\n`)
  process.exitCode = usageExitCode
}
