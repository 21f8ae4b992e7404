export interface RollingWindowOptions {
  /** Calls that any window takes. */
  limit: number
  windowMs: number
  /** How long every call is refused once the limit was passed. */
  blockMs: number
}

/** Refuses the call that would be one too many in any window, and every call until the block is over. */
export function createRollingWindow({ limit, windowMs, blockMs }: RollingWindowOptions, now: () => Date) {
  let taken: number[] = []
  let blockedUntilMs = Number.NEGATIVE_INFINITY
  /** Milliseconds until calls are taken again; 0 for a call that is taken. */
  return (): number => {
    const nowMs = now().getTime()
    // Calls that lie ahead are from before the clock was set back.
    taken = taken.filter((ms) => ms <= nowMs && nowMs - ms < windowMs)
    if (blockedUntilMs - nowMs > blockMs) blockedUntilMs = Number.NEGATIVE_INFINITY
    if (nowMs < blockedUntilMs) return blockedUntilMs - nowMs
    if (taken.length >= limit) {
      blockedUntilMs = nowMs + blockMs
      return blockMs
    }
    taken.push(nowMs)
    return 0
  }
}
