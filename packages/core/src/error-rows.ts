import type { ErrorCode } from './errors.ts'

/** One refusal of a provider and the error it becomes, with an answer that shows it. */
export interface ErrorRow {
  /** The HTTP status or statuses, as people write them: `404`, `5xx`. */
  httpStatus: string
  /** What the body says. */
  answer: string
  /** What the refusal becomes. */
  code: ErrorCode
  /** Address of the page that documents it. */
  source: string
  /** A response that this row is about. */
  example: { status: number; body: string }
}
