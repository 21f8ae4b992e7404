import type { CallOptions, Capabilities, CommonOptions, Expectation } from '../client.ts'
import { startsWithQuotationMark } from '../credentials.ts'
import { isCekStatusError } from '../errors.ts'
import { createReporter } from '../events/reporter.ts'
import { checkCallOptions, checkCommonOptions } from '../options.ts'
import type { StatusQuery } from '../query.ts'
import { getProcessRateLimiter } from '../rate-limit/process-limiter.ts'
import type { Transaction } from '../transaction.ts'
import { chooseTransport } from '../transport/choose-transport.ts'
import type { AttemptSetup } from './attempt.ts'
import { attemptUntilAnswered } from './attempts.ts'
import { cleanError } from './clean-error.ts'
import { startDeadline } from './deadline.ts'
import { defaultDeadlineMs, defaultMaxBodyBytes, defaultTimeoutMs } from './defaults.ts'
import type { Call, Inquiry, TokenCall } from './inquiry.ts'
import { readRetryPlan } from './retry.ts'
import { hideable, redact, reportOutcome, send, startSending } from './sending.ts'

/** What a provider's factory knows when it makes its client. */
export interface RunnerSetup {
  /** The long-lived credentials, which no error may carry. */
  secrets: readonly string[]
  /** The credential whose calls the provider counts together; null where each call may have another. */
  credential: string | null
  /** Where requests go, as it was resolved. */
  baseUrl: string
  /** The names of the options that only this provider has, its credentials among them. */
  ownOptions: readonly string[]
}

/** What a provider's client asks with; made by `createCallRunner`. */
export interface CallRunner {
  /** The clock of the options, the machine's own unless they have one. */
  now: () => Date
  /**
   * Runs one call within its deadline. Whatever it throws leaves as a `CekStatusError` without secrets.
   */
  run<Query extends StatusQuery, Raw>(
    query: Query,
    options: CallOptions | undefined,
    inquiry: Inquiry<Query, Raw>,
  ): Promise<Transaction<Raw>>
  /**
   * Runs work that several calls may wait for. It has the client's own `timeoutMs`: the signal or the shorter time of
   * one caller does not end it for the others. Whatever it throws leaves as a `CekStatusError` without secrets.
   */
  prepare<Value>(work: (preparation: TokenCall) => Promise<Value>): Promise<Value>
}

/**
 * Makes what a client asks with: attempts within a deadline, the rate limiter, the size cap, events, and errors
 * without credentials.
 * @throws CekStatusError `CONFIGURATION` for a malformed or unknown option
 */
export function createCallRunner(
  { provider, repeatable, rateLimit }: Pick<Capabilities, 'provider' | 'repeatable' | 'rateLimit'>,
  options: CommonOptions,
  { secrets, credential, baseUrl, ownOptions }: RunnerSetup,
): CallRunner {
  checkCommonOptions(provider, options, ownOptions)
  const { now = () => new Date(), timeoutMs: clientTimeoutMs = defaultTimeoutMs } = options
  const { deadlineMs: clientDeadlineMs = defaultDeadlineMs, maxQueueMs: clientMaxWaitMs } = options
  const retry = readRetryPlan(options.retry)
  const hasOwnLimiter = options.rateLimiter === undefined
  const account = { provider, origin: new URL(baseUrl).origin, credential }
  const setup: AttemptSetup = {
    provider,
    transport: chooseTransport(options),
    maxBodyBytes: options.maxBodyBytes ?? defaultMaxBodyBytes,
    repeatable,
    credentials: secrets.flatMap(hideable),
    quotedCredential:
      ownOptions.find((name) => startsWithQuotationMark((options as Record<string, unknown>)[name])) ?? null,
    reporter: createReporter(options.onEvent, now),
    now,
    limiter: options.rateLimiter === false ? null : (options.rateLimiter ?? getProcessRateLimiter()),
    hasOwnLimiter,
    account,
    // No digest where the key never leaves the process.
    limiterKey: hasOwnLimiter ? JSON.stringify(account) : null,
    limit: rateLimit,
  }

  return {
    now,
    async run(query, callOptions = {}, inquiry) {
      checkCallOptions(provider, callOptions)
      const deadline = startDeadline(callOptions.deadlineMs ?? clientDeadlineMs, callOptions.signal)
      const sending = startSending(setup, 'inquiry')
      try {
        deadline.throwIfAborted()
        const call: Call<typeof query> = {
          query: copyOf(query),
          expect: copyExpectation(callOptions.expect),
          redact: (...texts) => redact(sending, texts),
        }
        inquiry.check(call.query)
        const transaction = await attemptUntilAnswered({
          setup,
          inquiry,
          call,
          sending,
          deadline,
          timeoutMs: callOptions.timeoutMs ?? clientTimeoutMs,
          maxQueueMs: callOptions.maxQueueMs ?? clientMaxWaitMs ?? Number.POSITIVE_INFINITY,
          retry,
        })
        return withAttempts(transaction, sending.attempts)
      } catch (error) {
        throw cleanError(error, sending)
      } finally {
        deadline.end()
      }
    },
    async prepare(work) {
      const deadline = startDeadline(Number.POSITIVE_INFINITY, undefined)
      const sending = startSending(setup, 'token')
      const tell = setup.reporter.to('token')
      const part = deadline.begin(clientTimeoutMs)
      const sendOne: TokenCall['send'] = async (request) => {
        try {
          const response = await send(setup, sending, request, part)
          reportOutcome(setup, sending, { status: null, errorCode: null })
          return response
        } catch (error) {
          const errorCode = isCekStatusError(error) ? error.code : null
          reportOutcome(setup, sending, { status: null, errorCode })
          throw error
        }
      }
      try {
        const value = await part.within(work({ redact: (...texts) => redact(sending, texts), send: sendOne }))
        tell?.(sending, { action: 'fetched', errorCode: null })
        return value
      } catch (error) {
        const cleaned = cleanError(error, sending)
        tell?.(sending, { action: 'failed', errorCode: cleaned.code })
        throw cleaned
      } finally {
        part.end()
      }
    },
  }
}

function withAttempts<Raw>(transaction: Transaction<Raw>, attempts: number): Transaction<Raw> {
  const { evidence } = transaction
  return evidence.attempts === attempts
    ? transaction
    : { ...transaction, evidence: { ...evidence, attempts } }
}

/** Anything but a plain object is left for the check of the query to refuse. */
function copyOf<Query>(query: Query): Query {
  return typeof query === 'object' && query !== null && !Array.isArray(query) ? { ...query } : query
}

function copyExpectation(expect: Expectation | undefined): Expectation {
  if (expect === undefined) return {}
  return Object.fromEntries(Object.entries(expect).map(([field, value]) => [field, copyOf(value)]))
}
