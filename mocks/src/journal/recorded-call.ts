import type { FaultKind } from '../fault/fault.ts'
import type { MockProvider } from '../provider.ts'
import type { SessionSource } from '../session/session-name.ts'
import type { MockAnswer, MockRequest, ReadCall } from '../types.ts'

/** The query as text: an object for each would weigh more than the rest of the call. */
interface RecordedRequest extends Omit<MockRequest, 'query'> {
  /** With its question mark; empty where there is none. */
  search: string
  /** Cut at `keptCharacters`. */
  body: string
}

/** A call as it is kept: nothing is formatted or masked until somebody looks. */
export interface RecordedCall {
  id: number
  /** Real time. */
  atMs: number
  /** The session's clock. */
  clockMs: number
  session: string
  sessionFrom: SessionSource
  provider: MockProvider
  read: ReadCall
  request: RecordedRequest
  requestCut: boolean
  /** The path as received, with a session's prefix. */
  receivedPath: string
  /** Its body is cut at `keptCharacters`. */
  answer: MockAnswer
  answerCut: boolean
  delayMs: number
  faults: readonly FaultKind[]
  /** What the session knew, where it helps to explain a refusal. */
  recentTokens: readonly string[]
  recentReferences: readonly string[]
}

/** Of a body the journal keeps so much. */
export const keptCharacters = 16_384

/** A copy, because a slice would hold on to the whole text. */
export function cutText(text: string): string {
  return Buffer.from(text.slice(0, keptCharacters), 'utf16le').toString('utf16le')
}
