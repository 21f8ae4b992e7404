import { InvalidArgumentError } from 'commander'
import { addClientOptions, type ClientOptions, parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

export interface VerifyOptions extends ClientOptions {
  /** Sandbox references, by scenario or by the full description of an interaction. */
  reference: ReadonlyMap<string, string>
  refusals: boolean
  pactReferences?: boolean
  timeout?: number
  json?: boolean
}

export const addContractsCommand: AddCommand = (program, terminal, run) => {
  const contracts = program
    .command('contracts')
    .description('Verifies a sandbox against the contract between clients and mocks.')
  addClientOptions(
    contracts
      .command('verify')
      .description("Replays a provider's contract with your credentials and reports drift.")
      .argument('<provider>', 'provider name'),
  )
    .option(
      '--reference <scenario=reference>',
      'sandbox transaction for a scenario, such as success=INV-001; repeatable',
      collectReference,
      new Map<string, string>(),
    )
    .option(
      '--pact-references',
      "use the contract's own references, which only a mock knows (implied by --mock)",
    )
    .option('--no-refusals', 'skip requests with wrong credentials')
    .option('--timeout <time>', 'timeout of each request (default: 15s)', parseDuration)
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, options: VerifyOptions) =>
        (await import('./verify.ts')).verifyContract(provider, options, terminal),
      ),
    )
}

function collectReference(text: string, known: Map<string, string>): Map<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Expected scenario=reference.')
  return new Map(known).set(text.slice(0, at), text.slice(at + 1))
}

const examples = `
Drift is a missing field, a field of another type, an undocumented status word, or a refusal instead of a
transaction (or the reverse). Different values are listed but are not drift.
Exit codes: 0 no drift, 7 credentials refused, 8 no response, 10 drift.

Examples:
  cekstatus contracts verify paymenku --mock
  cekstatus contracts verify sekalipay --mock --no-refusals`
