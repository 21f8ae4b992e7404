import { Option } from 'commander'
import { addClientOptions, type ClientOptions } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'
import type { ReconcileOptions } from './read-options.ts'

const collect = (text: string, all: readonly string[] = []): readonly string[] => [...all, text]

export const addReconcileCommand: AddCommand = (program, terminal, run) => {
  const command = program
    .command('reconcile')
    .description(
      'Asks the provider about each row of a file and compares status and amount.\nA stopped or killed run goes on where it was when the same command is given again.',
    )
    .argument('<file>', 'CSV, NDJSON or JSON; - for standard input')
    .option(
      '--map <field=column,…>',
      'which column holds provider, reference, providerReference, kind, status, amount',
      collect,
    )
    .option('--provider <name>', 'the provider of all rows')
    .option('--kind <kind>', 'payment, payout or purchase, for all rows')
    .option('--status <status>', 'what the shop believes of all rows')
    .addOption(
      new Option('--by <whose>', 'whose id the column reference holds')
        .choices(['merchant', 'provider'])
        .default('merchant'),
    )
    .option('--map-status <word=status,…>', "what the shop's own words for a status mean", collect)
    .addOption(
      new Option(
        '--amount-format <format>',
        'how amounts are written: 104000.50, or 104.000,50 as in Indonesian',
      )
        .choices(['plain', 'id'])
        .default('plain'),
    )
    .addOption(
      new Option('--input-format <format>', 'unless the name of the file tells').choices([
        'csv',
        'ndjson',
        'json',
      ]),
    )
    .option(
      '--delimiter <character>',
      'what separates the cells of CSV, unless the header tells; tab for a tab',
    )
    .option('-o, --output <file>', 'where the rows go with their verdicts; standard output unless said')
    .addOption(
      new Option('--format <format>', 'of the output; that of its name or of the input unless said').choices([
        'csv',
        'ndjson',
        'json',
      ]),
    )
    .option('--report <file.html>', 'also writes a report to open in a browser or to print')
    .option(
      '--journal <file>',
      'where answers are kept until the end and for the next run; beside the input unless said',
    )
    .option('--restart', 'forgets what the journal holds')
    .option('--concurrency <number>', 'calls in flight per provider, from 1 to 256: 4 unless said')
    .option('-q, --quiet', 'no progress on standard error')
    .option('--time-zone <zone>', 'where a day begins', 'Asia/Jakarta')
  addClientOptions(command)
    .addHelpText('after', examples)
    .action(
      run(async (file: string, options: ReconcileOptions & ClientOptions) =>
        (await import('./run-command.ts')).runReconcileCommand(file, options, terminal),
      ),
    )
}

const examples = `
The exit code is 0 where every row is a match; "cekstatus --help" lists the others.

Examples:
  cekstatus reconcile pesanan.csv --mock --amount-format id --output hasil.csv --report hasil.html
  cekstatus reconcile - --provider paymenku --status paid --map reference=po < orders.csv`
