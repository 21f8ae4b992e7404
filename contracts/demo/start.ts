import { createMockServer, type Fixture, type MockServer } from '@cekstatus/mocks'
import type { Contract } from '../src/contract-types.ts'
import { frozenNow } from '../src/contract-types.ts'
import { loadContracts } from '../src/load-contracts.ts'
import { askFixture, type DemoRow } from './ask-fixture.ts'
import { formatTable } from './table.ts'

const write = (text: string): void => void process.stdout.write(`${text}\n`)

function documentedFixtures({ mock }: Contract): Fixture[] {
  return mock.fixtures.filter(({ provenance }) => provenance.kind !== 'hostile')
}

async function runAll(contract: Contract): Promise<DemoRow[]> {
  const server: MockServer = await createMockServer({ provider: contract.provider, now: frozenNow })
  try {
    const rows: DemoRow[] = []
    for (const fixture of documentedFixtures(contract))
      rows.push(await askFixture(contract, fixture, server.url))
    return rows
  } finally {
    await server.close()
  }
}

const contracts = await loadContracts()
const rows = (await Promise.all(contracts.map(runAll))).flat()
const different = rows.filter(({ difference }) => difference !== null)

write(formatTable(rows))
for (const { provider, reference, difference } of different)
  write(`\n${provider} ${reference}: ${difference}`)
write(
  `\n${rows.length} status calls to ${contracts.length} mock providers over HTTP, with the real clients: ${
    different.length === 0 ? 'all match their fixtures.' : `${different.length} differ from their fixtures.`
  }`,
)
write('Next: "npx --yes pnpm@12 mocks" keeps the mock servers running for an app or curl;')
write('      packages/<provider>/README.md shows the code.')
process.exitCode = different.length === 0 ? 0 : 1
