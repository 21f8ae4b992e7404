import { addQueryOptions, type QueryOptions } from '../check/command.ts'
import { parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

export interface WatchOptions extends QueryOptions {
  /** Milliseconds to keep polling after a success, in case of a refund. */
  recheck?: number
  /** Accepts that every poll can place an order. */
  allowRepeat?: boolean
}

export const addWatchCommand: AddCommand = (program, terminal, run) => {
  addQueryOptions(
    program.command('watch').description('Polls until the status is final and prints one line per change.'),
  )
    .option('--timeout <time>', 'time limit (default: 24h)', parseDuration)
    .option('--recheck <time>', 'keep polling this long after a success, in case of a refund', parseDuration)
    .option('--allow-repeat', 'poll although each status check at this provider can place an order')
    .option('--json', 'print each change as one line of JSON')
    .option('--show-secrets', 'print personal data unmasked in the JSON')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: WatchOptions) =>
        (await import('./watch.ts')).watch(provider, reference, options, terminal),
      ),
    )
}

const examples = `
The exit code is that of "check" for the last status, or 3 if the time limit was reached before a final status.

Examples:
  cekstatus watch paymenku success-001 --mock
  cekstatus watch paymenku pending-001 --timeout 2s --mock`
