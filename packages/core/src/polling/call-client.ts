import type { CallOptions, StatusClient } from '../client.ts'
import { CekStatusError, isCekStatusError } from '../errors.ts'
import type { StatusQuery } from '../query.ts'
import { untilAborted } from '../signals.ts'
import type { Transaction } from '../transaction.ts'

/**
 * Makes one call that ends with the signal even if the client ignores it. The query is copied, because a caller may reuse
 * the object during the call.
 *
 * @throws CekStatusError also where a custom client throws another error; rejects with the signal's reason
 */
export async function callClient<Query extends StatusQuery, Raw>(
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
    // Its message and properties may contain a credential, so none of them is kept.
    throw new CekStatusError({
      code: 'CONFIGURATION',
      provider: client.provider,
      field: 'client',
      message: 'client threw an error that is not a CekStatusError',
    })
  }
}

/** `attempts` counts the client's calls so far. */
export function abortedError(provider: string, attempts: number): CekStatusError {
  return new CekStatusError({
    code: 'ABORTED',
    provider,
    message: "aborted by the caller's signal",
    attempts,
  })
}
