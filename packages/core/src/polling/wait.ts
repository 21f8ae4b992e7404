import type { StatusClient } from '../client.ts'
import type { CekStatusError } from '../errors.ts'
import type { MergedTransaction } from '../merge.ts'
import type { StatusQuery } from '../query.ts'
import { type PollResult, poll } from './poll.ts'
import { readSettings, type WaitOptions } from './settings.ts'

const defaultDeadlineMs = 300_000

/** `attempts` counts calls of the client. */
export type WaitResult<Raw = unknown> =
  | { outcome: 'final'; transaction: MergedTransaction<Raw>; error: null; attempts: number }
  | {
      /** Time or attempts were used up. This does not mean that the transaction failed. */
      outcome: 'exhausted'
      /** All responses, merged; null without any. */
      transaction: MergedTransaction<Raw> | null
      /** Error of the last call; null after a response. */
      error: CekStatusError | null
      attempts: number
    }

/**
 * Polls until the status is final, or time or attempts are used up. Calls never overlap. Retryable errors are retried,
 * after their `retryAfterMs` where they have one.
 *
 * @throws CekStatusError `CONFIGURATION` for an invalid option, or a client with `repeatable: false`; `ABORTED` by the
 * signal; `RESPONSE_MISMATCH` when two responses are for different transactions; any other error that is not retryable
 */
export async function waitForFinalStatus<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: NoInfer<Query>,
  options: WaitOptions = {},
): Promise<WaitResult<Raw>> {
  const settings = readSettings(client, options, { defaultDeadlineMs, rechecks: false })
  const signal = options.signal ?? new AbortController().signal
  let last: PollResult<Raw> = { transaction: null, error: null, attempts: 0, settled: false }
  for await (const result of poll(client, query, settings, signal)) last = result
  const { transaction, error, attempts, settled } = last
  return settled && transaction !== null
    ? { outcome: 'final', transaction, error: null, attempts }
    : { outcome: 'exhausted', transaction, error, attempts }
}
