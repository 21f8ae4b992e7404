import type { CommonOptions, StatusClient, StatusQuery } from '@cekstatus/core'
import type { Fixture, MockProvider, ProviderName, ScenarioName } from '@cekstatus/mocks'
import type { V3Request } from '@pact-foundation/pact'
import { deriveInteractions } from './derive-interactions.ts'

/** One exchange that the client relies on. */
export interface Interaction {
  /** Unique within the contract. */
  title: string
  /** The situation that the mock must be in, and the reference that shows it. */
  state: { scenario: ScenarioName | 'documented'; reference: string }
  request: Pick<V3Request, 'method' | 'path' | 'query' | 'headers' | 'body'>
  /** The exchange that the response is taken from. */
  fixture: Pick<Fixture, 'response'>
  /** Fields of the fixture's body that carry the reference, with their value here. */
  references: Readonly<Record<string, string>>
  /** Fields that the client branches on: the mock must send exactly this. */
  exact: readonly string[]
  /** Fields that the client only passes on: the mock must send this type. */
  typed: readonly string[]
  query: StatusQuery
  variation?: string
  /** Calls something other than the status, such as an access token. */
  ask?(baseUrl: string): Promise<unknown>
  /** What the client makes of the response. */
  expected: { transaction: Record<string, unknown> } | { error: { code: string } }
}

/** The data of one provider's contract; its interactions are derived from the fixtures of the mock. */
export interface ContractData {
  provider: ProviderName
  mock: MockProvider
  /** Makes a real client from options and credentials. */
  create(options: never): StatusClient<never>
  /** What replaces credentials and options where a fixture asks for a variation such as `wrong-key`. */
  variations?: Readonly<Record<string, CommonOptions & Record<string, unknown>>>
  /** Adds what only this provider's queries have. */
  completeQuery?(query: StatusQuery): StatusQuery
  /** The request that the client sends. */
  request(
    query: StatusQuery,
    credentials: Readonly<Record<string, string>>,
    variation?: string,
  ): Interaction['request']
  /** Fields of a response that carry what the query names, with their value. */
  references(query: StatusQuery): Interaction['references']
  /** Fields of any response that the client branches on; those that a body lacks are left out. */
  exact: readonly string[]
  /** Fields of any response that the client only passes on; those that a body lacks are left out. */
  typed: readonly string[]
  /** Where the words of the status map are. */
  statusWords: readonly { field: string; scope?: string }[]
  /** Credentials of the mock that only sign: none of them may be in the pact. */
  neverSent?: readonly string[]
  /** Interactions other than status calls. */
  preparations?: readonly Interaction[]
  /** What consumer tests add to the client's options, such as a response to the call for an access token. */
  consumerOptions?: CommonOptions
  /** Brings the running mock to where the requests of this contract are valid, such as an issued token. */
  prepare?(mockUrl: string): Promise<void>
}

export interface Contract extends ContractData {
  createClient: CreateClient
  interactions: readonly Interaction[]
}

/** Makes a real client with the mock's credentials, changed by the variation if one is named. */
type CreateClient = (options: CommonOptions, variation?: string) => StatusClient

export function defineContract(data: ContractData): Contract {
  const { mock, create, completeQuery = (query) => query, variations, preparations = [] } = data
  return {
    ...data,
    createClient: (options, variation = '') => {
      const client = create({ ...options, ...mock.credentials, ...variations?.[variation] } as never)
      return {
        ...client,
        getTransactionStatus: (query, callOptions) =>
          client.getTransactionStatus(completeQuery(query) as never, callOptions),
      } as StatusClient
    },
    interactions: [...preparations, ...deriveInteractions(data)],
  }
}

/** The clock of consumer tests and of mocks under verification: signatures and tokens repeat to the byte. */
export const frozenNow = (): Date => new Date('2026-01-26T03:00:00.000Z')

export function findFixture(mock: MockProvider, name: string): Fixture {
  const fixture = mock.fixtures.find((candidate) => candidate.case === name)
  if (fixture === undefined) throw new Error(`${mock.name} has no fixture "${name}"`)
  return fixture
}
