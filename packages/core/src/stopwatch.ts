/** Returns the milliseconds since its start. */
export type Stopwatch = () => number

/**
 * Starts a stopwatch on the caller's clock, if there is one. Otherwise it uses the monotonic clock, which no correction
 * of the time moves, or the wall clock where that went further: the monotonic clock may stop while a machine sleeps.
 */
export function startStopwatch(now?: () => Date): Stopwatch {
  const clocks = now === undefined ? [() => performance.now(), () => Date.now()] : [() => now().getTime()]
  const started = clocks.map((read) => ({ read, at: read() }))
  return () => Math.max(...started.map(({ read, at }) => read() - at))
}
