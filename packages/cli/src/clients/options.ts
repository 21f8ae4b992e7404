import { type Command, InvalidArgumentError, Option } from 'commander'
import type { SettingsLocation } from '../settings/read-settings.ts'

/** How the command line says which clients are made, as commander parses it. */
export interface ClientOptions extends SettingsLocation {
  /** Asks mock servers of this process instead of providers. */
  mock?: boolean | undefined
  environment?: 'production' | 'sandbox' | undefined
  baseUrl?: string | undefined
}

/** Adds the options that every command with clients has. */
export function addClientOptions(command: Command): Command {
  return command
    .option('--mock', 'ask mock servers, started for this run; nothing needs to be configured')
    .addOption(
      new Option('--environment <name>', 'which documented host is asked').choices(['production', 'sandbox']),
    )
    .option('--base-url <address>', "another origin than the provider's own, such as an egress proxy")
    .option('--config <file>', 'settings; the nearest cekstatus.config.json upwards unless given')
    .option('--env-file <file>', 'variables; .env in this folder unless given')
}

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
const maxMs = 2_147_483_647

/** Reads `500ms`, `30s`, `5m`, `2h`, or seconds without a unit, as milliseconds. */
export function parseDuration(text: string): number {
  const [, digits = '', unit = 's'] = /^(\d{1,10}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Math.round(Number(digits) * units[unit as keyof typeof units])
  if (digits !== '' && milliseconds >= 1 && milliseconds <= maxMs) return milliseconds
  throw new InvalidArgumentError('Give a time such as 500ms, 30s, 5m or 2h.')
}
