import type { PermitRequest } from './rate-limiter.ts'

/** A permit request under one key, with changes. */
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
