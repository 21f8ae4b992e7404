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
    .description("Says how a provider's answer is read and why: by which rule, from which page.")
    .argument('<provider>', 'whose answer it is')
    .argument('[file]', 'the body as received; standard input unless named', '-')
    .option('--status <number>', 'the HTTP status that it came with', parseStatus, 200)
    .option('--header <name: value>', 'a header that it came with; may be repeated', collectHeader, {})
    .option('--reference <reference>', 'what was asked; taken from the answer unless given')
    .addOption(new Option('--by <whose>', 'whose id the reference is').choices(['merchant', 'provider']))
    .addOption(new Option('--kind <kind>', 'what was asked').choices(['payment', 'payout', 'purchase']))
    .addOption(new Option('--environment <name>', 'of the client').choices(['production', 'sandbox']))
    .option('--expect-amount <amount>', 'rupiah that were expected')
    .option('--json', 'as JSON')
    .option('--show-secrets', 'mask nothing')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, file: string, options: ExplainOptions) =>
        (await import('./explain.ts')).explain(provider, file, options, terminal),
      ),
    )
}

function parseStatus(text: string): number {
  if (/^[1-5]\d\d$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give an HTTP status such as 200.')
}

function collectHeader(
  text: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('Give it as "name: value".')
  return { ...known, [name.toLowerCase()]: value }
}

const examples = `
Nothing is sent. The exit code is that of "check" for the same answer.

Examples:
  cekstatus check paymenku success-001 --mock --raw | cekstatus explain paymenku
  echo '{"message":"INVALID_IP"}' | cekstatus explain sekalipay --status 401`
