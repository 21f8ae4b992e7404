import type { SignatureExplanation } from '../explain/explanation.ts'
import type { FaultKind } from '../fault/fault.ts'
import type { SessionSource } from '../session/session-name.ts'
import type { AskedCall, Effect, Provenance, Rule } from '../types.ts'

/** One call, as the journal shows it; secrets are masked and long bodies cut. */
export interface JournalEntry {
  /** Rises by one with each call of the whole process. */
  id: number
  /** Real time, ISO 8601 in UTC. */
  at: string
  /** The session's clock at that moment. */
  clock: string
  /** Its name; `default` where the call named none. */
  session: string
  /** What named the session. */
  sessionFrom: SessionSource
  /** Who was asked. */
  provider: string
  /** What about. */
  asked: AskedCall
  /** As it came, with credentials, tokens and signatures masked. */
  request: {
    method: string
    /** As the provider sees it: without a session's prefix, with the query. */
    path: string
    headers: Record<string, string>
    body: string
    bodyCut: boolean
  }
  /** As it was sent, faults included. */
  answer: {
    status: number
    headers: Record<string, string>
    body: string
    bodyCut: boolean
    /** Added before the answer by faults. */
    delayMs: number
    faults: FaultKind[]
  }
  /** Which rule chose the answer. */
  rule: Rule
  /** The rule in plain words. */
  because: string
  /** Null where the call did nothing, as at every provider whose asking only asks. */
  effect: Effect | null
  /** The situation that was chosen; null where the answer has none, such as a refusal. */
  situation: string | null
  /** How far the provider's page backs the answer. */
  provenance: Provenance
  /** True where the mock can say why a credential or signature was refused. */
  explainable: boolean
  /** What it says then; null in lists and in the stream, where nobody has asked for it. */
  explanation: SignatureExplanation | null
  /** The request as a command for a shell; each secret is a variable of the shell. */
  curl: string
}

/** Which entries are meant; what is left out does not matter. */
export interface JournalFilter {
  /** One session; every one unless said. */
  session?: string
  /** One provider; every one unless said. */
  provider?: string
  /** Either reference of the call. */
  reference?: string
  /** The provider's own name of the call: `check-status`. */
  endpoint?: string
  /** The HTTP status that was answered. */
  status?: number
  /** The word that was answered. */
  situation?: string
  /** The rule that chose the answer. */
  rule?: string
  /** What the call did, such as `created-order`. */
  effect?: string
  /** Only entries with a higher id. */
  afterId?: number
  /** The newest so many, 1 to 1000; all that are kept without it. */
  limit?: number
}

/** What the calls that a filter finds must be like. At least one of the numbers must be given. */
export interface JournalExpectation extends Omit<JournalFilter, 'limit'> {
  /** Exactly so many calls. */
  times?: number
  /** From 0. */
  atLeast?: number
  /** From 0; 0 says that nobody asked. */
  atMost?: number
  /** No two calls in a row nearer than this, in real time. */
  minIntervalMs?: number
  /** No two calls in a row further apart than this, in real time. */
  maxIntervalMs?: number
}

/** Whether an expectation is met, and by which calls. */
export interface JournalVerdict {
  /** All numbers of the expectation at once. */
  met: boolean
  /** One line when met; else what was expected, and the calls that came. */
  message: string
  /** The calls that the filter found. */
  count: number
  /** The shortest and the longest time between two calls in a row; null below two calls. */
  shortestIntervalMs: number | null
  /** See `shortestIntervalMs`. */
  longestIntervalMs: number | null
  /** Of those calls, oldest first; `GET /api/journal/<id>` shows one. */
  ids: number[]
}
