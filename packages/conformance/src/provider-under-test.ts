import type {
  Capabilities,
  CommonOptions,
  HttpRequest,
  ParseOptions,
  StatusClient,
  StatusQuery,
  StatusResponse,
  Transaction,
} from '@cekstatus/core'
import type { ErrorRow, ProviderDescription, StatusRow } from '@cekstatus/core/provider'
import type { Oracle } from './fuzz/oracle.ts'

/** One option as the README's table states it. */
export interface OptionRow {
  type: string
  default: string
  meaning: string
}

/** What a server answers with. */
export interface TextAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** A request as a server received it. */
export interface Sent {
  method: string
  /** Path and query as they stood in the request line. */
  target: string
  headers: Record<string, string>
  body: string
}

/** The part of a fixture that the suite reads; the mocks' own type has more. */
export interface CatalogueEntry {
  case: string
  ask: { query: StatusQuery; variation?: string }
  response: { status: number; headers: Record<string, string>; body: readonly string[] }
  expected:
    | { transaction: Record<string, unknown> }
    | { error: { code: string; providerCode?: string | null } }
}

/** One reference that a mock answers. */
export interface ReferenceUnderTest {
  reference: string
  field: 'merchantReference' | 'providerReference'
  kind?: 'payment' | 'payout'
  fixture: string
  /** The provider's id in the answer, where the fixture names both ids. */
  providerReference?: string
}

/** A mock that answers over HTTP until it is closed. */
export interface RunningMock {
  url: string
  references: readonly ReferenceUnderTest[]
  close(): Promise<void>
}

/** The part of a mock provider that the suite uses. */
interface MockUnderTest {
  fixtures: readonly CatalogueEntry[]
  createMockServer(options: { now: () => Date }): Promise<RunningMock>
}

/** Everything that differs between two providers; the suite itself is the same for all. */
export interface ProviderUnderTest<Query extends StatusQuery = StatusQuery> {
  name: string
  /** The package's folder, for its README. */
  directory: string
  capabilities: Capabilities
  description: ProviderDescription<Query, never>
  statusMap: readonly StatusRow[]
  errorMap: readonly ErrorRow[]
  parseStatusResponse(response: StatusResponse, query: Query, options?: ParseOptions): Transaction
  /** Makes a client; `credentials` replaces the valid ones field by field. */
  createClient(options: CommonOptions, credentials?: Record<string, unknown>): StatusClient<Query>
  /** Valid fake credentials, as the factory takes them. */
  credentials: Readonly<Record<string, string>>
  /** The options that only this provider has; the README takes from `description` what a row leaves out. */
  optionRows: Readonly<Record<string, Partial<OptionRow>>>
  /** Which of the credentials are secrets that no error may show. */
  secrets: readonly string[]
  /** Options that make a client commit the variation that a fixture asks for. */
  vary(variation: string): { options?: CommonOptions; credentials?: Record<string, unknown> }
  mock: MockUnderTest
  /** A query that is valid, and the reference in it. */
  queryFor(reference: string): Query
  /** Adds the fields that only this provider's queries have to a query that names a reference; absent where there are none. */
  completeQuery?(query: StatusQuery): Query
  /** Queries that the provider's rules forbid, besides those that every provider forbids. */
  badQueries: readonly { query: Record<string, unknown>; field: string }[]
  /** The provider's own path, which `baseUrl` must not already end in. */
  ownPaths: readonly string[]
  /** The reference that a received inquiry asks about. */
  readReference(sent: Sent): string
  /** Requests to the byte, under a fixed clock and id source. */
  requests: readonly { name: string; build(): HttpRequest; expected: HttpRequest }[]
  /** Answers a call that prepares the inquiry, such as one for an access token; null for the inquiry itself. */
  prepare?(sent: Sent): TextAnswer | null
  /** The token that `prepare` hands out. */
  issuedToken?: string
  /**
   * How it refuses an access token that is no longer good, and the credentials with which the client fetches another;
   * absent where there is no token to renew.
   */
  staleToken?: { answer: TextAnswer; credentials?: Record<string, unknown> }
  /** Texts of a received request that no error may show: signatures, tokens. */
  readSecrets?(sent: Sent): readonly string[]
  /** A success answer in which the word of `row` stands in its documented place, and the query it answers. */
  answerWith(row: Pick<StatusRow, 'providerStatus' | 'kind' | 'scope' | 'qualifiers'>): {
    body: string
    query: Query
  }
  /** An independent reading of the page: what may be said of an answer? */
  oracle: Oracle
}
