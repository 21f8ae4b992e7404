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
    message: `rate limited locally: the rate limiter already has ${what}; no request was sent`,
    hint: 'make fewer concurrent calls',
  })
}
