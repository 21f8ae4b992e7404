import type { RetryOptions } from './call/retry.ts'
import type { CallEvent } from './events/event.ts'
import type { Money } from './money.ts'
import type { NotFoundGrace, Schedule } from './polling/schedule.ts'
import type { QueryField, StatusQuery } from './query.ts'
import type { RateLimit, RateLimiter } from './rate-limit/rate-limiter.ts'
import type { Status } from './status.ts'
import type { Environment, Kind, Transaction } from './transaction.ts'
import type { Transport } from './transport/transport.ts'

/** Expected values; a response that differs has the advice `review`. */
export interface Expectation {
  /** A string is an amount in rupiah. */
  amount?: Money | string
  /** Amount after fees; a string is an amount in rupiah. */
  netAmount?: Money | string
  kind?: Exclude<Kind, 'unknown'>
}

/** Options of one call. Times are integer milliseconds up to 2^31 - 1. */
export interface CallOptions {
  /** Aborts the call with the error `ABORTED`. */
  signal?: AbortSignal
  /** Timeout of one attempt, from 1 (default: that of the client). */
  timeoutMs?: number
  /** Timeout of the whole call, from 1 (default: that of the client). */
  deadlineMs?: number
  /** Maximum wait for the rate limiter per attempt, from 0 (default: that of the client). */
  maxQueueMs?: number
  /** Expected values; a response that differs has a warning and the advice `review`. */
  expect?: Expectation
}

/** Options of every provider's client besides the credentials. Times are integer milliseconds up to 2^31 - 1. */
export interface CommonOptions {
  /** Selects the documented host, and whether test-mode transactions are expected (default: `production`). */
  environment?: Environment
  /** Replaces the provider's origin; may carry a path prefix, to which the provider's own path is appended. */
  baseUrl?: string
  /** Accepts an `http://` base URL whose host is not loopback; default `false`. */
  allowInsecureHttp?: boolean
  /**
   * Sends the request (default: the global fetch or, on Node while that is the built-in one, its dispatcher).
   */
  fetch?: typeof fetch
  /** Sends the request instead of `fetch`, such as the one of `@cekstatus/core/undici`. */
  transport?: Transport
  /** Clock (default: the system's). */
  now?: () => Date
  /** Timeout of one attempt, from the first byte sent to the last byte received (default: 15 000). */
  timeoutMs?: number
  /** Timeout of one call with its waits, tokens, attempts and delays (default: 60 000). */
  deadlineMs?: number
  /** Retries of failed attempts; `false` disables them. */
  retry?: false | RetryOptions
  /**
   * Decides when a request may be sent; `false` disables rate limiting. By default, all clients of the process with the
   * same credential and origin share one limit, `capabilities.rateLimit`, and the pauses that the provider requests.
   */
  rateLimiter?: false | RateLimiter
  /** Maximum wait for the rate limiter per attempt (default: until the deadline); 0 fails at once. */
  maxQueueMs?: number
  /** Maximum size of a decoded response body in bytes (default: 1 048 576). */
  maxBodyBytes?: number
  /** Called with the events of each call; errors that it throws are ignored. */
  onEvent?: (event: CallEvent) => void
}

/** A final status that can still change. */
export interface UndoableStatus {
  /** The status in the common model. */
  status: Status
  /** Values of `channel.code` (default: all). */
  channels?: readonly string[]
  /** Resource (default: all). */
  resource?: string
  /** What the status can become and when, for people; the message of the warning. */
  note: string
  /** Address of the page that documents it. */
  source: string
}

/** A kind of object that has a status call. */
export interface Resource {
  /** Value of `resource` in a query: `invoice`. */
  name: string
  /** Prefixes of the ids of this object; empty where ids have none. */
  idPrefixes: readonly string[]
  /** References that find the object. */
  lookup: Capabilities['lookup']
  /** Address of the page that documents the call. */
  source: string
}

/** Properties of a provider's status call. */
export interface Capabilities {
  /** The package's last part: `paymenku`. */
  provider: string
  /** Kinds of transaction that the call returns. */
  kinds: readonly Kind[]
  /** References that a query can use. */
  lookup: readonly ('merchantReference' | 'providerReference')[]
  /** Maximum length of a reference in characters. */
  referenceMaxLength: number
  /** Fields of a query besides references and kind. */
  queryFields?: readonly QueryField[]
  /** False if the call may place an order; such a call must never be repeated blindly. */
  repeatable: boolean
  /** Documented origin of each environment; null where undocumented. */
  origins: Readonly<Record<Environment, string | null>>
  /** True if a response shows whether the transaction is in test mode. */
  reportsSandbox: boolean
  /** Delays of `waitForFinalStatus`, `watchTransactionStatus` and `nextDelayMs`. */
  schedule: Schedule
  /** How to tell a transaction that is too new to be known from one that does not exist. */
  notFoundGrace: NotFoundGrace
  /**
   * Final statuses that can still change, by the provider's page. Such a response carries the warning `MAY_BE_UNDONE`,
   * which turns the advice `release` into `review` and leaves `fulfill`.
   */
  mayBeUndone?: readonly UndoableStatus[]
  /** Values of `resource`, where a query requires it. */
  resources?: readonly Resource[]
  /** Documented rate limit of the status call; null where undocumented. */
  rateLimit: RateLimit | null
}

/** The client of a provider. */
export interface StatusClient<Query extends StatusQuery = StatusQuery, Raw = unknown> {
  /** The package's last part: `paymenku`. */
  readonly provider: string
  readonly capabilities: Capabilities
  /**
   * Requests the status of a transaction.
   * @throws CekStatusError if there is no trustworthy status; no error means that a transaction failed
   */
  getTransactionStatus(query: Query, options?: CallOptions): Promise<Transaction<Raw>>
}
