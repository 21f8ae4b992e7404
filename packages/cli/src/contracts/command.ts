import { InvalidArgumentError } from 'commander'
import { addClientOptions, type ClientOptions, parseDuration } from '../clients/options.ts'
import type { AddCommand } from '../command-types.ts'

export interface VerifyOptions extends ClientOptions {
  /** References of the sandbox, by scenario or by an interaction's whole description. */
  reference: ReadonlyMap<string, string>
  refusals: boolean
  pactReferences?: boolean
  timeout?: number
  json?: boolean
}

export const addContractsCommand: AddCommand = (program, terminal, run) => {
  const contracts = program
    .command('contracts')
    .description('Compares a real sandbox with the contract between clients and mocks.')
  addClientOptions(
    contracts
      .command('verify')
      .description("Replays a provider's contract with your credentials and reports what has drifted.")
      .argument('<provider>', 'whose contract is replayed'),
  )
    .option(
      '--reference <scenario=reference>',
      'a transaction of yours in that situation, such as success=INV-001; may be repeated',
      collectReference,
      new Map<string, string>(),
    )
    .option(
      '--pact-references',
      "ask by the contract's own references, which only a mock knows; implied by --mock",
    )
    .option('--no-refusals', 'ask nothing with wrong credentials')
    .option('--timeout <time>', 'how long to wait for each answer: 15s unless given', parseDuration)
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .action(
      run(async (provider: string, options: VerifyOptions) =>
        (await import('./verify.ts')).verifyContract(provider, options, terminal),
      ),
    )
}

function collectReference(text: string, known: Map<string, string>): Map<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Give it as scenario=reference.')
  return new Map(known).set(text.slice(0, at), text.slice(at + 1))
}

const examples = `
Drift is a field that is gone or of another type, a status word that nobody documents, or a refusal that comes
where an answer should, or the reverse, or in another form. Values that only differ are listed and never count.
Ends with 0 when nothing drifted, 10 when something did, 7 when your credentials are refused, 8 without answers.

Examples:
  cekstatus contracts verify paymenku --mock
  cekstatus contracts verify sekalipay --mock --no-refusals`
