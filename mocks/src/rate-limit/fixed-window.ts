export interface WindowCount {
  /** Calls that the window still takes after this one. */
  remaining: number
  /** When the window ends, as Unix time in whole seconds. */
  resetSeconds: number
  /** True for a call that the window no longer takes. */
  isOver: boolean
}

/** Counts calls in windows that begin with the first call after the one before has ended. */
export function createFixedWindow(limit: number, windowMs: number, now: () => Date) {
  let beganMs = Number.NEGATIVE_INFINITY
  let calls = 0
  return (): WindowCount => {
    const nowMs = now().getTime()
    // A clock that was set back leaves the window as well.
    if (nowMs - beganMs >= windowMs || nowMs < beganMs) {
      beganMs = nowMs
      calls = 0
    }
    calls += 1
    return {
      remaining: Math.max(0, limit - calls),
      resetSeconds: Math.ceil((beganMs + windowMs) / 1000),
      isOver: calls > limit,
    }
  }
}
