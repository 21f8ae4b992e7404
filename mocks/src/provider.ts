import type { ExplainSignature } from './explain/explanation.ts'
import type { GeneralSituation, SituationChooser } from './situation/situation.ts'
import type {
  BodyFields,
  BodyTimes,
  EngineOptions,
  ExampleRequest,
  Fixture,
  MockAnswer,
  MockCredentials,
  MockRequest,
  ReadCall,
  ReferenceEntry,
  ScenarioException,
} from './types.ts'

/** The mock of one provider in one session, with its state, such as issued tokens. */
export interface MockEngine {
  /** Without a chooser, the reference selects the response. */
  handle(request: MockRequest, situations?: SituationChooser): MockAnswer
  /** The last issued tokens, newest first, where the provider issues tokens. */
  recentTokens?(): readonly string[]
}

/** What a provider's folder exports: data and one engine factory. */
export interface MockProvider<Credentials extends MockCredentials = MockCredentials> {
  /** As in paths and in `createMockServer`. */
  name: string
  /** The default port of `cekstatus-mocks`. */
  port: number
  /** Origins of the MSW handlers: the provider's documented hosts. */
  origins: readonly string[]
  /** The fake credentials of the session `default`. */
  credentials: Credentials
  /** The credentials of a session, for apps that can set nothing else. */
  sessionCredentials(session: string): Credentials
  /** A request that works as it is at that moment. */
  example(now: Date): ExampleRequest
  /** Every response of the mock. */
  fixtures: readonly Fixture[]
  /** Calls without fixtures that the mock imitates as well, such as the one for an access token. */
  furtherEndpoints?: readonly string[]
  /** References with a response of their own. */
  references: readonly ReferenceEntry[]
  /** Situations that the provider does not have, and why. */
  exceptions: readonly ScenarioException[]
  /** Fixtures of general situations, where their case has another name. */
  generalAnswers?: Partial<Record<GeneralSituation, string>>
  /** True where a status check of an unknown reference places an order. */
  ordersByAsking?: true
  /** Paths in a body that faults change. */
  bodyFields: BodyFields
  /** Paths in a body that a session's clock changes. */
  bodyTimes: BodyTimes
  /** Reads call, references and session of a request, before anything is checked. */
  readCall(request: MockRequest): ReadCall
  /** Creates an engine with its own state; each session has one. */
  createEngine(options: EngineOptions): MockEngine
  /** Explains why a credential or signature was refused; null for a call without one. */
  explain?: ExplainSignature
}
