import type { AddCommand } from '../command-types.ts'

export const addMocksCommand: AddCommand = (program, _terminal, run) => {
  program
    .command('mocks')
    .description('Runs mock servers of the providers, until Ctrl-C. What follows goes to cekstatus-mocks.')
    .argument('[arguments...]', 'providers and options; "cekstatus mocks --help" shows them')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(run(async (words: string[]) => (await import('./run-mocks.ts')).runMocks(words)))
}
