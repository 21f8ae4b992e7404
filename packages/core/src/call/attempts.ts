import { type CekStatusError, isCekStatusError } from '../errors.ts'
import type { StatusQuery } from '../query.ts'
import { pause } from '../signals.ts'
import type { Transaction } from '../transaction.ts'
import { type AttemptContext, attempt } from './attempt.ts'
import type { Recovery } from './inquiry.ts'
import { delayAfter } from './retry.ts'

/**
 * Attempts until there is an answer, or an error that another attempt cannot or must not cure. A refusal that has a
 * recovery is retried at once; one that may pass by itself is retried after a pause, if the pause fits the deadline.
 *
 * @throws the error of the last attempt
 */
export async function attemptUntilAnswered<Query extends StatusQuery, Raw>(
  context: AttemptContext<Query, Raw>,
): Promise<Transaction<Raw>> {
  const tried: Recovery['name'][] = []
  for (let tries = 1; ; ) {
    try {
      return await attempt(context)
    } catch (error) {
      if (!isCekStatusError(error) || error.code === 'ABORTED') throw error
      // Where asking may act there is one attempt.
      if (!context.setup.repeatable) throw error
      const recovery = context.sending.answered ? (context.inquiry.recoverFrom?.(error) ?? null) : null
      if (recovery !== null && !tried.includes(recovery.name)) {
        tried.push(recovery.name)
        applyRecovery(recovery, error, context)
      } else {
        await pauseBeforeRetry(error, tries, context)
        tries += 1
      }
    }
  }
}

function applyRecovery<Query extends StatusQuery, Raw>(
  { name, apply }: Recovery,
  { code: errorCode }: CekStatusError,
  { setup: { reporter }, sending }: AttemptContext<Query, Raw>,
): void {
  if (name === 'fresh-token') reporter.to('token')?.(sending, { action: 'refused', errorCode })
  reporter.to('retry')?.(sending, { reason: name, errorCode, delayMs: 0 })
  apply?.()
}

/** @throws the error itself where trying again is no use, not allowed, or would come too late */
async function pauseBeforeRetry<Query extends StatusQuery, Raw>(
  error: CekStatusError,
  tries: number,
  { setup: { reporter }, sending, deadline, retry }: AttemptContext<Query, Raw>,
): Promise<void> {
  // What our own limiter refuses has waited as long as it may.
  const byOurLimiter = error.limitedBy === 'local' || error.limitedBy === 'store'
  if (!error.retryable || byOurLimiter || tries >= retry.maxAttempts) throw error
  const delayMs = delayAfter(error, tries, retry)
  if (delayMs >= deadline.remainingMs()) throw error
  reporter.to('retry')?.(sending, { reason: 'error', errorCode: error.code, delayMs })
  const { signal, end } = deadline.begin(Number.POSITIVE_INFINITY)
  await pause(delayMs, signal).finally(end)
  deadline.throwIfAborted()
}
