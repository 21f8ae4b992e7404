import type { StatusClient } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import type { MergedTransaction } from '../merge.ts'
import type { StatusQuery } from '../query.ts'
import { observe, type Settings } from './observe.ts'
import { readSettings, type WaitOptions } from './settings.ts'
import { createStoppable } from './stoppable.ts'

const defaultDeadlineMs = 86_400_000

/** As for waiting, with a deadline of 86 400 000 ms (a day) unless said. */
export interface WatchOptions extends WaitOptions {
  /** Goes on for this long after a `success` or `partial`, with the pauses of `schedule.recheck`, in case of a refund. */
  refundRecheckMs?: number
}

/**
 * Yields the first answer, and then each one that differs in status, advice, amount, refund, its lines' statuses,
 * references or contradiction. Asks only while the next item is awaited. Ends after a final status, or when time or
 * attempts are used up: the last item's `final` tells which. A `break` ends everything at once.
 *
 * @throws CekStatusError `CONFIGURATION` at once; while iterating what `waitForFinalStatus` throws, and, when time or
 * attempts are used up before a final status, the error of the last call if it brought no answer
 */
export function watchTransactionStatus<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: NoInfer<Query>,
  options: WatchOptions = {},
): AsyncIterableIterator<MergedTransaction<Raw>> {
  const settings = readSettings(client, options, { defaultDeadlineMs, rechecks: true })
  const asked = { ...query }
  return createStoppable(options.signal, (signal) => listNews(client, asked, settings, signal))
}

async function* listNews<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<MergedTransaction<Raw>, void, undefined> {
  let told: string | null = null
  let unanswered: CekStatusError | null = null
  for await (const { transaction, error } of observe(client, query, settings, signal)) {
    unanswered = transaction?.final === true ? null : error
    if (transaction === null) continue
    const news = describe(transaction)
    if (news !== told) yield transaction
    told = news
  }
  if (unanswered !== null) throw unanswered
}

/** Equal for two answers between which nothing worth telling changed. */
function describe(transaction: MergedTransaction): string {
  const { status, advice, amount, refund, lines, merchantReference, providerReference } = transaction
  const statuses = lines.map((line) => line.status)
  const { contradiction } = transaction
  return JSON.stringify([
    [status, advice, contradiction, merchantReference, providerReference],
    [amount?.value, amount?.currency],
    [refund?.amount?.value, refund?.amount?.currency, refund?.pending],
    statuses,
  ])
}
