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
  /** Name of the provider. */
  provider: string
  /** The references of the request. */
  asked: AskedCall
  /** The request as received, with credentials, tokens and signatures masked. */
  request: {
    method: string
    /** As the provider sees it: without a session's prefix, with the query. */
    path: string
    headers: Record<string, string>
    body: string
    bodyCut: boolean
  }
  /** The response as sent, including faults. */
  answer: {
    status: number
    headers: Record<string, string>
    body: string
    bodyCut: boolean
    /** Added before the answer by faults. */
    delayMs: number
    faults: FaultKind[]
  }
  /** The rule that selected the response. */
  rule: Rule
  /** The rule in plain words. */
  because: string
  /** Null where the call had no effect. */
  effect: Effect | null
  /** The situation that was chosen; null where the answer has none, such as a refusal. */
  situation: string | null
  /** How far the provider's page documents the response. */
  provenance: Provenance
  /** True where an explanation of a refused credential or signature is available. */
  explainable: boolean
  /** The explanation; null in lists and in the stream. */
  explanation: SignatureExplanation | null
  /** The request as a shell command; secrets are shell variables. */
  curl: string
}

/** Selects entries; a member that is left out matches every entry. */
export interface JournalFilter {
  /** One session. Default: every session. */
  session?: string
  /** One provider. Default: every provider. */
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
  /** Number of newest entries, 1 to 1000. Default: all. */
  limit?: number
}

/** What the calls that match a filter must be like. At least one of the numbers is required. */
export interface JournalExpectation extends Omit<JournalFilter, 'limit'> {
  /** Exact number of calls. */
  times?: number
  /** From 0. */
  atLeast?: number
  /** From 0; 0 asserts that there was no call. */
  atMost?: number
  /** Minimum interval between consecutive calls, in real time. */
  minIntervalMs?: number
  /** Maximum interval between consecutive calls, in real time. */
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
