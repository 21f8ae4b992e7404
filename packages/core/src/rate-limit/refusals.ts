import { CekStatusError } from '../errors.ts'

/** What the limiter says instead of letting a call wait longer than it wants to. */
export function waitTooLong(delayMs: number, maxQueueMs: number): CekStatusError {
  const retryAfterMs = Math.max(1, Math.ceil(delayMs))
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'local',
    retryAfterMs,
    message: `the rate limit asks for a wait of ${retryAfterMs} ms or more, and ${maxQueueMs} ms are accepted; nothing was sent`,
    hint: 'ask again after retryAfterMs, or accept a longer maxQueueMs and deadlineMs',
  })
}

/** The limiter would have to remember more than it is allowed to. */
export function limiterFull(what: string): CekStatusError {
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'local',
    message: `the rate limiter holds ${what}, which is as many as it may; nothing was sent`,
    hint: 'ask for fewer at once',
  })
}

/** The store did not say that the call may go, so it does not. `failure` is never quoted beyond its name and code. */
export function storeFailed(failure: unknown): CekStatusError {
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'store',
    message: `the store of the rate limiter does not answer (${nameFailure(failure)}); nothing was sent`,
    hint: 'look at the store; calls go on as soon as it answers again',
  })
}

/** A message may carry the address of the store with its password; a name and a system code do not. */
function nameFailure(failure: unknown): string {
  const { name, code } = (failure ?? {}) as Record<string, unknown>
  const words = [name, code].filter(
    (word): word is string => typeof word === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(word),
  )
  return words.length === 0 ? 'no reason given' : words.join(' ')
}
