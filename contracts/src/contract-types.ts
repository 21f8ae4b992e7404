import type { CommonOptions, StatusClient, StatusQuery } from '@cekstatus/core'
import type { Fixture, MockProvider, ProviderName, ScenarioName } from '@cekstatus/mocks'
import type { V3Request } from '@pact-foundation/pact'

/** What a status call can come to; every provider has a contract for each, or says why not. */
export const outcomes = [
  'success',
  'partial',
  'pending',
  'failed',
  'expired',
  'not-found',
  'unauthorized',
] as const
export type Outcome = (typeof outcomes)[number]

/** One exchange that the client relies on. */
export interface Interaction {
  /** `preparation` comes before the inquiry; `refusal` is one that is none of the outcomes. */
  outcome: Outcome | 'preparation' | 'refusal'
  /** Unique within the contract. */
  title: string
  /** The situation the mock must be in, and the reference it shows there. */
  state: { scenario: ScenarioName | 'documented'; reference: string }
  request: Pick<V3Request, 'method' | 'path' | 'query' | 'headers' | 'body'>
  /** The documented exchange that the answer is taken from. */
  fixture: Pick<Fixture, 'response'>
  /** Fields of the fixture's body that carry the reference, with their value here. */
  references: Readonly<Record<string, string>>
  /** Fields the client branches on: the mock must send exactly this. */
  exact: readonly string[]
  /** Fields the client only passes on: the mock must send this type. */
  typed: readonly string[]
  query: StatusQuery
  variation?: string
  /** Asks something else than the status, such as an access token. */
  ask?(baseUrl: string): Promise<unknown>
  /** The answer the client makes of it, as far as it matters here. */
  expected: { answer: Record<string, unknown> } | { error: { code: string } }
}

export interface Contract {
  provider: ProviderName
  mock: MockProvider
  createClient: CreateClient
  /** Credentials of the mock that only sign: none of them may stand in the pact. */
  neverSent?: readonly string[]
  interactions: readonly Interaction[]
  /** Outcomes that the provider does not have or document, and why. */
  exceptions: readonly { outcome: Outcome; reason: string }[]
  /** What consumer tests add to the client's options, such as an answer to the call for an access token. */
  consumerOptions?: CommonOptions
  /** Brings the running mock to where the requests of this contract are valid, such as an issued token. */
  prepare?(mockUrl: string): Promise<void>
}

/** Makes a real client with the mock's credentials that commits the variation, if one is named. */
export type CreateClient = (options: CommonOptions, variation?: string) => StatusClient

/** The clock of consumer tests and of mocks under verification: signatures and tokens repeat to the byte. */
export const frozenNow = (): Date => new Date('2026-01-26T03:00:00.000Z')

export function findFixture(mock: MockProvider, name: string): Fixture {
  const fixture = mock.fixtures.find((candidate) => candidate.case === name)
  if (fixture === undefined) throw new Error(`${mock.name} has no fixture "${name}"`)
  return fixture
}
