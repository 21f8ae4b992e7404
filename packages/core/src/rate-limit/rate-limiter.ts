/** At most `calls` requests in any time span of `windowMs`, as the provider counts their arrivals. */
export interface RateLimit {
  /** From 1. */
  calls: number
  /** Milliseconds from 1; a rolling window, not a calendar minute. */
  windowMs: number
}

/** What a call needs from the limiter before each HTTP attempt. */
export interface PermitRequest {
  /** Digest of provider, credential and origin. */
  key: string
  /** Null where no limit is documented: only pauses apply. */
  limit: RateLimit | null
  /** The longest that the attempt may take; without a `release`, its slot is held that long. */
  holdMs: number
  /** The longest acceptable wait; 0 grants at once or rejects. */
  maxQueueMs: number
  /** Leaves the queue when aborted. */
  signal: AbortSignal
  /** Receives the shortest possible wait once it is known. Not called where there is no wait. */
  onWait?: (delayMs: number) => void
}

/** Permission to send one request. */
export interface Permit {
  /** Call it when the response has arrived or was given up; the window counts from then. Further calls do nothing. */
  release(): void
}

/** Decides when a request may be sent. The default limiter is local to the process; a fleet can pass a shared one. */
export interface RateLimiter {
  /**
   * Resolves when one request may be sent, and rejects with the signal's reason once it is aborted.
   * @throws CekStatusError `RATE_LIMITED` with `limitedBy` `'local'` or `'store'` and, where known, `retryAfterMs`, as
   * soon as the wait is known to exceed `maxQueueMs`; no request was sent
   */
  acquire(request: PermitRequest): Promise<Permit>
  /** Holds back all requests under the key for `delayMs`, because the provider demands it. */
  pause(key: string, delayMs: number): void
}
