import type { AddCommand } from '../command-types.ts'

export const addProvidersCommand: AddCommand = (program, terminal, run) => {
  program
    .command('providers')
    .description('Lists the providers and the capabilities of their status inquiries.')
    .option('--json', 'print as JSON')
    .action(
      run(async (options: { json?: boolean }) =>
        (await import('./list-providers.ts')).listProviders(options, terminal),
      ),
    )
}
