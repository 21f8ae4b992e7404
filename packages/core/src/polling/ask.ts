import type { CallOptions, StatusClient } from '../client.ts'
import { CekStatusError, isCekStatusError } from '../errors.ts'
import type { StatusQuery } from '../query.ts'
import { untilAborted } from '../signals.ts'
import type { Transaction } from '../transaction.ts'

/**
 * One call of a client, which ends with the signal even if the client ignores it. The query is copied, because a caller
 * may reuse the object while the answer is awaited.
 *
 * @throws CekStatusError also for what a client of the caller's own throws; rejects with the signal's reason
 */
export async function ask<Query extends StatusQuery, Raw>(
  client: StatusClient<Query, Raw>,
  query: Query,
  options: Omit<CallOptions, 'signal'>,
  signal: AbortSignal,
): Promise<Transaction<Raw>> {
  try {
    signal.throwIfAborted()
    return await untilAborted(client.getTransactionStatus({ ...query }, { ...options, signal }), signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (isCekStatusError(error)) throw error
    // Its message and properties may quote a credential, so nothing of it is kept.
    throw new CekStatusError({
      code: 'CONFIGURATION',
      provider: client.provider,
      field: 'client',
      message: 'client: it threw something that is no CekStatusError',
    })
  }
}

/** `attempts` counts the calls of the client until then. */
export function abortedError(provider: string, attempts: number): CekStatusError {
  return new CekStatusError({
    code: 'ABORTED',
    provider,
    message: "the caller's signal ended the waiting",
    attempts,
  })
}
