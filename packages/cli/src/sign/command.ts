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
      .description('Prints the request and every step of its signature, without sending it.'),
  )
    .option('--now <time>', 'ISO 8601 time to sign with; the same time gives the same request')
    .option('--access-token-file <file>', 'file with the access token of the inquiry')
    .option('--json', 'print as JSON')
    .option('--show-secrets', 'print credentials and signatures unmasked')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, reference: string, options: SignOptions) =>
        (await import('./sign.ts')).sign(provider, reference, options, terminal),
      ),
    )
}

const examples = `
Credentials and signatures are printed as <name>. An API Games signature authorizes purchases: treat it like a password.

Examples:
  cekstatus sign apigames INV-001 --mock
  cekstatus sign smilepay INV-001 --kind payment --now 2026-01-26T10:00:00+07:00 --mock`
