import type { RetryOptions } from './call/retry.ts'
import type { CallEvent } from './events/event.ts'
import type { Money } from './money.ts'
import type { NotFoundGrace, Schedule } from './polling/schedule.ts'
import type { QueryField, StatusQuery } from './query.ts'
import type { RateLimit, RateLimiter } from './rate-limit/rate-limiter.ts'
import type { Status } from './status.ts'
import type { Environment, Kind, Transaction } from './transaction.ts'
import type { Transport } from './transport/transport.ts'

/** What the caller believes; an answer that differs is never advised to be acted on. */
export interface Expectation {
  /** Text means rupiah. */
  amount?: Money | string
  /** What should be left after fees; text means rupiah. */
  netAmount?: Money | string
  /** What the transaction should be, where the provider tells kinds apart. */
  kind?: Exclude<Kind, 'unknown'>
}

/** Options of one call. Times are whole milliseconds up to 2^31 - 1. */
export interface CallOptions {
  /** Ends the call with `ABORTED`. */
  signal?: AbortSignal
  /** For one HTTP attempt, from 1; replaces the client's own. */
  timeoutMs?: number
  /** For the whole call, from 1; replaces the client's own. */
  deadlineMs?: number
  /** Longest wait for the rate limiter before one attempt, from 0; replaces the client's own. */
  maxQueueMs?: number
  /** What the caller believes; an answer that differs carries a warning and the advice `review`. */
  expect?: Expectation
}

/** Options that every provider's factory takes besides its credentials. Times are whole milliseconds up to 2^31 - 1. */
export interface CommonOptions {
  /** Which documented host is asked, and whether test-mode transactions are expected. `production` unless said. */
  environment?: Environment
  /** Replaces the provider's origin; may carry a path prefix, to which the provider's own path is appended. */
  baseUrl?: string
  /** Accepts an `http://` base URL whose host is not loopback; default `false`. */
  allowInsecureHttp?: boolean
  /**
   * Sends the request. Unless said, the global fetch does or, on Node and while nobody has put another in its place, the
   * dispatcher below it.
   */
  fetch?: typeof fetch
  /** Sends the request instead of `fetch`, such as one of `@cekstatus/core/undici`. */
  transport?: Transport
  /** The clock; the machine's own unless said. */
  now?: () => Date
  /** For one HTTP attempt, from its first byte sent to the last of its body: 15 000 unless said. */
  timeoutMs?: number
  /** For one whole call: waits for the limiter, tokens, attempts and the pauses between them; 60 000 unless said. */
  deadlineMs?: number
  /** When and how often a call that failed is tried again; `false` for never. */
  retry?: false | RetryOptions
  /**
   * Decides when a request may be sent; `false` for at once. Unless said, all clients of the process with the same
   * credential and origin together keep `capabilities.rateLimit` and the pauses that the provider asks for.
   */
  rateLimiter?: false | RateLimiter
  /** Longest wait for the rate limiter before one attempt: what the deadline leaves unless said; 0 fails at once. */
  maxQueueMs?: number
  /** Decoded bytes that the body of an answer may have: 1 048 576 unless said. */
  maxBodyBytes?: number
  /** Told what happens inside calls; what it throws is ignored. */
  onEvent?: (event: CallEvent) => void
}

/** A final status that can still change. */
export interface UndoableStatus {
  /** The status in the common model. */
  status: Status
  /** Only for these codes of `channel.code`; default: for all. */
  channels?: readonly string[]
  /** Only for this resource; default: for all. */
  resource?: string
  /** What it can become and when, for people; the message of the warning. */
  note: string
  /** Address of the page that documents it. */
  source: string
}

/** One kind of object that a provider has a status call for. */
export interface Resource {
  /** As a query names it: `invoice`. */
  name: string
  /** What the ids of this object begin with; empty where they have no prefix of their own. */
  idPrefixes: readonly string[]
  /** Which reference finds it. */
  lookup: Capabilities['lookup']
  /** Address of the page that documents the call. */
  source: string
}

/** What a provider's status call can do, as data. */
export interface Capabilities {
  /** The package's last part: `paymenku`. */
  provider: string
  /** The kinds of transaction that the status call answers for. */
  kinds: readonly Kind[]
  /** Which reference can be asked by. */
  lookup: readonly ('merchantReference' | 'providerReference')[]
  /** Characters that a reference may have. */
  referenceMaxLength: number
  /** What a query needs besides references and kind; absent where there is nothing else. */
  queryFields?: readonly QueryField[]
  /** False where asking may act; such a call must never be repeated blindly. */
  repeatable: boolean
  /** The documented host of each environment; null where no page names one. */
  origins: Readonly<Record<Environment, string | null>>
  /** True where an answer says whether it is about a test-mode transaction. */
  reportsSandbox: boolean
  /** When to ask again; what waiting, watching and `nextDelayMs` go by. */
  schedule: Schedule
  /** How an order that is too new to be known is told from one that does not exist. */
  notFoundGrace: NotFoundGrace
  /**
   * Final statuses that can still change, by the provider's page. Such a response carries the warning `MAY_BE_UNDONE`,
   * which turns the advice `release` into `review` and leaves `fulfill`.
   */
  mayBeUndone?: readonly UndoableStatus[]
  /** The objects that the status call can be made for, where a query must name one in `resource`. */
  resources?: readonly Resource[]
  /** How often the status call is made at most, by the provider's page; null where no page names a limit. */
  rateLimit: RateLimit | null
}

/** What every provider's client is: one method, and data about it. */
export interface StatusClient<Query extends StatusQuery = StatusQuery, Raw = unknown> {
  /** The package's last part: `paymenku`. */
  readonly provider: string
  /** What the provider's status call can do; waiting, watching and asking for many go by it. */
  readonly capabilities: Capabilities
  /**
   * Asks what happened to a transaction.
   * @throws CekStatusError whenever there is no trustworthy answer; no error says that a transaction failed
   */
  getTransactionStatus(query: Query, options?: CallOptions): Promise<Transaction<Raw>>
}
