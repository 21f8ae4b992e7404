import { type CredentialsOf, type ProviderName, registry } from './registry.ts'
import { type MockServer, type MockServerOptions, startMockServer } from './server.ts'

export type { ClockState, SessionClock } from './clock/session-clock.ts'
export type * from './control/control-types.ts'
export type {
  ExplainContext,
  ExplainedRequest,
  ExplainSignature,
  ExplanationStage,
  LikelyMistake,
  MistakeCertainty,
  SignatureExplanation,
} from './explain/explanation.ts'
export type { Fault, FaultKind, FaultScope, FaultState } from './fault/fault.ts'
export { type Journal, JournalExpectationError, type JournalLimits } from './journal/journal.ts'
export type * from './journal/journal-entry.ts'
export { createMockState, type MockState, type MockStateOptions } from './mock-state.ts'
export {
  type ControlOptions,
  createMocks,
  MockListenError,
  type Mocks,
  type MocksOptions,
} from './mocks.ts'
export type { MockEngine, MockProvider } from './provider.ts'
export { type CredentialsOf, mockProviders, type ProviderName, providerNames } from './registry.ts'
export type { MockHandlerOptions, MockOptions } from './responder.ts'
export type { MockServer, MockServerOptions } from './server.ts'
export type { MockRules, MockSession } from './session/mock-session.ts'
export type { SessionSource } from './session/session-name.ts'
export type { Choice, GeneralSituation, OwnSituation, SituationChooser } from './situation/situation.ts'
export type { TimelineState, TimelineStep } from './timeline/timeline.ts'
export * from './types.ts'
export { MockUsageError } from './usage-error.ts'

/** Starts the mock of the named provider; rejects with Node's own error (`EADDRINUSE` …) when it cannot listen. */
export async function createMockServer<Name extends ProviderName>({
  provider: name,
  ...options
}: MockServerOptions & { provider: Name }): Promise<MockServer<CredentialsOf<Name>>> {
  if (!Object.hasOwn(registry, name))
    throw new TypeError(`unknown provider "${String(name)}"; known: ${Object.keys(registry).join(', ')}`)
  return startMockServer<CredentialsOf<Name>>(registry[name], options)
}
