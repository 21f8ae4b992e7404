import type { AddCommand } from '../command-types.ts'

export const addProvidersCommand: AddCommand = (program, terminal, run) => {
  program
    .command('providers')
    .description('Prints what the status call of each provider can do.')
    .option('--json', 'as JSON')
    .action(
      run(async (options: { json?: boolean }) =>
        (await import('./list-providers.ts')).listProviders(options, terminal),
      ),
    )
}
