/** Milliseconds since it was started. */
export type Stopwatch = () => number

/**
 * Measures by the caller's clock where there is one. Else by the machine's monotonic clock, which no correction of the
 * time moves, or by its wall clock where that went further: the monotonic one may stand still while a machine sleeps.
 */
export function startStopwatch(now: (() => Date) | undefined): Stopwatch {
  const clocks = now === undefined ? [() => performance.now(), () => Date.now()] : [() => now().getTime()]
  const started = clocks.map((read) => ({ read, at: read() }))
  return () => Math.max(...started.map(({ read, at }) => read() - at))
}
