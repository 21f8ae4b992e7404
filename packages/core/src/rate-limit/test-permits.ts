import type { PermitRequest } from './rate-limiter.ts'

/** What a call asks for, under one key, with changes. */
export function permitRequest(changes: Partial<PermitRequest> = {}): PermitRequest {
  return {
    key: 'key-1',
    limit: { calls: 2, windowMs: 10_000 },
    holdMs: 5_000,
    maxQueueMs: 3_600_000,
    signal: new AbortController().signal,
    ...changes,
  }
}

/** The most arrivals that any stretch of time of that length holds, its edges included. */
export function mostInWindow(arrivals: readonly number[], windowMs: number): number {
  const times = [...arrivals].sort((left, right) => left - right)
  return Math.max(
    0,
    ...times.map((start) => times.filter((time) => time >= start && time <= start + windowMs).length),
  )
}

/** What a promise has become so far. */
export async function stateOf(
  promise: Promise<unknown>,
): Promise<'pending' | 'granted' | { error: unknown }> {
  let state: 'pending' | 'granted' | { error: unknown } = 'pending'
  promise.then(
    () => {
      state = 'granted'
    },
    (error: unknown) => {
      state = { error }
    },
  )
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
  return state
}
