import { type Command, InvalidArgumentError, Option } from 'commander'
import { addClientOptions, type ClientOptions, parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

/** The transaction to check and what is expected of it, as commander parses it. */
export interface QueryOptions extends ClientOptions {
  kind?: 'payment' | 'payout' | 'purchase'
  by?: 'merchant' | 'provider'
  expectAmount?: string
  /** Additional query fields of the provider, by name. */
  field?: ReadonlyMap<string, string>
  /** Milliseconds for the whole command. */
  timeout?: number
  json?: boolean
  showSecrets?: boolean
}

/** Adds the arguments and options that `check`, `watch` and `sign` share. */
export function addQueryOptions(command: Command): Command {
  command
    .argument('<provider>', 'provider name, as listed by "cekstatus providers"')
    .argument('<reference>', 'ID of the transaction')
    .addOption(
      new Option('--kind <kind>', 'transaction kind (required for SmilePay)').choices([
        'payment',
        'payout',
        'purchase',
      ]),
    )
    .addOption(
      new Option('--by <id>', 'which ID the reference is (default: merchant, where supported)').choices([
        'merchant',
        'provider',
      ]),
    )
    .option(
      '--field <name=value>',
      'additional query field required by the provider, such as productCode=xld10; repeatable',
      collectField,
    )
    .option(
      '--expect-amount <amount>',
      'expected amount in rupiah, such as 104000; a mismatch yields advice "review"',
    )
  return addClientOptions(command)
}

function collectField(
  text: string,
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Expected name=value.')
  return new Map(known).set(text.slice(0, at), text.slice(at + 1))
}

export const addCheckCommand: AddCommand = (program, terminal, run) => {
  addQueryOptions(program.command('check').description('Checks the status of a transaction once.'))
    .option('--timeout <time>', 'time limit for the call, such as 500ms, 30s or 2m', parseDuration)
    .option('--json', 'print the transaction as JSON')
    .option('--raw', "print the provider's response body as JSON")
    .option('--show-secrets', 'print licenses, targets, customer data and links unmasked')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: QueryOptions & { raw?: boolean }) =>
        (await import('./check.ts')).check(provider, reference, options, terminal),
      ),
    )
}

const examples = `
The exit code reflects the advice; "cekstatus --help" lists all exit codes.

At providers whose status check can place an order, such as Digiflazz, "check" can spend your balance. Pass the order
exactly as it was sent: --field productCode=xld10 --field target=087800001230 --field orderedAt=<time>

Examples:
  cekstatus check paymenku success-001 --mock
  cekstatus check smilepay success-001 --kind payout --expect-amount 10000 --mock
  cekstatus check sekalipay partial-001 --json --mock`
