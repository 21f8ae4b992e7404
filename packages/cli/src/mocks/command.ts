import type { AddCommand } from '../command-types.ts'

export const addMocksCommand: AddCommand = (program, _terminal, run) => {
  program
    .command('mocks')
    .description('Runs the mock servers until Ctrl-C. Arguments are passed to cekstatus-mocks.')
    .argument('[arguments...]', 'providers and options, see "cekstatus mocks --help"')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(run(async (words: string[]) => (await import('./run-mocks.ts')).runMocks(words)))
}
