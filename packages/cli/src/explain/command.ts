import { InvalidArgumentError, Option } from 'commander'
import type { AddCommand } from '../command-types.ts'

export interface ExplainOptions {
  status: number
  header: Readonly<Record<string, string>>
  reference?: string
  by?: 'merchant' | 'provider'
  kind?: 'payment' | 'payout' | 'purchase'
  environment?: 'production' | 'sandbox'
  expectAmount?: string
  json?: boolean
  showSecrets?: boolean
}

export const addExplainCommand: AddCommand = (program, terminal, run) => {
  program
    .command('explain')
    .description("Explains how a provider's response is interpreted: by which rule, from which page.")
    .argument('<provider>', 'provider name')
    .argument('[file]', 'response body; - for standard input', '-')
    .option('--status <number>', 'HTTP status of the response', parseStatus, 200)
    .option('--header <name: value>', 'response header; repeatable', collectHeader, {})
    .option('--reference <reference>', 'queried reference (default: taken from the response)')
    .addOption(
      new Option('--by <id>', 'which ID the reference is (default: merchant, where supported)').choices([
        'merchant',
        'provider',
      ]),
    )
    .addOption(new Option('--kind <kind>', 'queried kind').choices(['payment', 'payout', 'purchase']))
    .addOption(
      new Option('--environment <name>', 'environment of the client').choices(['production', 'sandbox']),
    )
    .option('--expect-amount <amount>', 'expected amount in rupiah')
    .option('--json', 'print as JSON')
    .option('--show-secrets', 'print personal data unmasked')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, file: string, options: ExplainOptions) =>
        (await import('./explain.ts')).explain(provider, file, options, terminal),
      ),
    )
}

function parseStatus(text: string): number {
  if (/^[1-5]\d\d$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected an HTTP status such as 200.')
}

function collectHeader(
  text: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('Expected "name: value".')
  return { ...known, [name.toLowerCase()]: value }
}

const examples = `
Nothing is sent. The exit code is that of "check" for the same response.

Examples:
  cekstatus check paymenku success-001 --mock --raw | cekstatus explain paymenku
  echo '{"message":"INVALID_IP"}' | cekstatus explain sekalipay --status 401`
