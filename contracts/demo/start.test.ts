import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createMockServer } from '@cekstatus/mocks'
import { describe, expect, it } from 'vitest'
import { frozenNow } from '../src/contract-types.ts'
import { loadContracts } from '../src/load-contracts.ts'
import { askFixture } from './ask-fixture.ts'

const run = promisify(execFile)
const contracts = await loadContracts()

/** The refusals that the pages document, each asked of a real client. */
const refusals: Record<string, string[]> = {
  apigames: ['AUTHENTICATION'],
  paymenku: ['NOT_FOUND', 'AUTHENTICATION'],
  paystrator: ['NOT_FOUND', 'AUTHENTICATION', 'PROVIDER_UNAVAILABLE'],
  sekalipay: ['NOT_FOUND'],
  smilepay: ['AUTHENTICATION'],
}

describe('the start command', () => {
  it('asks every provider, finds no difference and ends by itself', async () => {
    const { stdout } = await run(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url))])
    expect(contracts.map(({ provider }) => provider).sort()).toEqual(Object.keys(refusals))
    for (const { provider, mock } of contracts) {
      const rows = stdout.split('\n').filter((line) => line.startsWith(`${provider} `))
      const documented = mock.fixtures.filter((fixture) => fixture.provenance.kind === 'documented')
      expect(rows.length).toBeGreaterThanOrEqual(documented.length)
      for (const code of refusals[provider] ?? []) expect(rows.join('\n')).toContain(code)
    }
    expect(stdout).not.toContain('DIFFERENT')
    expect(stdout).toContain('every one is as its fixture says')
  }, 30_000)

  it('names what differs from the fixture', async () => {
    const [contract] = contracts
    const fixture = contract?.mock.fixtures.find(({ expected }) => 'transaction' in expected)
    if (contract === undefined || fixture === undefined) throw new Error('no contract with a transaction')
    const server = await createMockServer({ provider: contract.provider, now: frozenNow })
    try {
      const wrong = { ...fixture, expected: { error: { code: 'NOT_FOUND' } } }
      const row = await askFixture(contract, wrong, server.url)
      expect(row.difference).toContain('the fixture expects {"error":{"code":"NOT_FOUND"')
    } finally {
      await server.close()
    }
  })
})
