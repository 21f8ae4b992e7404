import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMockServer } from '@cekstatus/mocks/paymenku'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../paymenku/contract.ts'
import { pactDirectory, pactFileName } from './pact-file.ts'
import { type Verification, verifyPact } from './verify-pact.ts'

type Pact = {
  provider: { name: string }
  interactions: { response: { status: number }; providerStates: { name: string }[] }[]
}

/** Each of these passes in Pact's own verifier. */
describe('verifyPact', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cekstatus-verify-'))
  const committed = readFileSync(join(pactDirectory, pactFileName(contract)), 'utf8')
  let mock: Awaited<ReturnType<typeof createMockServer>>
  beforeAll(async () => {
    mock = await createMockServer()
  })
  afterAll(async () => {
    await mock.close()
    rmSync(directory, { recursive: true })
  })

  function verify(change: (pact: Pact) => void, options: Partial<Verification> = {}): Promise<void> {
    const pact = JSON.parse(committed) as Pact
    change(pact)
    const pactPath = join(directory, 'pact.json')
    writeFileSync(pactPath, JSON.stringify(pact))
    return verifyPact({
      pactPath,
      contract,
      mockUrl: mock.url,
      enterState: async () => undefined,
      ...options,
    })
  }

  it('accepts the committed pact', async () => {
    await expect(verify(() => undefined)).resolves.toBeUndefined()
  })

  it('refuses a missing file', async () => {
    const pactPath = join(directory, 'nowhere.json')
    await expect(verify(() => undefined, { pactPath })).rejects.toThrow('there is no pact')
  })

  it('refuses a pact without interactions', async () => {
    await expect(
      verify((pact) => {
        pact.interactions = []
      }),
    ).rejects.toThrow('no interactions')
  })

  it('refuses a pact that lost an interaction', async () => {
    await expect(verify((pact) => void pact.interactions.pop())).rejects.toThrow('the contract has')
  })

  it('refuses the pact of another provider', async () => {
    await expect(
      verify((pact) => {
        pact.provider.name = 'smilepay-mock'
      }),
    ).rejects.toThrow('smilepay-mock')
  })

  it('refuses a state that has no handler', async () => {
    await expect(
      verify((pact) => {
        for (const { providerStates } of pact.interactions)
          for (const state of providerStates) state.name = 'weather'
      }),
    ).rejects.toThrow('unknown state: weather')
  })

  it('fails when a state cannot be entered', async () => {
    const enterState = () => Promise.reject(new Error('no such scenario'))
    await expect(verify(() => undefined, { enterState })).rejects.toThrow('no such scenario')
  })

  it('fails when a state of the contract is never entered', async () => {
    const [first, ...others] = contract.interactions
    if (first === undefined) throw new Error('the contract is empty')
    const changed = {
      ...contract,
      interactions: [{ ...first, state: { ...first.state, reference: 'other' } }, ...others],
    }
    await expect(verify(() => undefined, { contract: changed })).rejects.toThrow(
      'never entered: success as other',
    )
  })

  it('fails when the mock answers otherwise', async () => {
    await expect(
      verify((pact) => {
        for (const { response } of pact.interactions) response.status = 418
      }),
    ).rejects.toThrow()
  })

  it('sends nothing to an analytics host', () => {
    expect(process.env.PACT_DO_NOT_TRACK).toBe('true')
  })
})
