import { type Command, InvalidArgumentError, Option } from 'commander'
import type { SettingsLocation } from '../settings/read-settings.ts'

/** Options of clients, as commander parses them. */
export interface ClientOptions extends SettingsLocation {
  /** Uses mock servers in this process instead of the providers. */
  mock?: boolean | undefined
  environment?: 'production' | 'sandbox' | undefined
  baseUrl?: string | undefined
  allowInsecureHttp?: true | undefined
}

/** Adds the options of every command that creates clients. */
export function addClientOptions(command: Command): Command {
  return (
    command
      .option('--mock', 'use built-in mock servers; no configuration needed')
      .addOption(
        new Option('--environment <name>', 'documented host to use (default: production)').choices([
          'production',
          'sandbox',
        ]),
      )
      .option('--base-url <url>', 'base URL to use instead, such as an egress proxy')
      .option('--allow-insecure-http', 'allow http:// to a host that is not this machine')
      .option(
        '--config <file>',
        'config file (default: nearest cekstatus.config.json in this directory or above)',
      )
      .option('--dotenv <file>', 'file with variables (default: .env in this directory)')
      // Where Node does not take this option for itself, which it does for every script, even after its name.
      .addOption(new Option('--env-file <file>').hideHelp())
  )
}

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
const maxMs = 2_147_483_647

/** Parses `500ms`, `30s`, `5m`, `2h` or plain seconds into milliseconds. */
export function parseDuration(text: string): number {
  const [, digits = '', unit = 's'] = /^(\d{1,10}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Math.round(Number(digits) * units[unit as keyof typeof units])
  if (digits !== '' && milliseconds >= 1 && milliseconds <= maxMs) return milliseconds
  throw new InvalidArgumentError('Expected a duration such as 500ms, 30s, 5m or 2h.')
}
