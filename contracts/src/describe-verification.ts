import { join } from 'node:path'
import { createMockServer } from '@cekstatus/mocks'
import { describe, it } from 'vitest'
import { type Contract, frozenNow, type Interaction } from './contract-types.ts'
import { pactDirectory, pactFileName } from './pact-file.ts'
import { verifyPact } from './verify-pact.ts'

/** Replays the committed pact against the stand-alone mock. */
export function describeVerification(contract: Contract): void {
  describe(`the ${contract.provider} mock`, () => {
    it('keeps the committed pact', async () => {
      const mock = await createMockServer({ provider: contract.provider, now: frozenNow })
      try {
        await verifyPact({
          pactPath: join(pactDirectory, pactFileName(contract)),
          contract,
          mockUrl: mock.url,
          enterState: async (state) => {
            checkReference(contract, state)
            await contract.prepare?.(mock.url)
          },
        })
      } finally {
        await mock.close()
      }
    }, 30_000)
  })
}

/** A state is a scenario that the mock lists under that reference. */
function checkReference({ mock }: Contract, state: Interaction['state']): void {
  const known = mock.references.some(
    ({ reference, scenario }) =>
      reference === state.reference && (scenario ?? 'documented') === state.scenario,
  )
  if (!known) throw new Error(`the mock of ${mock.name} lists no ${state.scenario} as ${state.reference}`)
}
