/**
 * Something that goes wrong on the way of an answer. Every fault that applies to a call takes part, in the order
 * in which they were set.
 */
export type Fault =
  /** Waits before the answer begins; the jitter is drawn from the session's seed. */
  | { kind: 'latency'; delayMs: number; jitterMs?: number }
  /** The body comes in small pieces. */
  | { kind: 'slow-drip'; bytes?: number; everyMs?: number }
  /** The connection is reset before anything was sent. */
  | { kind: 'reset' }
  /** The connection is reset after half of the body, or after so many bytes of it. */
  | { kind: 'reset-in-body'; afterBytes?: number }
  /** A complete answer whose body is cut after half, or after so many bytes. */
  | { kind: 'truncated-body'; keepBytes?: number }
  | { kind: 'empty-body' }
  /** A gateway's page in HTML with 502. */
  | { kind: 'bad-gateway' }
  /** A gateway's page with 429 and `Retry-After`. */
  | { kind: 'rate-limited'; retryAfterSeconds?: number }
  | { kind: 'server-error' }
  | { kind: 'service-unavailable'; retryAfterSeconds?: number }
  | { kind: 'wrong-content-type'; contentType?: string }
  /** The status word becomes one that no page knows. */
  | { kind: 'unknown-status-word'; word?: string }
  /** A JSON number becomes a text; without a field, the first number of the body that is not the envelope's. */
  | { kind: 'number-as-text'; field?: string }
  /** A member is left out: `data.amount`. */
  | { kind: 'missing-field'; field: string }

/** What goes wrong. */
export type FaultKind = Fault['kind']

/** Where a fault applies; what is left out applies everywhere. */
export interface FaultScope {
  /** One provider. Default: every provider. */
  provider?: string
  /** One reference, of either kind. Default: every reference. */
  reference?: string
}

/** A fault that is set in a session. */
export interface FaultState extends FaultScope {
  /** Names the fault when it is taken away. */
  id: string
  /** What goes wrong. */
  fault: Fault
  /** Remaining calls; null: until the fault is removed. */
  remaining: number | null
}
