import { CekStatusError } from '../errors.ts'

export function queueTooLong(delayMs: number, maxQueueMs: number): CekStatusError {
  const retryAfterMs = Math.max(1, Math.ceil(delayMs))
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'local',
    retryAfterMs,
    message: `rate limited locally: next slot in ${retryAfterMs} ms, maxQueueMs is ${maxQueueMs}; no request was sent`,
    hint: 'retry after retryAfterMs, or raise maxQueueMs and deadlineMs',
  })
}

export function limiterFull(what: string): CekStatusError {
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'local',
    message: `rate limited locally: the rate limiter already holds ${what}; no request was sent`,
    hint: 'make fewer calls at the same time',
  })
}

/** Only the name and the system code of `failure` are quoted: a message may carry the store's address and password. */
export function storeFailed(failure: unknown): CekStatusError {
  const { name, code } = (failure ?? {}) as Record<string, unknown>
  const words = [name, code].filter(
    (word): word is string => typeof word === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(word),
  )
  const reason = words.length === 0 ? '' : ` (${words.join(' ')})`
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'store',
    message: `rate limit store unreachable${reason}; no request was sent`,
    hint: 'check the store; calls resume when it recovers',
  })
}
