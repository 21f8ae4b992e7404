import { parseArgs } from 'node:util'
import { didYouMean } from '../nearest.ts'
import { type ProviderName, providerNames } from '../registry.ts'

/** The default port of control; the providers' ports follow. */
export const defaultPortBase = 4100

export interface StartCommand {
  action: 'start'
  providers: readonly ProviderName[]
  host: string
  /** 0: every provider takes a free port. */
  portBase: number
  /** 0: a free port; null: no control. */
  controlPort: number | null
  /** Host names under which control answers besides loopback. */
  allowedHosts: readonly string[]
  /** A folder of scenario files. */
  scenarios: string | null
  /** Whether the providers' documented limits count. */
  rateLimits: boolean
  provenanceHeader: boolean
}

export type CliCommand =
  | StartCommand
  | { action: 'list'; providers: readonly ProviderName[] }
  | { action: 'help' }
  | { action: 'version' }

/** The command line cannot be used; the message is one line. */
export class CliUsageError extends Error {
  override name = 'CliUsageError'
}

function readProvider(name: string): ProviderName {
  const known = providerNames.find((candidate) => candidate === name)
  if (!known)
    throw new CliUsageError(
      `unknown provider "${name}"${didYouMean(name, providerNames)}; known: ${providerNames.join(', ')}`,
    )
  return known
}

/** The highest provider port must still be a port. */
const highestPortBase = 65_535 - providerNames.length

function readPortBase(text: string): number {
  const portBase = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (portBase <= highestPortBase) return portBase
  throw new CliUsageError(`--port-base must be 0 to ${highestPortBase}, not "${text}"`)
}

function readControlPort(text: string | undefined, portBase: number): number {
  if (text === undefined) return portBase
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new CliUsageError(`--control-port must be 0 to 65535, not "${text}"`)
}

function readAllowedHost(text: string): string {
  if (/^[A-Za-z0-9._-]+$|^\[[0-9A-Fa-f:.]+\]$/.test(text)) return text
  throw new CliUsageError(`--allow-host must be a host name without a port, not "${text}"`)
}

/** parseArgs takes `-5` for an option; `--port-base=-5` is a value that can be named in the error. */
function joinNegativeNumbers(argv: readonly string[]): string[] {
  const args: string[] = []
  for (const arg of argv) {
    const last = args.at(-1) ?? ''
    if (/^-\d/.test(arg) && /^--[^=]+$/.test(last)) args.splice(-1, 1, `${last}=${arg}`)
    else args.push(arg)
  }
  return args
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: joinNegativeNumbers(argv),
      allowPositionals: true,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        'port-base': { type: 'string', default: String(defaultPortBase) },
        'control-port': { type: 'string' },
        'no-control': { type: 'boolean', default: false },
        'allow-host': { type: 'string', multiple: true, default: [] },
        scenarios: { type: 'string' },
        'no-rate-limits': { type: 'boolean', default: false },
        'no-provenance-header': { type: 'boolean', default: false },
        list: { type: 'boolean', short: 'l', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    })
  } catch (error) {
    const [firstSentence = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/)
    throw new CliUsageError(firstSentence)
  }
}

/** Reads the arguments; throws `CliUsageError`. */
export function readCliArguments(argv: readonly string[]): CliCommand {
  const { values, positionals } = parse(argv)
  if (values.help) return { action: 'help' }
  if (values.version) return { action: 'version' }
  const named = new Set(positionals.map(readProvider))
  const providers = providerNames.filter((name) => named.size === 0 || named.has(name))
  if (values.list) return { action: 'list', providers }
  const portBase = readPortBase(values['port-base'])
  return {
    action: 'start',
    providers,
    host: values.host,
    portBase,
    controlPort: values['no-control'] ? null : readControlPort(values['control-port'], portBase),
    allowedHosts: values['allow-host'].map(readAllowedHost),
    scenarios: values.scenarios ?? null,
    rateLimits: !values['no-rate-limits'],
    provenanceHeader: !values['no-provenance-header'],
  }
}
