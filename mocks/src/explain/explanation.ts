import type { MockRequest } from '../types.ts'

/** A request as the engine saw it, and the path as it came in. */
export interface ExplainedRequest extends MockRequest {
  /** The path as received, with a session's prefix; `path` is the provider's own, without it. */
  receivedPath: string
}

/** What a session knew when the request came. */
export interface ExplainContext {
  /** The session's clock at that moment. */
  now: Date
  /** `null` for the default session. A session's own credential carries its name. */
  session: string | null
  /** The response; shows whether a token or a timestamp was refused at that moment. */
  answer?: { status: number; body: string }
  /** Access tokens that the session was issued, newest first. */
  recentTokens?: readonly string[]
  /** References that the session requested, newest first. */
  recentReferences?: readonly string[]
}

/**
 * How sure a mistake is.
 * - `proven`: signing with this mistake reproduces the received signature
 * - `seen`: visible in the request
 * - `possible`: nothing contradicts it; where to look first
 */
export type MistakeCertainty = 'proven' | 'seen' | 'possible'

/** Something that was probably done wrong. */
export interface LikelyMistake {
  /** Stable and in kebab case, such as `secret-white-space`; for tests and filters. */
  id: string
  certainty: MistakeCertainty
  /** What was done and what to do instead: `the secret was hex-decoded before signing; use it as text`. */
  fix: string
}

/** One step on the way to a credential that is accepted. Its texts never contain a secret. */
export interface ExplanationStage {
  /** Such as `string to sign`. */
  name: string
  /** What the mock accepts, or its form where it is secret. */
  expected: string
  /** `null` where the request does not show it: a hash does not reveal its input. */
  received: string | null
  /** `null` where that is unknown. */
  agrees: boolean | null
}

/** Why a request's credential or signature is accepted or refused. Plain data that survives JSON. */
export interface SignatureExplanation {
  /** The provider's call, named as the folder of its fixtures or its path is: `inquiry-status`. */
  call: string
  /** True where the credential and, where there is one, the signature would be accepted. */
  verifies: boolean
  /** One sentence. */
  summary: string
  stages: ExplanationStage[]
  /** Most likely first; empty where everything is right. */
  mistakes: LikelyMistake[]
}

/** Explains one provider's requests; `null` for a path that carries no credential at that provider. */
export type ExplainSignature = (
  request: ExplainedRequest,
  context: ExplainContext,
) => SignatureExplanation | null

export function seen(id: string, fix: string): LikelyMistake {
  return { id, certainty: 'seen', fix }
}

export function possible(id: string, fix: string): LikelyMistake {
  return { id, certainty: 'possible', fix }
}

/** A row of a table of mistakes that are visible in the request. */
export type Row = readonly [applies: boolean, id: string, what: string]

/** Names the first row that applies; `fix` is what to do instead. */
export function firstApplying(rows: readonly Row[], fix: string): LikelyMistake | null {
  const row = rows.find(([applies]) => applies)
  return row ? seen(row[1], `${row[2]}; ${fix}`) : null
}

/** Returns the header's value, empty where it is absent. */
export function headerOf({ headers }: ExplainedRequest, name: string): string {
  return headers[name.toLowerCase()] ?? ''
}

const headerLengthLimit = 400

/** Returns the first mistake, or the summary, for a response header: printable ASCII, one line, at most 400 characters. */
export function explainInOneLine({ summary, mistakes }: SignatureExplanation): string {
  const [first] = mistakes
  const text = first ? `${first.id} (${first.certainty}): ${first.fix}` : summary
  const line = text
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]+/g, '?')
    .replace(/ +/g, ' ')
    .trim()
  return line.length <= headerLengthLimit ? line : `${line.slice(0, headerLengthLimit - 3)}...`
}
