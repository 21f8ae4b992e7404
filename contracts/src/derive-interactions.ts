import type { StatusQuery } from '@cekstatus/core'
import type { Fixture, MockProvider } from '@cekstatus/mocks'
import type { ContractData, Interaction } from './contract-types.ts'
import { readFields } from './response-body.ts'

/**
 * One interaction for each combination of status words, status and advice, one for a reference that is not found, and
 * one for each wrong credential, from the first fixture of the mock that shows them. Other errors, such as a rate
 * limit, cannot be had from a sandbox at will.
 */
export function deriveInteractions(data: ContractData): Interaction[] {
  const fixtures = new Map<string, Fixture>()
  for (const fixture of data.mock.fixtures) {
    const key = keyOf(data, fixture)
    if (key !== null && !fixtures.has(key)) fixtures.set(key, fixture)
  }
  return [...fixtures.values()].map((fixture) => toInteraction(data, fixture))
}

/** The status words in a body, with the place of each: `order completed`. */
export function readStatusWords(
  { statusWords }: Pick<ContractData, 'statusWords'>,
  fixture: Fixture,
): string[] {
  const body = parseBody(fixture)
  return statusWords.flatMap(({ field, scope = '' }) =>
    readFields(body, field).flatMap((word) =>
      typeof word === 'string' ? [`${scope} ${word.trim().toLowerCase()}`.trim()] : [],
    ),
  )
}

/** Null for a fixture without an interaction: no page backs the fixture, or the body is not JSON. */
function keyOf(data: ContractData, fixture: Fixture): string | null {
  const { provenance, expected, ask } = fixture
  if (provenance.kind === 'hostile' || parseBody(fixture) === undefined) return null
  if ('error' in expected) return ask.variation ?? (expected.error.code === 'NOT_FOUND' ? 'NOT_FOUND' : null)
  const words = readStatusWords(data, fixture)
  const { status, advice } = expected.transaction
  return words.length === 0 ? null : [status, advice, ...words].join(' ')
}

function toInteraction(data: ContractData, fixture: Fixture): Interaction {
  const { mock, variations, exact, typed } = data
  const { expected } = fixture
  const { variation } = fixture.ask
  // A wrong credential must be refused for a reference that is known otherwise.
  const { query, state } = findReference(mock, variation === undefined ? fixture : mock.fixtures[0])
  const body = parseBody(fixture)
  const credentials = { ...mock.credentials, ...variations?.[variation ?? ''] } as Record<string, string>
  const references = 'error' in expected ? {} : data.references(query)
  const isThere = (path: string): boolean => !(path in references) && readFields(body, path).length > 0
  return {
    title: `a status call that returns ${fixture.case}`,
    state,
    request: data.request(query, credentials, variation),
    fixture,
    references,
    exact: exact.filter(isThere),
    typed: typed.filter((path) => isThere(path) && readFields(body, path)[0] !== null),
    query,
    ...(variation === undefined ? {} : { variation }),
    expected:
      'error' in expected ? { error: { code: expected.error.code } } : expectedOf(expected.transaction),
  }
}

/** The fields that decide what a caller does. */
function expectedOf(transaction: Record<string, unknown>): Interaction['expected'] {
  const { kind, status, final, advice, providerStatus, amount, lines } = transaction
  const lineStatuses = (lines as { status: string }[]).map((line) => ({ status: line.status }))
  return { transaction: { kind, status, final, advice, providerStatus, amount, lines: lineStatuses } }
}

/** Returns the reference of a fixture, preferably one of a scenario. */
function findReference(
  mock: MockProvider,
  fixture: Fixture | undefined,
): { query: StatusQuery; state: Interaction['state'] } {
  const entries = mock.references.filter((entry) => entry.fixture === fixture?.case)
  const entry = entries.find(({ scenario }) => scenario !== null) ?? entries[0]
  if (entry === undefined)
    throw new Error(`no reference of ${mock.name} shows the fixture "${fixture?.case}"`)
  const { reference, field, kind, scenario } = entry
  return {
    query: { [field]: reference, ...(kind === undefined ? {} : { kind }) },
    state: { scenario: scenario ?? 'documented', reference },
  }
}

function parseBody({ response }: Fixture): unknown {
  try {
    return JSON.parse(response.body.join('\n'))
  } catch {
    return undefined
  }
}
