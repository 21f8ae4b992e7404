/**
 * How far an answer is backed by the provider's own page.
 * - `documented`: the body stands on the page, byte for byte; `repair` says where that was not valid JSON
 * - `documented, reference replaced`: that body with only its reference fields replaced
 * - `inferred`: the page names the case but shows no body for it
 * - `hostile`: nobody documents it; it exists to see what an app does
 */
export type ProvenanceKind = 'documented' | 'documented, reference replaced' | 'inferred' | 'hostile'

/** How far an answer is backed, and by which page. */
export interface Provenance {
  /** How far. */
  kind: ProvenanceKind
  /** Address of the page that the answer was read from. */
  source: string
  /** What was assumed or changed, where anything was. */
  note?: string
}

/** What a caller asks to get a fixture's answer, in the vocabulary of the client packages. */
export interface FixtureAsk {
  /** The references and the kind, as the client packages name them. */
  query: {
    merchantReference?: string
    providerReference?: string
    kind?: 'payment' | 'payout' | 'purchase'
    /** What was ordered and for whom, where the provider wants to hear it again. */
    productCode?: string
    target?: string
  }
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
  /** How far the page backs the exchange. */
  provenance: Provenance
  /** The query that gets it. */
  ask: FixtureAsk
  /** Marks the body that a shared documented reference answers with, when several share one. */
  default?: boolean
  /** What is answered. */
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
  /** What a correct client makes of it. */
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
/** A word that begins a reference or is set for one. */
export type ScenarioName = (typeof scenarioNames)[number]

/** A situation that a provider does not have, and why: declared, never invented. */
export interface ScenarioException {
  /** The situation that is missing. */
  scenario: ScenarioName
  /** Why, for people. */
  reason: string
}

/** One reference that can be asked, for people and for tables. */
export interface ReferenceEntry {
  /** As it is asked. */
  reference: string
  /** `merchantReference` or `providerReference`: which id space the reference belongs to. */
  field: 'merchantReference' | 'providerReference'
  /** Set where the provider must be told which kind is asked. */
  kind?: 'payment' | 'payout'
  /** The situation that it shows; null for one of a page or of a single fixture. */
  scenario: ScenarioName | null
  /** The fixture that answers. */
  fixture: string
  /** Of the answer. */
  provenance: ProvenanceKind
  /** For people. */
  description: string
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

/** What a request asks about, read before anything is judged. */
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

/** What an engine answers, and why. */
export interface MockAnswer {
  /** The HTTP status. */
  status: number
  /** Names as they are sent. */
  headers: Record<string, string>
  /** Byte for byte what is sent. */
  body: string
  /** How far the provider's page backs it. */
  provenance: Provenance
  /** The rule or fixture that chose this answer, in plain words. */
  because: string
  /** What the call did, at a provider where asking can order. */
  effect?: Effect
  /** `request` unless said: the provider's own refusal. */
  rule?: Rule
  /** The situation that was answered; absent where there is none. */
  situation?: string
}

/** What a session decides about an engine; read anew with every call. */
export interface EngineSettings {
  /** Whether the provider's documented limit counts and refuses. */
  rateLimits: boolean
  /** How far a request's timestamp may be from `now`; null: only its form is judged. */
  timestampToleranceMs: number | null
}

/** The clock and the settings of the session that an engine belongs to. */
export interface EngineOptions {
  /** The session's clock. */
  now: () => Date
  /** Nothing counts and no timestamp is too old unless said. */
  settings?: () => EngineSettings
}

/** Fake credentials that a mock accepts, in the shape of the client package's options. */
export type MockCredentials = Readonly<Record<string, string>>

/** What a request says before anything is judged. */
export interface ReadCall {
  /** Call, references and kind, as far as the request names them. */
  asked: AskedCall
  /** Every name of the transaction, the one that keeps its state first; empty where none is asked. */
  names: readonly string[]
  /** The text that may begin with a situation, without the prefix of the provider's own ids. */
  word: string | null
  /** From the credential; null where it names none. */
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
  /** When the transaction was first asked. */
  created: readonly string[]
  /** When its present situation began. */
  changed: readonly string[]
}

/** A request to try, for people. */
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
