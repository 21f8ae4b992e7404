import type { AddCommand } from '../program.ts'

export const addProvidersCommand: AddCommand = (program, terminal, perform) => {
  program
    .command('providers')
    .description('Prints what the status call of each provider can do.')
    .option('--json', 'as JSON')
    .action(
      perform(async (options: { json?: boolean }) =>
        (await import('./list-providers.ts')).listProviders(options, terminal),
      ),
    )
}
