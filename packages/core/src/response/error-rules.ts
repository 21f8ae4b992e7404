import type { ErrorCode } from '../errors.ts'
import { isRecord } from '../json.ts'
import type { Refusal, RefusalRules } from './classify.ts'
import type { ReceivedResponse } from './http-response.ts'

/** One refusal of a provider and the error it becomes, with a response that shows it. */
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

/** A row that decides: the first one that matches a response names its error. */
export interface ErrorRule extends ErrorRow {
  /** True for the responses that this row is about; the body is an object. */
  matches(received: ReceivedResponse & { json: Record<string, unknown> }): boolean
  /** The likely cause; by default the provider's hint for the code. */
  hint?: string
  /** Used where the response itself names no delay. */
  retryAfterMs?: number
}

/**
 * Turns a provider's own rules into its reading of refusals. Rules for `NOT_FOUND` apply after HTTP 429, 5xx, 401 and
 * 403, all others before.
 */
export function matchErrors(rules: readonly ErrorRule[]): Pick<RefusalRules, 'readRefusal' | 'isNotFound'> {
  const find = (received: ReceivedResponse, notFound: boolean): ErrorRule | undefined => {
    const { json } = received
    if (!isRecord(json)) return undefined
    return rules.find(
      (rule) => (rule.code === 'NOT_FOUND') === notFound && rule.matches({ ...received, json }),
    )
  }
  return {
    readRefusal: (received): Refusal | null => find(received, false) ?? null,
    isNotFound: (received) => find(received, true) !== undefined,
  }
}

/** What a page says of the refusals that every provider has, where it says anything. */
export interface GeneralErrors {
  /** Address of the page that names each, or the nearest one. */
  sources: { rateLimited: string; unavailable: string; unauthorized: string; rejected: string }
  /** A body that the provider sends with a refusal. */
  body(httpStatus: number): string
  /** Appended to what the rows say, such as ` (not documented)`. */
  note?: string
}

/** Lists a provider's own rules and the four refusals that are the same for every provider, in order of precedence. */
export function listErrors(
  rules: readonly ErrorRow[],
  { sources, body, note = '' }: GeneralErrors,
): ErrorRow[] {
  const general = (httpStatus: string, answer: string, code: ErrorCode, source: string, status: number) => ({
    httpStatus,
    answer: `${answer}${note}`,
    code,
    source,
    example: { status, body: body(status) },
  })
  return [
    ...rules.filter((rule) => !isLate(rule)),
    general('429', 'anything else', 'RATE_LIMITED', sources.rateLimited, 429),
    general('5xx', 'anything else', 'PROVIDER_UNAVAILABLE', sources.unavailable, 500),
    general('401, 403', 'any other JSON', 'AUTHENTICATION', sources.unauthorized, 401),
    ...rules.filter(isLate),
    general('other 4xx', 'any other JSON', 'REJECTED', sources.rejected, 400),
  ]
}

/** As `matchErrors` orders them; a row that decides nothing by itself stays in its place. */
function isLate(rule: ErrorRow): boolean {
  return rule.code === 'NOT_FOUND' && 'matches' in rule
}
