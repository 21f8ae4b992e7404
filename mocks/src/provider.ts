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

/** One running imitation of one provider in one session; holds its state, such as issued tokens. */
export interface MockEngine {
  /** Without a chooser the reference alone decides. */
  handle(request: MockRequest, situations?: SituationChooser): MockAnswer
  /** Tokens that were issued last, newest first, where the provider issues any. */
  recentTokens?(): readonly string[]
}

/** What a provider's folder exports: data and one engine factory. */
export interface MockProvider<Credentials extends MockCredentials = MockCredentials> {
  /** As in paths and in `createMockServer`. */
  name: string
  /** The port that `cekstatus-mocks` uses unless told otherwise. */
  port: number
  /** Origins that the MSW handlers answer for: the provider's documented hosts. */
  origins: readonly string[]
  /** The fake ones that it accepts in the session `default`. */
  credentials: Credentials
  /** The credentials of a session, for apps that can set nothing else. */
  sessionCredentials(session: string): Credentials
  /** A request that is answered as it stands at that moment. */
  example(now: Date): ExampleRequest
  /** Every answer that it can give. */
  fixtures: readonly Fixture[]
  /** Calls without fixtures that the mock imitates as well, such as the one for an access token. */
  furtherEndpoints?: readonly string[]
  /** References with a response of their own. */
  references: readonly ReferenceEntry[]
  /** Situations that it does not have, and why. */
  exceptions: readonly ScenarioException[]
  /** Fixtures that answer general situations under another name. */
  generalAnswers?: Partial<Record<GeneralSituation, string>>
  /** True where asking for an unknown reference places an order. */
  ordersByAsking?: true
  /** Where faults find the status word, the numbers and the envelope of a body. */
  bodyFields: BodyFields
  /** Where a session's clock finds the times of a body. */
  bodyTimes: BodyTimes
  /** Reads call, references and session out of a request, before anything is judged. */
  readCall(request: MockRequest): ReadCall
  /** Makes one imitation with a state of its own; each session has one. */
  createEngine(options: EngineOptions): MockEngine
  /** Why a credential or signature was refused; null for a call that carries none. */
  explain?: ExplainSignature
}
