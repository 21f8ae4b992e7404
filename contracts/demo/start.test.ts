import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createMockServer, type Fixture } from '@cekstatus/mocks'
import { beforeAll, describe, expect, it } from 'vitest'
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
  let stdout = ''
  beforeAll(async () => {
    const command = run(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url))])
    // Exit code 1 means a difference, which the tests below show more clearly.
    stdout = (await command.catch((failure: { stdout: string }) => failure)).stdout
  }, 30_000)

  it.each(contracts)('calls $provider for every documented fixture', ({ provider, mock }) => {
    const rows = stdout.split('\n').filter((line) => line.startsWith(`${provider} `))
    const documented = mock.fixtures.filter((fixture) => fixture.provenance.kind === 'documented')
    expect(rows.length).toBeGreaterThanOrEqual(documented.length)
    const refusals = refusalsOf(mock.fixtures)
    expect(refusals).toContain('AUTHENTICATION')
    for (const code of refusals) expect(rows.join('\n')).toContain(code)
  })

  it('finds no difference', () => {
    expect(contracts.length).toBeGreaterThanOrEqual(5)
    expect(stdout).not.toContain('DIFFERENT')
    expect(stdout).toContain('all match their fixtures')
  })

  it('names what differs from the fixture', async () => {
    const [known] = contracts.flatMap((contract) =>
      contract.mock.fixtures
        .filter(({ expected }) => 'transaction' in expected)
        .map((fixture) => ({ contract, fixture })),
    )
    if (known === undefined) throw new Error('no contract with a transaction')
    const { contract, fixture } = known
    const server = await createMockServer({ provider: contract.provider, now: frozenNow })
    try {
      const wrong = { ...fixture, expected: { error: { code: 'NOT_FOUND' } } }
      const row = await askFixture(contract, wrong, server.url)
      expect(row.difference).toContain('fixture expects {"error":{"code":"NOT_FOUND"')
    } finally {
      await server.close()
    }
  })
})
