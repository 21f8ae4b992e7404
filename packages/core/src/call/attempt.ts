import { callbackError, isCekStatusError } from '../errors.ts'
import { maxRetryAfterMs } from '../options.ts'
import type { StatusQuery } from '../query.ts'
import type { Permit, PermitRequest, RateLimit, RateLimiter } from '../rate-limit/rate-limiter.ts'
import { readClock } from '../response/parse.ts'
import type { Transaction } from '../transaction.ts'
import { maskWords } from '../transport/failure.ts'
import type { HttpResponse } from '../transport/transport.ts'
import type { Deadline } from './deadline.ts'
import type { Call, Inquiry } from './inquiry.ts'
import { type Account, createLimiterKey } from './limiter-key.ts'
import type { RetryPlan } from './retry.ts'
import { reportOutcome, type Sender, type Sending, send } from './sending.ts'

/** What the attempts of all calls of one client have in common. */
export interface AttemptSetup extends Sender {
  now: () => Date
  limiter: RateLimiter | null
  /** True for the limiter of the process, whose words are ours. */
  hasOwnLimiter: boolean
  account: Account
  /** Null until the first permit is needed. */
  limiterKey: string | null
  limit: RateLimit | null
}

/** What the attempts of one call have in common. */
export interface AttemptContext<Query extends StatusQuery, Raw> {
  setup: AttemptSetup
  inquiry: Inquiry<Query, Raw>
  call: Call<Query>
  sending: Sending
  deadline: Deadline
  timeoutMs: number
  maxQueueMs: number
  retry: RetryPlan
}

/**
 * One attempt: waits for its permit, builds, signs and sends the request within `timeoutMs`, gives the permit back as
 * soon as the answer has come or was given up, and reads the answer.
 */
export async function attempt<Query extends StatusQuery, Raw>(
  context: AttemptContext<Query, Raw>,
): Promise<Transaction<Raw>> {
  const { setup, inquiry, call, sending } = context
  // An answer of an earlier attempt says nothing about this one.
  sending.head = null
  sending.answered = false
  const permit = setup.limiter === null ? null : await waitForPermit(setup.limiter, context)
  try {
    const response = await buildAndSend(context)
    sending.answered = true
    obeyRateLimit(response, context)
    const transaction = inquiry.parseResponse(response, call)
    reportOutcome(setup, sending, { status: transaction.status, errorCode: null })
    return transaction
  } catch (error) {
    obeyRefusal(error, context)
    const errorCode = isCekStatusError(error) ? error.code : 'CONFIGURATION'
    reportOutcome(setup, sending, { status: null, errorCode })
    throw error
  } finally {
    // After what the answer says about the limit: whoever waits must not be let in before.
    permit?.release()
  }
}

async function waitForPermit<Query extends StatusQuery, Raw>(
  limiter: RateLimiter,
  { setup, sending, deadline, timeoutMs, maxQueueMs }: AttemptContext<Query, Raw>,
): Promise<Permit> {
  const { signal, within, end } = deadline.begin(Number.POSITIVE_INFINITY)
  let waiting: Promise<Permit> | undefined
  try {
    waiting = acquire(
      limiter,
      { sending, setup },
      {
        limit: setup.limit,
        holdMs: timeoutMs,
        maxQueueMs: Math.min(maxQueueMs, Math.max(0, Math.floor(deadline.remainingMs()))),
        signal,
        onWait: (delayMs) => setup.reporter.to('wait')?.(sending, { delayMs }),
      },
    )
    return await within(waiting)
  } catch (error) {
    // A permit that comes too late is used by nobody.
    if (signal.aborted) waiting?.then((permit) => permit.release()).catch(() => undefined)
    throw error
  } finally {
    end()
  }
}

async function acquire(
  limiter: RateLimiter,
  { sending, setup }: { sending: Sending; setup: AttemptSetup },
  rest: Omit<PermitRequest, 'key'>,
): Promise<Permit> {
  setup.limiterKey ??= await createLimiterKey(setup.account)
  const request = { key: setup.limiterKey, ...rest }
  if (setup.hasOwnLimiter) return limiter.acquire(request)
  try {
    return await limiter.acquire(request)
  } catch (error) {
    throw isCekStatusError(error)
      ? maskWords(error, sending.secrets)
      : callbackError(sending.provider, 'rateLimiter.acquire', error)
  }
}

function pauseLimiter({ limiter, limiterKey, provider }: AttemptSetup, pauseMs: number): void {
  try {
    if (limiterKey !== null) limiter?.pause(limiterKey, pauseMs)
  } catch (error) {
    throw callbackError(provider, 'rateLimiter.pause', error)
  }
}

async function buildAndSend<Query extends StatusQuery, Raw>({
  setup,
  inquiry,
  call,
  sending,
  deadline,
  timeoutMs,
}: AttemptContext<Query, Raw>): Promise<HttpResponse> {
  const part = deadline.begin(timeoutMs)
  try {
    const built = inquiry.buildRequest(call)
    const request = 'then' in built ? await part.within(built) : built
    sending.attempts += 1
    return await send(setup, sending, request, part)
  } finally {
    part.end()
  }
}

function obeyRateLimit<Query extends StatusQuery, Raw>(
  { headers }: HttpResponse,
  { setup, inquiry }: AttemptContext<Query, Raw>,
): void {
  const { limiter, provider, now } = setup
  if (limiter === null || inquiry.readRateLimit === undefined) return
  const told = inquiry.readRateLimit(headers, readClock(provider, now))
  if (told !== null) pauseLimiter(setup, told.pauseMs)
}

/** What the provider says to one call holds for all calls under the same key. */
function obeyRefusal<Query extends StatusQuery, Raw>(
  error: unknown,
  { setup, retry }: AttemptContext<Query, Raw>,
): void {
  if (!isCekStatusError(error) || error.limitedBy !== 'provider') return
  const pauseMs = Math.min(error.retryAfterMs ?? retry.maxDelayMs, maxRetryAfterMs)
  pauseLimiter(setup, pauseMs)
}
