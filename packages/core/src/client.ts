import { checkCallOptions, checkCommonOptions } from './configuration.ts'
import { CekStatusError, type ErrorCode, isCekStatusError } from './errors.ts'
import { describeFailure, exchange, type HttpRequest, type HttpResponse, untilAborted } from './http.ts'
import type { Money } from './money.ts'
import type { StatusQuery } from './query.ts'
import { createSecret, maskSecrets, type Secret } from './secrets.ts'
import type { Environment, Kind, Transaction } from './transaction.ts'
import type { NotYetKnown, Schedule } from './waiting/schedule.ts'

const defaultTimeoutMs = 15_000
const maxBodyBytes = 1_048_576

/** What the caller believes; an answer that differs is never advised to be acted on. */
export interface Expectation {
  /** Text means rupiah. */
  amount?: Money | string
  netAmount?: Money | string
  kind?: Exclude<Kind, 'unknown'>
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call with `ABORTED`. */
  signal?: AbortSignal
  /** Milliseconds for the whole call, from 1; replaces the client's own. */
  timeoutMs?: number
  expect?: Expectation
}

/** Options that every provider's factory takes besides its credentials. */
export interface CommonOptions {
  /** Which documented host is asked, and whether test-mode transactions are expected. `production` unless said. */
  environment?: Environment
  /** Replaces the provider's origin; may carry a path prefix, to which the provider's own path is appended. */
  baseUrl?: string
  /** Sends the request; the global fetch unless said. */
  fetch?: typeof fetch
  /** The clock; the machine's own unless said. */
  now?: () => Date
  /** Milliseconds for one whole call, body included: 15 000 unless said. */
  timeoutMs?: number
}

/** What a provider's status call can do, as data. */
export interface Capabilities {
  provider: string
  kinds: readonly Kind[]
  /** Which reference can be asked by. */
  lookup: readonly ('merchantReference' | 'providerReference')[]
  /** Characters that a reference may have. */
  referenceMaxLength: number
  /** False where asking may act; such a call must never be repeated blindly. */
  repeatable: boolean
  /** The documented host of each environment; null where no page names one. */
  origins: Readonly<Record<Environment, string | null>>
  /** True where an answer says whether it is about a test-mode transaction. */
  reportsSandbox: boolean
  /** When to ask again; what waiting, watching and `nextDelayMs` go by. */
  schedule: Schedule
  /** How an order that is too new to be known is told from one that does not exist. */
  notYetKnown: NotYetKnown
}

/** What every provider's client is: one method, and data about it. */
export interface StatusClient<Query extends StatusQuery = StatusQuery, Raw = unknown> {
  readonly provider: string
  readonly capabilities: Capabilities
  /**
   * Asks once what happened to a transaction.
   * @throws CekStatusError whenever there is no trustworthy answer; no error says that a transaction failed
   */
  getTransactionStatus(query: Query, options?: CallOptions): Promise<Transaction<Raw>>
}

/** One call in progress: sends under the call's deadline and remembers what must not be printed. */
export interface Call<Query extends StatusQuery = StatusQuery> {
  /** As it was when the call began: a caller may reuse the object while the answer is awaited. */
  readonly query: Query
  /** What the answer is compared with, likewise. */
  readonly expect: Expectation
  readonly signal: AbortSignal
  /** Adds a text, such as a token or a signature, that no error may carry. */
  protect(...secrets: string[]): void
  /** Sends the inquiry itself; each one counts as an attempt. */
  sendInquiry(request: HttpRequest): Promise<HttpResponse>
}

/** Work in progress that calls wait for, such as fetching the access token that all of them use. */
export interface Preparation {
  /** Adds a text, such as a token or a signature, that no error may carry. */
  protect(...secrets: string[]): void
  /** Sends a request that is not an inquiry, so it counts as no attempt. */
  send(request: HttpRequest): Promise<HttpResponse>
}

export interface CallRunner {
  now: () => Date
  /**
   * Runs one call within its deadline. Whatever it throws leaves as a `CekStatusError` without secrets.
   */
  run<Query extends StatusQuery, Raw>(
    query: Query,
    options: CallOptions | undefined,
    ask: (call: Call<Query>) => Promise<Transaction<Raw>>,
  ): Promise<Transaction<Raw>>
  /**
   * Runs work that several calls may wait for. It has the client's own deadline: the signal or the shorter timeout of
   * one caller does not end it for the others. Whatever it throws leaves as a `CekStatusError` without secrets.
   */
  prepare<Value>(work: (preparation: Preparation) => Promise<Value>): Promise<Value>
}

/**
 * Makes what a client sends with: deadline, size cap, attempt count, and errors without credentials.
 * `secrets` are the client's long-lived credentials.
 * @throws CekStatusError `CONFIGURATION` for a malformed common option
 */
export function createCallRunner(
  provider: string,
  options: CommonOptions,
  secrets: readonly string[],
): CallRunner {
  checkCommonOptions(provider, options)
  const { now = () => new Date(), timeoutMs: clientTimeoutMs = defaultTimeoutMs } = options
  const credentials = secrets.map(createSecret)
  const send = options.fetch ?? ((...parameters: Parameters<typeof fetch>) => globalThis.fetch(...parameters))

  const withinDeadline = async <Value>(
    callOptions: CallOptions,
    work: (scope: Scope) => Promise<Value>,
  ): Promise<Value> => {
    const timeoutMs = callOptions.timeoutMs ?? clientTimeoutMs
    const deadline = startDeadline(timeoutMs, callOptions.signal)
    const { signal } = deadline
    const hidden = [...credentials]
    const scope: Scope = {
      signal,
      attempts: 0,
      httpStatus: null,
      protect: (...texts) => hidden.push(...texts.map(createSecret)),
      send: async (request) => {
        scope.httpStatus = null
        const onHead = (httpStatus: number): void => {
          scope.httpStatus = httpStatus
        }
        const sending = { provider, fetch: send, signal, maxBodyBytes, secrets: hidden, onHead }
        const { bodyTooLarge, ...response } = await exchange(request, sending)
        if (bodyTooLarge && !speaksWithoutBody(response.status)) throw tooLarge(provider, response)
        return response
      },
    }
    try {
      signal.throwIfAborted()
      return await untilAborted(work(scope), signal)
    } catch (error) {
      throw cleanError(deadline.explain(error), {
        provider,
        attempts: scope.attempts,
        httpStatus: scope.httpStatus,
        secrets: hidden,
      })
    } finally {
      deadline.stop()
    }
  }

  return {
    now,
    async run(query, callOptions = {}, ask) {
      checkCallOptions(provider, callOptions)
      return withinDeadline(callOptions, async (scope) => {
        const transaction = await ask({
          query: copyOf(query),
          expect: copyExpectation(callOptions.expect),
          signal: scope.signal,
          protect: scope.protect,
          sendInquiry: (request) => {
            scope.attempts += 1
            return scope.send(request)
          },
        })
        return { ...transaction, evidence: { ...transaction.evidence, attempts: scope.attempts } }
      })
    },
    prepare: (work) => withinDeadline({}, work),
  }
}

/** Anything but a plain object is left for the check of the query to refuse. */
function copyOf<Query>(query: Query): Query {
  return typeof query === 'object' && query !== null && !Array.isArray(query) ? { ...query } : query
}

function copyExpectation(expect: Expectation = {}): Expectation {
  return Object.fromEntries(Object.entries(expect).map(([field, value]) => [field, copyOf(value)]))
}

/** What runs under one deadline, with what it must not print and how often it inquired. */
interface Scope extends Preparation {
  readonly signal: AbortSignal
  attempts: number
  /** Of the last answer whose head has arrived; null while a request is under way without one. */
  httpStatus: number | null
}

interface Deadline {
  signal: AbortSignal
  stop(): void
  /** Turns the end of the deadline or of the caller's signal into its error; returns other errors as they are. */
  explain(error: unknown): unknown
}

function startDeadline(timeoutMs: number, callerSignal: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  if (callerSignal?.aborted) abort()
  callerSignal?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    stop: () => {
      clearTimeout(timer)
      callerSignal?.removeEventListener('abort', abort)
    },
    explain: (error) => {
      if (!controller.signal.aborted || error !== controller.signal.reason) return error
      return callerSignal?.aborted
        ? new CekStatusError({ code: 'ABORTED', message: "the caller's signal ended the call" })
        : new CekStatusError({ code: 'TIMEOUT', message: `no complete answer within ${timeoutMs} ms` })
    },
  }
}

/** Statuses that mean the same whatever the body says, so that one over the cap may go on without its body. */
function speaksWithoutBody(httpStatus: number): boolean {
  return httpStatus === 429 || httpStatus >= 500
}

function tooLarge(provider: string, response: HttpResponse): CekStatusError {
  return new CekStatusError({
    code: 'RESPONSE_INVALID',
    provider,
    message: `the answer of ${provider} is larger than ${maxBodyBytes} bytes (HTTP ${response.status})`,
    httpStatus: response.status,
    contentType: response.headers['content-type'] ?? null,
  })
}

/** Errors that can come after the head of an answer has arrived. */
const cutShort: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NETWORK', 'TIMEOUT', 'ABORTED'])

/**
 * Rebuilds an error with the attempt count and without secrets. A foreign error comes from a function in the caller's
 * options and becomes a `CONFIGURATION` one; its message may quote any credential, so only its name is kept.
 */
function cleanError(
  error: unknown,
  {
    provider,
    attempts,
    httpStatus,
    secrets,
  }: { provider: string; attempts: number; httpStatus: number | null; secrets: readonly Secret[] },
): CekStatusError {
  const clean = (text: string | null): string | null => (text === null ? null : maskSecrets(text, secrets))
  if (!isCekStatusError(error)) {
    const message = `a function given in the options failed (${nameFailure(error)})`
    return new CekStatusError({ code: 'CONFIGURATION', provider, attempts, message })
  }
  return new CekStatusError({
    code: error.code,
    provider,
    message: maskSecrets(error.message, secrets),
    field: error.field,
    httpStatus: error.httpStatus ?? (cutShort.has(error.code) ? httpStatus : null),
    contentType: clean(error.contentType),
    providerCode: clean(error.providerCode),
    providerMessage: clean(error.providerMessage),
    hint: clean(error.hint),
    attempts,
    retryAfterMs: error.retryAfterMs,
    limitedBy: error.limitedBy,
    cause: error.cause === undefined ? undefined : describeFailure(error.cause, secrets),
  })
}

function nameFailure(error: unknown): string {
  const name: unknown = error instanceof Object && 'name' in error ? error.name : typeof error
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error'
}
