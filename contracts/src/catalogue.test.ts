import { join } from 'node:path'
import { compareError, compareExpected, compareTransaction } from '@cekstatus/conformance/catalogue'
import { isCekStatusError, type StatusQuery, type Transaction } from '@cekstatus/core'
import { createMockServer, type MockServer, mockProviders, scenarioNames } from '@cekstatus/mocks'
import type { RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CatalogueRow, readCataloguePage } from './catalogue-page.ts'
import { findFixture, frozenNow } from './contract-types.ts'
import { loadContracts } from './load-contracts.ts'
import { pactDirectory, pactFileName, readPactFile } from './pact-file.ts'

const contracts = await loadContracts()

it('every provider of the mocks has a contract', () => {
  expect(contracts.map(({ provider }) => provider).sort()).toEqual(
    mockProviders.map(({ name }) => name).sort(),
  )
})

const titleOf = ({ situation, reference, field, kind }: CatalogueRow): string =>
  [situation ?? 'the page’s', reference, 'as', field, kind].join(' ').trim()

const queryOf = ({ field, reference, kind }: CatalogueRow): StatusQuery =>
  ({ [field]: reference, ...(kind === '' ? {} : { kind }) }) as StatusQuery

describe.each(contracts)('the catalogue page of $provider', (contract) => {
  const { mock, provider } = contract
  const rows = readCataloguePage(provider)
  let server: MockServer
  const handlers = setupServer()

  beforeAll(async () => {
    server = await createMockServer({ provider, now: frozenNow })
    const entry: string = `@cekstatus/mocks/${provider}`
    const { createHandlers } = (await import(entry)) as {
      createHandlers(options: { now: () => Date }): RequestHandler[]
    }
    handlers.use(...createHandlers({ now: frozenNow }))
  })
  afterAll(() => server.close())

  /** The real client against the stand-alone server. */
  const askServer = (row: CatalogueRow) => settle(row, { baseUrl: server.url })

  /** The real client with the provider's own address, which the handlers take. */
  const askHandlers = async (row: CatalogueRow) => {
    handlers.listen({ onUnhandledFrame: 'error' })
    try {
      return await settle(row, {})
    } finally {
      handlers.close()
    }
  }

  const settle = async (row: CatalogueRow, options: { baseUrl?: string }) => {
    const client = contract.createClient({ ...options, now: frozenNow, retry: false, rateLimiter: false })
    const outcome: unknown = await client.getTransactionStatus(queryOf(row)).catch((error: unknown) => error)
    if (isCekStatusError(outcome)) return { httpStatus: outcome.httpStatus, ...compareError(outcome) }
    if (outcome instanceof Error) throw outcome
    const transaction = outcome as Transaction
    return { httpStatus: transaction.evidence.httpStatus, ...compareTransaction(transaction) }
  }

  it('has one row for each reference of the mock', () => {
    expect(
      rows.map(({ reference, field, kind, fixture, provenance }) => ({
        reference,
        field,
        kind,
        fixture,
        provenance,
      })),
    ).toEqual(
      mock.references.map(({ reference, field, kind = '', fixture, provenance }) => ({
        reference,
        field,
        kind,
        fixture,
        provenance,
      })),
    )
  })

  it.each(rows.map((row) => [titleOf(row), row] as const))(
    'says what both servers answer: %s',
    async (_title, row) => {
      const fixture = findFixture(mock, row.fixture)
      expect(row.page).toBe(fixture.provenance.source)
      const answered = await askServer(row)
      expect(answered.httpStatus).toBe(row.httpStatus)
      expect(answered).toMatchObject(withoutReferences(compareExpected(fixture.expected), row))
      expect(await askHandlers(row)).toEqual(answered)
    },
  )

  it('has every state that the contract and its pact put the mock into', () => {
    const inPact = readPactFile(join(pactDirectory, pactFileName(contract))).interactions.flatMap(
      ({ providerStates = [] }) => providerStates.map(({ params = {} }) => params),
    )
    expect(inPact).toHaveLength(contract.interactions.length)
    for (const { scenario, reference } of [...contract.interactions.map(({ state }) => state), ...inPact]) {
      // A case that is asked by its own name is no scenario.
      const known = rows
        .filter((row) => row.reference === reference)
        .map(({ situation }) => scenarioNames.find((name) => name === situation) ?? null)
      expect(known).toContain(scenario === 'documented' ? null : scenario)
    }
  })

  it('has the answer that the contract takes from each state', () => {
    for (const { state, fixture, variation, ask } of contract.interactions) {
      if (variation !== undefined || ask !== undefined) continue
      const statuses = rows.flatMap(({ reference, httpStatus }) =>
        reference === state.reference ? [httpStatus] : [],
      )
      expect(statuses).toContain(fixture.response.status)
    }
  })
})

/** Under a scenario's reference the fixture's own references are replaced, so they are not compared. */
function withoutReferences(expected: object, row: CatalogueRow): object {
  if (row.provenance === 'documented' || !('transaction' in expected)) return expected
  const { merchantReference, providerReference, ...rest } = expected.transaction as Record<string, unknown>
  return { transaction: rest }
}
