/**
 * How far the provider's page documents a response.
 * - `documented`: the page shows this body, byte for byte; `repair` describes where that was not valid JSON
 * - `documented, reference replaced`: that body with only its reference fields replaced
 * - `inferred`: the page names the case but shows no body for it
 * - `hostile`: undocumented
 */
export type ProvenanceKind = 'documented' | 'documented, reference replaced' | 'inferred' | 'hostile'

/** How far a page documents a response. */
export interface Provenance {
  /** How far. */
  kind: ProvenanceKind
  /** URL of the page. */
  source: string
  /** What was assumed or changed. */
  note?: string
}

/** The request that returns a fixture, in the vocabulary of the client packages. */
export interface FixtureAsk {
  /** The references and the kind, as the client packages name them. */
  query: {
    merchantReference?: string
    providerReference?: string
    kind?: 'payment' | 'payout' | 'purchase'
    /** Product and target, where the provider requires them in a status check. */
    productCode?: string
    target?: string
  }
  /**
   * How the caller must differ from a well-configured one, where the answer needs that:
   * the request carries a wrong key, is signed with a wrong secret, or has a token that was never issued.
   */
  variation?: 'wrong-key' | 'wrong-secret' | 'foreign-token'
}

/** What a correct client reads, written from the provider's page; the engine never uses it. */
export type FixtureExpected =
  | { transaction: Record<string, unknown> }
  | { error: { code: string; providerCode?: string | null } }

/** One response of a provider, from `<provider>/fixtures/<endpoint>.json`. */
export interface Fixture {
  /** Unique name: `paid`, `not-found`. */
  case: string
  /** The page's own name of the call, and the name of the file: `check-status`. */
  endpoint: string
  /** How far the page documents the response. */
  provenance: Provenance
  /** The request that returns the fixture. */
  ask: FixtureAsk
  /** Marks the fixture of a documented reference that several fixtures share. */
  default?: boolean
  /** The response. */
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
  /** What a correct client reads. */
  expected: FixtureExpected
}

/** The situations that every provider has, or declares as an exception. */
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
/** One of these situations. */
export type ScenarioName = (typeof scenarioNames)[number]

/** A situation that a provider does not have, and why. */
export interface ScenarioException {
  /** The situation that is missing. */
  scenario: ScenarioName
  /** Why, for people. */
  reason: string
}

/** A reference and its fixture. */
export interface ReferenceEntry {
  /** The reference as requested. */
  reference: string
  /** Whose ID the reference is. */
  field: 'merchantReference' | 'providerReference'
  /** Set where the request names a kind. */
  kind?: 'payment' | 'payout'
  /** The situation; null for a documented reference or a single fixture. */
  scenario: ScenarioName | null
  /** The case of the fixture. */
  fixture: string
  /** The provenance of the response. */
  provenance: ProvenanceKind
  /** For people. */
  description: string
  /** The provider's ID in the response, where a fixture names both IDs. */
  providerReference?: string
}

/** A request as the engine sees it. Header names are lower case; `path` has no query and is not decoded. */
export interface MockRequest {
  /** In capital letters. */
  method: string
  /** Without a session's prefix. */
  path: string
  /** Parsed; the order is kept. */
  query: URLSearchParams
  /** Several values of one name are joined by a comma. */
  headers: Record<string, string>
  /** Empty text where there is none. */
  body: string
}

/**
 * The rules that can select a response.
 * - `mock`: the mock cannot read the request, or has a bug
 * - `request`: the provider's own refusal of path, method, credential, signature or form
 * - `header`: the request's `x-mock-situation`
 * - `session-reference` to `all`: set for a reference, a provider or everything, in the session or in `all`
 * - `scenario-file`: a custom scenario lists the reference
 * - `sequence-reference`: a reference such as `pending-then-success-1`
 * - `situation-reference`: a reference that begins with a situation
 */
export const rules = [
  'mock',
  'request',
  'rate-limit',
  'header',
  'session-reference',
  'session-provider',
  'session',
  'all-reference',
  'all-provider',
  'all',
  'scenario-file',
  'sequence-reference',
  'documented-reference',
  'situation-reference',
  'unknown-reference',
] as const
/** The rule that selected a response. */
export type Rule = (typeof rules)[number]

/** The effects of a call, at a provider where a status check can place an order. */
export const effects = ['created-order', 'asked-again'] as const
/** `created-order`: the call placed an order. `asked-again`: the order existed before. */
export type Effect = (typeof effects)[number]

/** The references of a request, read before anything is checked. */
export interface AskedCall {
  /** The provider's own name of the call, `check-status`; null for a path that the mock does not imitate. */
  endpoint: string | null
  /** The caller's own id; null where the call does not carry it. */
  merchantReference: string | null
  /** The provider's id; null where the call does not carry it. */
  providerReference: string | null
  /** Null where the call names none. */
  kind: 'payment' | 'payout' | null
}

/** A response and its reason. */
export interface MockAnswer {
  /** The HTTP status. */
  status: number
  /** Names as they are sent. */
  headers: Record<string, string>
  /** The bytes that are sent. */
  body: string
  /** How far the provider's page documents the response. */
  provenance: Provenance
  /** The rule or fixture that selected the response. */
  because: string
  /** The effect of the call, at a provider where a status check can place an order. */
  effect?: Effect
  /** Default: `request`, the provider's own refusal. */
  rule?: Rule
  /** The situation of the response, if any. */
  situation?: string
}

/** Settings of a session, read with every call. */
export interface EngineSettings {
  /** Whether the documented rate limit is enforced. */
  rateLimits: boolean
  /** Tolerance of a request's timestamp; null: only the format is checked. */
  timestampToleranceMs: number | null
}

/** The clock and the settings of the session that an engine belongs to. */
export interface EngineOptions {
  /** The session's clock. */
  now: () => Date
  /** Default: no rate limits and no tolerance. */
  settings?: () => EngineSettings
}

/** Fake credentials that a mock accepts, in the shape of the client package's options. */
export type MockCredentials = Readonly<Record<string, string>>

/** A request as read, before anything is checked. */
export interface ReadCall {
  /** Call, references and kind of the request. */
  asked: AskedCall
  /** Every reference of the transaction, first the one that identifies its state; empty without a reference. */
  names: readonly string[]
  /** The text that may begin with a situation, without the prefix of the provider's own ids. */
  word: string | null
  /** The session that the credential names; null for none. */
  session: string | null
}

/** What the faults need to know about a provider's bodies. */
export interface BodyFields {
  /** Path of the transaction's status word. */
  statusWord: string
  /** Paths of numbers that are no fact about the transaction, such as an envelope's status. */
  envelopeNumbers: readonly string[]
}

/** Paths of the members of a transaction's body that a session's clock moves. */
export interface BodyTimes {
  /** The time of the first request for the transaction. */
  created: readonly string[]
  /** The start of the current situation. */
  changed: readonly string[]
}

/** An example request. */
export interface ExampleRequest {
  /** In capital letters. */
  method: 'GET' | 'POST'
  /** The provider's own, with the query. */
  path: string
  /** Credentials and signature included: the fake ones. */
  headers: Readonly<Record<string, string>>
  /** Left out for a GET. */
  body?: string
}
