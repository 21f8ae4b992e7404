import { type Command, InvalidArgumentError, Option } from 'commander'
import { addClientOptions, type ClientOptions, parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

/** Which transaction is asked for and what is expected of it, as commander parses it. */
export interface QueryOptions extends ClientOptions {
  kind?: 'payment' | 'payout' | 'purchase'
  by?: 'merchant' | 'provider'
  expectAmount?: string
  /** What only this provider's queries have, by its name there. */
  field?: ReadonlyMap<string, string>
  /** Milliseconds for everything. */
  timeout?: number
  json?: boolean
  showSecrets?: boolean
}

/** Adds what `check` and `watch` have in common. */
export function addQueryOptions(command: Command): Command {
  command
    .argument('<provider>', 'who is asked; "cekstatus providers" lists them')
    .argument('<reference>', 'the id of the transaction')
    .addOption(
      new Option('--kind <kind>', 'what it is; SmilePay needs it').choices(['payment', 'payout', 'purchase']),
    )
    .addOption(
      new Option(
        '--by <whose>',
        "whose id the reference is; the provider's only where yours cannot be asked",
      ).choices(['merchant', 'provider']),
    )
    .option(
      '--field <name=value>',
      'what else the provider needs, such as productCode=xld10; may be repeated; "cekstatus providers" lists the names',
      collectField,
    )
    .option(
      '--expect-amount <amount>',
      'rupiah that it must be about, such as 104000; otherwise the advice is review',
    )
  return addClientOptions(command)
}

function collectField(
  text: string,
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Give it as name=value.')
  return new Map(known).set(text.slice(0, at), text.slice(at + 1))
}

export const addCheckCommand: AddCommand = (program, terminal, run) => {
  addQueryOptions(program.command('check').description('Asks once what happened to a transaction.'))
    .option('--timeout <time>', 'how long to try, such as 500ms, 30s or 2m', parseDuration)
    .option('--json', 'the whole answer as JSON')
    .option('--raw', "the provider's body as JSON, instead of the answer")
    .option('--show-secrets', 'mask nothing: licenses, targets, customer data and links are printed')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: QueryOptions & { raw?: boolean }) =>
        (await import('./check.ts')).check(provider, reference, options, terminal),
      ),
    )
}

const examples = `
The exit code says what to do; "cekstatus --help" lists them.

Where "cekstatus providers" says that asking may act, as at Digiflazz, a check can order and spend your balance.
It needs the order as it was sent: --field productCode=xld10 --field target=087800001230 --field orderedAt=<time>

Examples:
  cekstatus check paymenku success-001 --mock
  cekstatus check smilepay success-001 --kind payout --expect-amount 10000 --mock
  cekstatus check sekalipay partial-001 --json --mock`
