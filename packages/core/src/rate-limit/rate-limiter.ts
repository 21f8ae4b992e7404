/** At most so many calls in any stretch of time of that length, as the provider counts them. */
export interface RateLimit {
  /** From 1 up. */
  calls: number
  /** Length of the stretch in milliseconds, from 1; any rolling one, not a calendar minute. */
  windowMs: number
}

/** What a call asks of the limiter before each of its HTTP attempts. */
export interface PermitRequest {
  /** Stands for credential and origin, and holds neither. */
  key: string
  /** Null where no page names a limit: only pauses count. */
  limit: RateLimit | null
  /** The longest the attempt itself may take: its place is held that long if nobody releases it. */
  holdMs: number
  /** The longest wait that is accepted; 0 takes a permit at once or not at all. */
  maxQueueMs: number
  /** Gives up the place in the line. */
  signal: AbortSignal
  /** Told once it is known how long the wait will be at least. Not called where there is no wait. */
  onWait?: (delayMs: number) => void
}

/** The right to send one request. */
export interface Permit {
  /** The answer has come or was given up: the window counts from now. Only the first call of it does anything. */
  release(): void
}

/** Decides when a request may be sent. The default lives in the process; a fleet hands in one that is shared. */
export interface RateLimiter {
  /**
   * Resolves when one request may be sent, and rejects with the signal's reason once it is aborted.
   * @throws CekStatusError `RATE_LIMITED` with `limitedBy` `'local'` or `'store'` and, where it is known,
   * `retryAfterMs`, as soon as the wait is known to be longer than `maxQueueMs`; nothing was sent
   */
  acquire(request: PermitRequest): Promise<Permit>
  /** The provider said: nothing under this key before so many milliseconds have passed. */
  pause(key: string, delayMs: number): void
}
