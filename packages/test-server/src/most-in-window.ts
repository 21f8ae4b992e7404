/** Returns the largest number of arrivals in any time span of `windowMs`, both edges included. */
export function mostInWindow(arrivals: readonly number[], windowMs: number): number {
  const times = [...arrivals].sort((left, right) => left - right)
  return Math.max(
    0,
    ...times.map((start) => times.filter((time) => time >= start && time <= start + windowMs).length),
  )
}
