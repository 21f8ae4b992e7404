/** The five providers that this package imitates. */
export const providerNames = ['paymenku', 'smilepay', 'apigames', 'sekalipay', 'paystrator'] as const
export type ProviderName = (typeof providerNames)[number]

/**
 * How far an answer is backed by the provider's own page.
 * - `documented`: the body stands on the page, byte for byte; `repair` says where that was not valid JSON
 * - `documented, reference replaced`: that body with only its reference fields replaced
 * - `inferred`: the page names the case but shows no body for it
 * - `hostile`: nobody documents it; it exists to see what an app does
 */
export type ProvenanceKind = 'documented' | 'documented, reference replaced' | 'inferred' | 'hostile'

export interface Provenance {
  kind: ProvenanceKind
  /** Address of the page that the answer was read from. */
  source: string
  note?: string
}

/** What a caller asks to get a fixture's answer, in the vocabulary of the client packages. */
export interface FixtureAsk {
  query: { merchantReference?: string; providerReference?: string; kind?: 'payment' | 'payout' | 'purchase' }
  /**
   * How the caller must differ from a well-configured one, where the answer needs that:
   * the request carries a wrong key, is signed with a wrong secret, or bears a token nobody issued.
   */
  variation?: 'wrong-key' | 'wrong-secret' | 'foreign-token'
}

/** The answer a correct client gives, written from the provider's page; the engine never reads it. */
export type FixtureExpected =
  | { transaction: Record<string, unknown> }
  | { error: { code: string; providerCode?: string | null } }

/** One documented exchange, as kept in `<provider>/fixtures/<endpoint>/<case>.json`. */
export interface Fixture {
  /** The outcome in plain words, equal to the file's name: `paid`, `not-found`. */
  case: string
  /** The page's own name of the call, equal to the folder's name: `check-status`. */
  endpoint: string
  provenance: Provenance
  ask: FixtureAsk
  /** Marks the body that a shared documented reference answers with, when several share one. */
  default?: boolean
  response: {
    status: number
    headers: Record<string, string>
    /** The body's lines, joined by a line feed; no line feed at the end. */
    body: string[]
  }
  /** The page's text where it is not valid JSON and `response.body` is a repair of it. */
  documentedBody?: string[]
  /** What was repaired. */
  repair?: string
  expected: FixtureExpected
}

/** The situations that can be chosen by reference, the same words at every provider. */
export const scenarioNames = [
  'success',
  'partial',
  'pending',
  'processing',
  'failed',
  'expired',
  'canceled',
  'refunded',
  'unknown',
  'not-found',
  'unauthorized',
  'server-error',
] as const
export type ScenarioName = (typeof scenarioNames)[number]

/** A situation that a provider does not have, and why: declared, never invented. */
export interface ScenarioException {
  scenario: ScenarioName
  reason: string
}

/** One reference that can be asked, for people and for tables. */
export interface ReferenceEntry {
  reference: string
  /** `merchantReference` or `providerReference`: which id space the reference belongs to. */
  field: 'merchantReference' | 'providerReference'
  /** Set where the provider must be told which kind is asked. */
  kind?: 'payment' | 'payout'
  scenario: ScenarioName | null
  /** The fixture that answers. */
  fixture: string
  provenance: ProvenanceKind
  description: string
}

/** A request as the engine sees it. Header names are lower case; `path` has no query and is not decoded. */
export interface MockRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}

export interface MockAnswer {
  status: number
  headers: Record<string, string>
  body: string
  provenance: Provenance
  /** The rule or fixture that chose this answer, in plain words. */
  because: string
}

/** One running imitation of one provider; holds its state, such as issued tokens. */
export interface MockEngine {
  handle(request: MockRequest): MockAnswer
}

/** Fake credentials that a mock accepts, in the shape of the client package's options. */
export type MockCredentials = Readonly<Record<string, string>>

/** What a provider's folder exports: data and one engine factory. */
export interface MockProvider<Credentials extends MockCredentials = MockCredentials> {
  name: ProviderName
  /** The port that `cekstatus-mocks` uses unless told otherwise. */
  port: number
  /** Origins that the MSW handlers answer for: the provider's documented hosts. */
  origins: readonly string[]
  credentials: Credentials
  /** A GET request that is answered as it stands; absent where a request must be signed. */
  example?: { path: string; headers: Readonly<Record<string, string>> }
  fixtures: readonly Fixture[]
  references: readonly ReferenceEntry[]
  exceptions: readonly ScenarioException[]
  createEngine(options: { now: () => Date }): MockEngine
}
