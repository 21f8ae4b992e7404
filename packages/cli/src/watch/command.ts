import { addQueryOptions, type QueryOptions } from '../check/command.ts'
import { parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

export interface WatchOptions extends QueryOptions {
  /** Milliseconds to go on after a success, in case of a refund. */
  recheck?: number
  /** Accepts that each question may act. */
  allowRepeat?: boolean
}

export const addWatchCommand: AddCommand = (program, terminal, run) => {
  addQueryOptions(
    program
      .command('watch')
      .description('Asks until the status is final, and prints a line for each change.'),
  )
    .option('--timeout <time>', 'how long to watch: a day unless given', parseDuration)
    .option('--recheck <time>', 'go on for this long after a success, in case of a refund', parseDuration)
    .option('--allow-repeat', 'ask again although asking may act, where "cekstatus providers" says so')
    .option('--json', 'each change as one line of JSON')
    .option('--show-secrets', 'mask nothing in the JSON')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: WatchOptions) =>
        (await import('./watch.ts')).watch(provider, reference, options, terminal),
      ),
    )
}

const examples = `
The exit code says how it ended: that of "check" for the last answer, 3 when the time ran out before a final one.

Examples:
  cekstatus watch paymenku success-001 --mock
  cekstatus watch paymenku pending-001 --timeout 2s --mock`
