import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCekStatusError, type Transaction } from '@cekstatus/core'
import { createMockServer } from '@cekstatus/mocks'
import { Pact } from '@pact-foundation/pact'
import { afterAll, describe, expect, it } from 'vitest'
import { type Contract, frozenNow, type Interaction } from './src/contract-types.ts'
import { readStatusWords } from './src/derive-interactions.ts'
import { loadContracts } from './src/load-contracts.ts'
import { loadFolders } from './src/load-folders.ts'
import type { Api } from './src/openapi/api.ts'
import { consumerName, mockName, pactDirectory, pactFileName } from './src/pact-file.ts'
import { responseBody } from './src/response-body.ts'
import { verifyPact } from './src/verify-pact.ts'

const contracts = await loadContracts()
const apis = await loadFolders<Api>('openapi.ts', 'api')

describe.each(contracts)('the contract of $provider', (contract) => {
  const directory = mkdtempSync(join(tmpdir(), 'cekstatus-pacts-'))
  const committed = join(pactDirectory, pactFileName(contract))
  afterAll(() => rmSync(directory, { recursive: true }))

  it('has a fixture for every word of the status map', () => {
    const shown = contract.mock.fixtures.flatMap((fixture) => {
      const { expected } = fixture
      const kind = 'transaction' in expected ? expected.transaction.kind : null
      return readStatusWords(contract, fixture).flatMap((word) => [word, `${word} (${kind})`])
    })
    const words = (apis.get(contract.provider)?.statusMap ?? []).map(({ providerStatus, scope, kind }) => {
      const word = [scope, providerStatus.toLowerCase()].filter((part) => part !== undefined).join(' ')
      // A transaction of unknown kind has the words of every kind.
      return kind === undefined || kind === 'unknown' ? word : `${word} (${kind})`
    })
    expect(words.length).toBeGreaterThan(0)
    const missing = words.filter((word) => !shown.includes(word))
    expect(missing, `add a fixture to mocks/${contract.provider}/fixtures`).toEqual([])
  })

  it.each(contract.interactions)('covers $title', (interaction) =>
    runInteraction(contract, interaction, directory),
  )

  it('is the committed pact (pnpm generate)', () => {
    const written = join(directory, pactFileName(contract))
    if (process.env.GENERATE === '1') copyFileSync(written, committed)
    expect(existsSync(committed), 'run "pnpm generate"').toBe(true)
    expect(readFileSync(committed, 'utf8'), 'run "pnpm generate"').toBe(readFileSync(written, 'utf8'))
  })

  it('is kept by the mock', async () => {
    const mock = await createMockServer({ provider: contract.provider, now: frozenNow })
    try {
      await verifyPact({
        pactPath: committed,
        contract,
        mockUrl: mock.url,
        enterState: async () => await contract.prepare?.(mock.url),
      })
    } finally {
      await mock.close()
    }
  })
})

async function runInteraction(
  contract: Contract,
  interaction: Interaction,
  directory: string,
): Promise<void> {
  const { request, fixture, state } = interaction
  // A shared Pact object keeps its failures for later tests, so each interaction has its own.
  const pact = new Pact({
    consumer: consumerName,
    provider: mockName(contract),
    dir: directory,
    logLevel: 'error',
  })
  await pact
    .addInteraction()
    .given('scenario', state)
    .uponReceiving(interaction.title)
    .withRequest(request.method, request.path, (builder) => {
      if (request.query !== undefined) builder.query(request.query)
      if (request.headers !== undefined) builder.headers(request.headers)
      if (request.body !== undefined) builder.jsonBody(request.body)
    })
    .willRespondWith(fixture.response.status, (builder) => builder.jsonBody(responseBody(interaction)))
    .executeTest(async ({ url }) => {
      expect(await settle(call(contract, interaction, url))).toMatchObject(interaction.expected)
    })
}

function call(contract: Contract, interaction: Interaction, baseUrl: string): Promise<unknown> {
  if (interaction.ask !== undefined) return interaction.ask(baseUrl)
  const options = {
    baseUrl,
    now: frozenNow,
    retry: false,
    rateLimiter: false,
    ...contract.consumerOptions,
  } as const
  return contract.createClient(options, interaction.variation).getTransactionStatus(interaction.query)
}

async function settle(calling: Promise<unknown>) {
  try {
    return { transaction: (await calling) as Transaction }
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return { error: { code: error.code } }
  }
}
