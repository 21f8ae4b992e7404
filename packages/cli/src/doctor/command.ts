import { addClientOptions, type ClientOptions, parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

export interface DoctorOptions extends ClientOptions {
  timeout?: number
  json?: boolean
}

export const addDoctorCommand: AddCommand = (program, terminal, run) => {
  addClientOptions(
    program
      .command('doctor')
      .description(
        'Says what is configured for each provider, and asks it for a transaction that cannot exist to see\nwhether credentials, caller address and clock are accepted.',
      )
      .argument('[provider...]', 'who is examined: all unless named'),
  )
    .option('--timeout <time>', 'how long to wait for each provider: 10s unless given', parseDuration)
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(
      run(async (providers: string[], options: DoctorOptions) =>
        (await import('./doctor.ts')).doctor(providers, options, terminal),
      ),
    )
}

const examples = `
No secret is printed. Ends with 0 when everything that is configured works, 2 when nothing or not everything
that was named is configured, 7 when a provider refuses, 8 when one cannot be reached, 9 when what answers is
not the provider.

Examples:
  cekstatus doctor --mock
  cekstatus doctor paymenku --mock`
