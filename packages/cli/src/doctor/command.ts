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
        'Checks configuration, credentials, caller IP and clock of each provider with an inquiry for a nonexistent\ntransaction.',
      )
      .argument('[provider...]', 'providers to check (default: all)'),
  )
    .option('--timeout <time>', 'time limit per provider (default: 10s)', parseDuration)
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(
      run(async (providers: string[], options: DoctorOptions) =>
        (await import('./doctor.ts')).doctor(providers, options, terminal),
      ),
    )
}

const examples = `
No secret is printed. Exit codes: 0 all configured providers work, 2 configuration missing, 7 refused by a provider,
8 provider unreachable, 9 the response does not come from the provider.

Examples:
  cekstatus doctor --mock
  cekstatus doctor paymenku --mock`
