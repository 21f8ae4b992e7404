import { createMockServer, type Fixture, type MockServer } from '@cekstatus/mocks'
import type { Contract } from '../src/contract-types.ts'
import { frozenNow } from '../src/contract-types.ts'
import { loadContracts } from '../src/load-contracts.ts'
import { askFixture, type DemoRow } from './ask-fixture.ts'
import { formatTable } from './table.ts'

const write = (text: string): void => void process.stdout.write(`${text}\n`)

/** Every exchange that a page documents or names; invented ones are for tests. */
function catalogueOf({ mock }: Contract): Fixture[] {
  return mock.fixtures.filter(({ provenance }) => provenance.kind !== 'hostile')
}

async function askAll(contract: Contract): Promise<DemoRow[]> {
  const server: MockServer = await createMockServer({ provider: contract.provider, now: frozenNow })
  try {
    const rows: DemoRow[] = []
    for (const fixture of catalogueOf(contract)) rows.push(await askFixture(contract, fixture, server.url))
    return rows
  } finally {
    await server.close()
  }
}

const contracts = await loadContracts()
const rows = (await Promise.all(contracts.map(askAll))).flat()
const different = rows.filter(({ difference }) => difference !== null)

write(formatTable(rows))
for (const { provider, reference, difference } of different)
  write(`\n${provider} ${reference}: ${difference}`)
write(
  `\n${rows.length} answers of ${contracts.length} mock providers, asked over HTTP by the real clients: ${
    different.length === 0
      ? 'every one is as its fixture says.'
      : `${different.length} differ from their fixture.`
  }`,
)
write('Next: "npx --yes pnpm@12 mocks" keeps the mock servers running for an app or for curl;')
write('      packages/<provider>/README.md shows how to ask from code.')
process.exitCode = different.length === 0 ? 0 : 1
