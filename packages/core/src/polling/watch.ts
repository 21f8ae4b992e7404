import type { StatusClient } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import type { MergedTransaction } from '../merge.ts'
import type { StatusQuery } from '../query.ts'
import { poll, type Settings } from './poll.ts'
import { readSettings, type WaitOptions } from './settings.ts'
import { createStoppable } from './stoppable.ts'

const defaultDeadlineMs = 86_400_000

/** The options of `waitForFinalStatus`; `deadlineMs` defaults to 86 400 000 (a day). */
export interface WatchOptions extends WaitOptions {
  /** Continues this long after `success` or `partial`, with the delays of `schedule.recheck`, in case of a refund. */
  refundRecheckMs?: number
}

/**
 * Yields the first response, and then each one that differs in status, advice, amount, refund, its lines' statuses,
 * references or contradiction. Polls only while the next item is awaited. Ends after a final status, or when time or
 * attempts are used up: see `final` of the last item. A `break` ends everything at once.
 *
 * @throws CekStatusError `CONFIGURATION` at once; while iterating what `waitForFinalStatus` throws, and, when time or
 * attempts are used up before a final status, the error of the last call
 */
export function watchTransactionStatus<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: NoInfer<Query>,
  options: WatchOptions = {},
): AsyncIterableIterator<MergedTransaction<Raw>> {
  const settings = readSettings(client, options, { defaultDeadlineMs, rechecks: true })
  const asked = { ...query }
  return createStoppable(options.signal, (signal) => listChanges(client, asked, settings, signal))
}

async function* listChanges<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<MergedTransaction<Raw>, void, undefined> {
  let yielded: string | null = null
  let lastError: CekStatusError | null = null
  for await (const { transaction, error } of poll(client, query, settings, signal)) {
    lastError = transaction?.final === true ? null : error
    if (transaction === null) continue
    const change = describe(transaction)
    if (change !== yielded) yield transaction
    yielded = change
  }
  if (lastError !== null) throw lastError
}

/** Equal for two transactions without a relevant difference. */
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
