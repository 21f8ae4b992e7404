import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createMockServer, type Fixture } from '@cekstatus/mocks'
import { describe, expect, it } from 'vitest'
import { frozenNow } from '../src/contract-types.ts'
import { loadContracts } from '../src/load-contracts.ts'
import { askFixture } from './ask-fixture.ts'

const run = promisify(execFile)
const contracts = await loadContracts()

/** The refusals that pages document or name. */
function refusalsOf(fixtures: readonly Fixture[]): string[] {
  const asked = fixtures.filter(({ provenance }) => provenance.kind !== 'hostile')
  return asked.flatMap(({ expected }) => ('error' in expected ? [expected.error.code] : []))
}

describe('the start command', () => {
  it('asks every provider, finds no difference and ends by itself', async () => {
    const { stdout } = await run(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url))])
    expect(contracts.length).toBeGreaterThanOrEqual(5)
    for (const { provider, mock } of contracts) {
      const rows = stdout.split('\n').filter((line) => line.startsWith(`${provider} `))
      const documented = mock.fixtures.filter((fixture) => fixture.provenance.kind === 'documented')
      expect(rows.length).toBeGreaterThanOrEqual(documented.length)
      const refusals = refusalsOf(mock.fixtures)
      expect(refusals).toContain('AUTHENTICATION')
      for (const code of refusals) expect(rows.join('\n')).toContain(code)
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
