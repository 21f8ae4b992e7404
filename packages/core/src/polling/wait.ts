import type { StatusClient } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import type { MergedTransaction } from '../merge.ts'
import type { StatusQuery } from '../query.ts'
import { observe, type PollResult } from './observe.ts'
import { readSettings, type WaitOptions } from './settings.ts'

const defaultDeadlineMs = 300_000

/** How the waiting ended; `attempts` counts calls of the client. */
export type WaitResult<Raw = unknown> =
  | { outcome: 'final'; transaction: MergedTransaction<Raw>; error: null; attempts: number }
  | {
      /** Time or attempts were used up. This says nothing about the transaction: it has not failed. */
      outcome: 'exhausted'
      /** The last answer; null when there was none. */
      transaction: MergedTransaction<Raw> | null
      /** Why the last call brought no answer; null when it did. */
      error: CekStatusError | null
      attempts: number
    }

/**
 * Asks until the status is final, or until time or attempts are used up. Calls never overlap; errors that may pass are
 * asked again, after their `retryAfterMs` where they have one.
 *
 * @throws CekStatusError `CONFIGURATION` for a wrong option, or a client that must not be asked twice; `ABORTED` by the
 * signal; `RESPONSE_MISMATCH` when two answers are about two transactions; any other error that asking again cannot cure
 */
export async function waitForFinalStatus<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: NoInfer<Query>,
  options: WaitOptions = {},
): Promise<WaitResult<Raw>> {
  const settings = readSettings(client, options, { defaultDeadlineMs, rechecks: false })
  const signal = options.signal ?? new AbortController().signal
  let last: PollResult<Raw> = { transaction: null, error: null, attempts: 0, settled: false }
  for await (const look of observe(client, query, settings, signal)) last = look
  const { transaction, error, attempts, settled } = last
  return settled && transaction !== null
    ? { outcome: 'final', transaction, error: null, attempts }
    : { outcome: 'exhausted', transaction, error, attempts }
}
