import { addQueryOptions, type QueryOptions } from '../check/command.ts'
import type { AddCommand } from '../command-types.ts'

export interface SignOptions extends QueryOptions {
  now?: string
  accessTokenFile?: string
}

export const addSignCommand: AddCommand = (program, terminal, run) => {
  addQueryOptions(
    program
      .command('sign')
      .description(
        'Prints the request as it would be sent and every stage of its signature, and sends nothing.',
      ),
  )
    .option('--now <time>', 'sign as if it were this ISO 8601 time; the same time gives the same request')
    .option(
      '--access-token-file <file>',
      'file with the token of the inquiry, where a call before it fetches one',
    )
    .option('--json', 'as JSON')
    .option('--show-secrets', 'mask neither credentials nor signatures')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: SignOptions) =>
        (await import('./sign.ts')).sign(provider, reference, options, terminal),
      ),
    )
}

const examples = `
Credentials and signatures stand as <name>. An API Games signature authorises buying: keep it like a password.

Examples:
  cekstatus sign apigames INV-001 --mock
  cekstatus sign smilepay INV-001 --kind payment --now 2026-01-26T10:00:00+07:00 --mock`
