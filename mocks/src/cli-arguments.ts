import { parseArgs } from 'node:util'
import { type ProviderName, providerNames } from './types.ts'

/** The fixed ports are this number and the provider's place in the list; it is itself kept free for control. */
export const defaultPortBase = 4100

export interface StartCommand {
  action: 'start'
  providers: readonly ProviderName[]
  host: string
  /** 0: every provider takes a free port. */
  portBase: number
}

export type CliCommand = StartCommand | { action: 'help' } | { action: 'version' }

/** What the caller wrote cannot be done; the message is one line for people. */
export class CliUsageError extends Error {
  override name = 'CliUsageError'
}

const readProvider = (name: string): ProviderName => {
  const known = providerNames.find((candidate) => candidate === name)
  if (!known) throw new CliUsageError(`unknown provider "${name}"; known are ${providerNames.join(', ')}`)
  return known
}

/** The highest provider port must still be a port. */
const highestPortBase = 65_535 - providerNames.length

const readPortBase = (text: string): number => {
  const portBase = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (portBase <= highestPortBase) return portBase
  throw new CliUsageError(`--port-base takes 0 to ${highestPortBase}, not "${text}"`)
}

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        'port-base': { type: 'string', default: String(defaultPortBase) },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    })
  } catch (error) {
    const [firstSentence = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/)
    throw new CliUsageError(firstSentence)
  }
}

/** Reads what stands after the command's name; throws `CliUsageError`. */
export const readCliArguments = (argv: readonly string[]): CliCommand => {
  const { values, positionals } = parse(argv)
  if (values.help) return { action: 'help' }
  if (values.version) return { action: 'version' }
  const named = new Set(positionals.map(readProvider))
  return {
    action: 'start',
    providers: providerNames.filter((name) => named.size === 0 || named.has(name)),
    host: values.host,
    portBase: readPortBase(values['port-base']),
  }
}
