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
  /** What was answered; it tells whether a token was refused at that moment. */
  answer?: { status: number; body: string }
  /** Access tokens that the session was given, newest first. With them a mix-up can be proven. */
  recentTokens?: readonly string[]
  /** References that the session asked for, newest first. */
  recentReferences?: readonly string[]
}

/**
 * How sure a mistake is.
 * - `proven`: the received signature is exactly what comes out when this is done
 * - `seen`: it stands in the request
 * - `possible`: nothing contradicts it; where to look first
 */
export type MistakeCertainty = 'proven' | 'seen' | 'possible'

/** Something that was probably done wrong, and what to do instead. */
export interface LikelyMistake {
  /** Stable and in kebab case, such as `secret-white-space`; for tests and filters. */
  id: string
  /** How sure it is. */
  certainty: MistakeCertainty
  /** What was done, in plain words. */
  what: string
  /** What to do instead. */
  fix: string
}

/** One step on the way to a credential that is accepted. No text of it holds a secret. */
export interface ExplanationStage {
  /** In plain words: `string to sign`. */
  name: string
  /** What the mock accepts, or the form of it where it is secret. */
  expected: string
  /** `null` where it cannot be read out of the request: a hash does not say what went into it. */
  received: string | null
  /** `null` where it cannot be told. */
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
  /** In the order in which the signature is made. */
  stages: ExplanationStage[]
  /** Most likely first; empty where everything is right. */
  mistakes: LikelyMistake[]
}

/** Explains one provider's requests; `null` for a path that carries no credential at that provider. */
export type ExplainSignature = (
  request: ExplainedRequest,
  context: ExplainContext,
) => SignatureExplanation | null

const headerLengthLimit = 400

/** The summary and the first mistake for a response header: printable ASCII, one line, at most 400 characters. */
export const explainInOneLine = ({ summary, mistakes }: SignatureExplanation): string => {
  const [first] = mistakes
  const text = first ? `${first.id} (${first.certainty}): ${first.what} ${first.fix}` : summary
  const line = text
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]+/g, '?')
    .replace(/ +/g, ' ')
    .trim()
  return line.length <= headerLengthLimit ? line : `${line.slice(0, headerLengthLimit - 3)}...`
}
