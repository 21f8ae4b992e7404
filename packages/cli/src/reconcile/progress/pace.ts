const windowMs = 10_000

/** Measures the rows per second over the last ten seconds. */
export interface Pace {
  count(nowMs: number): void
  /** Rows per second. */
  perSecond(nowMs: number): number
}

/** Keeps the counts of the last ten seconds. */
export function createPace(startedMs: number): Pace {
  const counts = new Map<number, number>()
  return {
    count(nowMs) {
      const second = Math.floor(nowMs / 1_000)
      counts.set(second, (counts.get(second) ?? 0) + 1)
      if (counts.size > windowMs / 1_000 + 1) {
        for (const old of counts.keys()) if (old < second - windowMs / 1_000) counts.delete(old)
      }
    },
    perSecond(nowMs) {
      const from = nowMs - windowMs
      let total = 0
      for (const [second, count] of counts) if (second * 1_000 >= from) total += count
      const spanMs = Math.min(windowMs, nowMs - startedMs)
      return spanMs <= 0 ? 0 : (total * 1_000) / spanMs
    },
  }
}

/** `45 s`, `12 min`, `3 h 05 min` */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
