import { Verifier } from '@pact-foundation/pact'
import type { Contract, Interaction } from './contract-types.ts'
import { consumerName, mockName, type PactFile, readPactFile } from './pact-file.ts'

export interface Verification {
  /** The pact to replay. */
  pactPath: string
  contract: Pick<Contract, 'provider'> & { interactions: readonly Pick<Interaction, 'title' | 'state'>[] }
  /** Where the mock listens. */
  mockUrl: string
  /** Prepares the mock for one interaction; what it throws fails the verification. */
  enterState(state: Interaction['state']): Promise<void>
}

/**
 * Replays a pact against a running mock with Pact's own verifier.
 *
 * The verifier alone passes when there is nothing to verify, when a state has no handler and when a handler throws,
 * so all of that is checked here as well.
 *
 * @throws Error when the pact, a state or an answer is not as the contract says
 */
export async function verifyPact({ pactPath, contract, mockUrl, enterState }: Verification): Promise<void> {
  const pact = readPactFile(pactPath)
  checkPact(pact, contract)

  const entered: string[] = []
  const failures: unknown[] = []
  const verifier = new Verifier({
    provider: mockName(contract),
    providerBaseUrl: mockUrl,
    pactUrls: [pactPath],
    failIfNoPactsFound: true,
    logLevel: 'error',
    stateHandlers: {
      scenario: async (parameters) => {
        const state = parameters as unknown as Interaction['state']
        entered.push(keyOf(state))
        await enterState(state).catch((failure: unknown) => failures.push(failure))
      },
    },
  })
  await verifier.verifyProvider()

  if (failures.length > 0)
    throw new AggregateError(failures, `a state could not be entered: ${String(failures[0])}`)
  const missing = contract.interactions
    .map(({ state }) => keyOf(state))
    .filter((key) => !entered.includes(key))
  if (missing.length > 0) throw new Error(`states that were never entered: ${missing.join('; ')}`)
}

function keyOf({ scenario, reference }: Interaction['state']): string {
  return `${scenario} as ${reference}`
}

function checkPact(pact: PactFile, contract: Verification['contract']): void {
  if (pact.consumer.name !== consumerName || pact.provider.name !== mockName(contract)) {
    throw new Error(`the pact is between ${pact.consumer.name} and ${pact.provider.name}`)
  }
  if (pact.interactions.length === 0) throw new Error('the pact has no interactions')
  const written = pact.interactions.map(({ description }) => description).sort()
  const wanted = contract.interactions.map(({ title }) => title).sort()
  if (written.join('\n') !== wanted.join('\n')) {
    throw new Error(`the pact has ${written.join('; ')}, the contract has ${wanted.join('; ')}`)
  }
  const foreign = pact.interactions
    .flatMap(({ providerStates = [] }) => providerStates)
    .find(({ name }) => name !== 'scenario')
  if (foreign !== undefined) throw new Error(`the pact needs an unknown state: ${foreign.name}`)
  const stateless = pact.interactions.find(({ providerStates = [] }) => providerStates.length !== 1)
  if (stateless !== undefined)
    throw new Error(`the interaction "${stateless.description}" needs exactly one state`)
}
