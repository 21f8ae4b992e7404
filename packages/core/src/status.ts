/** The status of a transaction, the same for every provider. */
export type Status =
  | 'pending'
  | 'authorized'
  | 'processing'
  | 'success'
  | 'partial'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'refunded'
  | 'unknown'

/** What to do. It describes a response, not an event: act once per reference, under a lock. */
export type Advice = 'fulfill' | 'wait' | 'release' | 'review'

export interface StatusInfo {
  /** True if polling can stop. A refund may still change the status. */
  final: boolean
  advice: Advice
  meaning: string
}

/**
 * Finality and advice of every status, apart from the meanings, so that bundles that do not use those leave them out.
 */
export const statusRules = {
  pending: { final: false, advice: 'wait' },
  authorized: { final: false, advice: 'wait' },
  processing: { final: false, advice: 'wait' },
  success: { final: true, advice: 'fulfill' },
  partial: { final: true, advice: 'review' },
  failed: { final: true, advice: 'release' },
  expired: { final: true, advice: 'release' },
  canceled: { final: true, advice: 'release' },
  refunded: { final: true, advice: 'review' },
  unknown: { final: false, advice: 'review' },
} as const satisfies Record<Status, Omit<StatusInfo, 'meaning'>>

/** Finality, advice and meaning of every status. */
export const statusInfo: {
  readonly [Name in Status]: (typeof statusRules)[Name] & {
    /** For people, without a full stop. */
    readonly meaning: string
  }
} = /* @__PURE__ */ describeStatuses()

/** A function, so that bundlers can leave the meanings out. */
function describeStatuses() {
  const { pending, authorized, processing, success, partial, failed, expired, canceled, refunded, unknown } =
    statusRules
  return {
    pending: { ...pending, meaning: 'accepted; no money or goods are known to have moved' },
    authorized: { ...authorized, meaning: 'the amount is reserved but not captured' },
    processing: { ...processing, meaning: 'not finished; money or goods may or may not have moved' },
    success: { ...success, meaning: 'completed' },
    partial: { ...partial, meaning: 'partly completed; needs a manual decision' },
    failed: { ...failed, meaning: 'did not complete' },
    expired: { ...expired, meaning: 'did not complete in time' },
    canceled: { ...canceled, meaning: 'canceled before completion' },
    refunded: { ...refunded, meaning: 'completed, then refunded' },
    unknown: {
      ...unknown,
      meaning: 'not known, or an undocumented status word; check again, and neither deliver nor refund',
    },
  } as const satisfies Record<Status, StatusInfo>
}

/** True if polling can stop. */
export function isFinal(status: Status): boolean {
  return statusRules[status].final
}

/** Every status, in the order of `statusInfo`. */
export const statuses = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.keys(statusRules),
) as readonly Status[]
