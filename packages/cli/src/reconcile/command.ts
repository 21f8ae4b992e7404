import { Option } from 'commander'
import { addClientOptions, type ClientOptions } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'
import type { ReconcileOptions } from './read-options.ts'

const collect = (text: string, all: readonly string[] = []): readonly string[] => [...all, text]

export const addReconcileCommand: AddCommand = (program, terminal, run) => {
  const command = program
    .command('reconcile')
    .description(
      'Compares status and amount of each row of a file with its provider.\nRun the same command again to continue a stopped or killed run.',
    )
    .argument('<file>', 'CSV, NDJSON or JSON; - for standard input')
    .option(
      '--map <field=column,…>',
      'column of provider, reference, providerReference, kind, status, amount or currency; #4 is the fourth',
      collect,
    )
    .option('--provider <name>', 'provider of every row')
    .option('--kind <kind>', 'kind of every row: payment, payout or purchase')
    .option('--status <status>', 'expected status of every row')
    .addOption(
      new Option('--by <id>', 'which ID the column reference has')
        .choices(['merchant', 'provider'])
        .default('merchant'),
    )
    .option('--map-status <word=status,…>', 'status of additional status words', collect)
    .addOption(
      new Option('--amount-format <format>', 'format of amounts: plain (104000.50) or id (104.000,50)')
        .choices(['plain', 'id'])
        .default('plain'),
    )
    .option('--no-amounts', 'compare statuses only')
    .addOption(
      new Option('--compare <amount>', "provider's amount to compare: gross, or net after the fee")
        .choices(['gross', 'net'])
        .default('gross'),
    )
    .addOption(
      new Option(
        '--merge-items <mode>',
        'merge rows of one transaction: add amounts, or take the first',
      ).choices(['sum', 'first']),
    )
    .option(
      '--only <provider,…>',
      'check rows of these providers only; other rows are returned as skipped',
      collect,
    )
    .option('--skip <provider,…>', 'return rows of these providers as skipped', collect)
    .option('--exact-ids', 'use IDs as they are, even if a spreadsheet may have changed them')
    .addOption(
      new Option('--input-format <format>', 'input format (default: by file extension)').choices([
        'csv',
        'ndjson',
        'json',
      ]),
    )
    .option('--delimiter <character>', 'CSV delimiter, "tab" for a tab (default: detected)')
    .option('--skip-lines <number>', 'lines to ignore before the header of CSV (default: detected)')
    .option('-o, --output <file>', 'output file (default: stdout)')
    .addOption(
      new Option(
        '--format <format>',
        'output format (default: by file extension, or that of the input)',
      ).choices(['csv', 'ndjson', 'json']),
    )
    .option('--report <file.html>', 'write an HTML report')
    .option('--journal <file>', 'file that keeps the responses (default: next to the input)')
    .option('--restart', 'discard the journal and start over')
    .option('--concurrency <number>', 'concurrent calls per provider, 1 to 256 (default: 4)')
    .option('-q, --quiet', 'print no progress on standard error')
    .option('--time-zone <zone>', 'time zone of daily totals', 'Asia/Jakarta')
  addClientOptions(command)
    .addHelpText('after', examples)
    .action(
      run(async (file: string, options: ReconcileOptions & ClientOptions) =>
        (await import('./run-command.ts')).runReconcileCommand(file, options, terminal),
      ),
    )
}

const examples = `
The exit code is 0 if every row matches; "cekstatus --help" lists all exit codes.

Examples:
  cekstatus reconcile pesanan.csv --mock --amount-format id --output hasil.csv --report hasil.html
  cekstatus reconcile - --provider paymenku --status paid --map reference=po < orders.csv`
