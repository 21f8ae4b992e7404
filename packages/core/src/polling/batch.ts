import type { CallOptions, StatusClient } from '../client.ts'
import { type CekStatusError, configurationError, isCekStatusError } from '../errors.ts'
import { checkBoolean, checkInteger, checkPollingOptions } from '../options.ts'
import type { StatusQuery } from '../query.ts'
import type { Transaction } from '../transaction.ts'
import { abortedError, callClient } from './call-client.ts'
import { openInput } from './input.ts'
import { pickCallOptions } from './settings.ts'
import { createStoppable } from './stoppable.ts'

const defaultConcurrency = 4
const maxConcurrency = 256
/** A day: a rate limit must delay a batch, not fail its items. */
const defaultItemMs = 86_400_000

/** Call options apply to each call; `deadlineMs` and `maxQueueMs` default to a day. */
export interface ManyOptions extends CallOptions {
  /** Maximum number of calls in flight, from 1 to 256 (default: 4). */
  concurrency?: number
  /** Yields in the order of the queries, where one slow call delays the rest (default: order of completion). */
  ordered?: boolean
  /** Allows batches with a client whose capabilities have `repeatable: false`. */
  allowRepeat?: boolean
}

/** Outcome of one query; `index` is its position, from 0. */
export type StatusOutcome<Query extends StatusQuery = StatusQuery, Raw = unknown> =
  | { query: Query; index: number; transaction: Transaction<Raw>; error: null }
  | { query: Query; index: number; transaction: null; error: CekStatusError }

/**
 * Makes one call per query and yields its outcome. An error of one call is the outcome of its query and does not end the
 * batch. Queries are read lazily: at most `concurrency` ahead of the outcomes taken. A `break` stops reading, closes the
 * queries and aborts calls in flight. An error of the iterable itself is thrown after the outcomes of the queries read.
 *
 * @throws CekStatusError `CONFIGURATION` at once for an invalid option, or a client with `repeatable: false`; `ABORTED`
 * while iterating
 */
export function getTransactionStatuses<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  queries: Iterable<NoInfer<Query>> | AsyncIterable<NoInfer<Query>>,
  options: ManyOptions = {},
): AsyncIterableIterator<StatusOutcome<Query, Raw>> {
  checkPollingOptions(client, options, {
    concurrency: (value) => checkInteger(value, 1, maxConcurrency, 'calls'),
    ordered: checkBoolean,
  })
  if (!isIterable(queries)) {
    throw configurationError(client.provider, 'queries', 'queries must be iterable')
  }
  const { concurrency = defaultConcurrency, ordered = false } = options
  const { deadlineMs = defaultItemMs, maxQueueMs = defaultItemMs } = options
  const callOptions = { ...pickCallOptions(options), deadlineMs, maxQueueMs }
  return createStoppable(options.signal, (signal) => {
    const callFor: CallFor<Query, Raw> = (query, callSignal) =>
      callClient(client, query, callOptions, callSignal)
    return settleAll(queries, callFor, { provider: client.provider, concurrency, ordered, signal })
  })
}

type CallFor<Query, Raw> = (query: Query, signal: AbortSignal) => Promise<Transaction<Raw>>

interface Running {
  provider: string
  concurrency: number
  ordered: boolean
  signal: AbortSignal
}

async function* settleAll<Query extends StatusQuery, Raw>(
  queries: Iterable<Query> | AsyncIterable<Query>,
  callFor: CallFor<Query, Raw>,
  { provider, concurrency, ordered, signal }: Running,
): AsyncGenerator<StatusOutcome<Query, Raw>, void, undefined> {
  const finished: StatusOutcome<Query, Raw>[] = []
  // One each, because a runtime warns of a leak when many calls listen to one signal; in no set, because a set that
  // grows keeps what it held before for a long time.
  const inFlight: AbortController[] = []
  let started = 0
  let delivered = 0
  let wake = (): void => undefined
  const wakeUp = (): void => wake()
  const stop = (): void => {
    for (const controller of inFlight) controller.abort()
    wakeUp()
  }

  const start = (query: Query): void => {
    const index = started
    started += 1
    const controller = new AbortController()
    inFlight.push(controller)
    const settle = (outcome: StatusOutcome<Query, Raw>): void => {
      inFlight.splice(inFlight.indexOf(controller), 1)
      finished.push(outcome)
      wakeUp()
    }
    callFor(query, controller.signal).then(
      (transaction) => settle({ query, index, transaction, error: null }),
      (error: unknown) => {
        // Anything else is the end of the signal, after which no outcome is taken.
        if (isCekStatusError(error)) settle({ query, index, transaction: null, error })
      },
    )
  }
  const takeFinished = (): StatusOutcome<Query, Raw> | undefined => {
    const place = ordered ? finished.findIndex(({ index }) => index === delivered) : 0
    return place < 0 ? undefined : finished.splice(place, 1)[0]
  }

  signal.addEventListener('abort', stop, { once: true })
  const input = openInput(queries, start, wakeUp)
  try {
    for (;;) {
      if (signal.aborted) throw abortedError(provider, started)
      if (!input.isBusy() && !input.isOver() && started - delivered < concurrency) input.read()
      const outcome = takeFinished()
      if (outcome !== undefined) {
        delivered += 1
        yield outcome
      } else if (input.isOver() && started === delivered) {
        break
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } catch (error) {
    input.close().catch(() => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await input.close()
  }
  input.throwFailure()
}

function isIterable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Symbol.asyncIterator in value || Symbol.iterator in value
}
