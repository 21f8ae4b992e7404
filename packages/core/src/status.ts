/** What a transaction's state can be, the same ten words for every provider. */
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

/** What the answer says to do. A statement about the answer, not an event: act once per reference, under a lock. */
export type Advice = 'fulfill' | 'wait' | 'release' | 'review'

export interface StatusInfo {
  /** True when waiting will not change the status. It may still be undone by a refund. */
  final: boolean
  advice: Advice
  meaning: string
}

/**
 * Finality and advice of every status, without the meanings, which only people read. The type demands a row for each member of `Status`, so a status
 * cannot be added without deciding both.
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

/** A function, so that bundles in which nobody reads the meanings leave them out. */
function describeStatuses() {
  const { pending, authorized, processing, success, partial, failed, expired, canceled, refunded, unknown } =
    statusRules
  return {
    pending: { ...pending, meaning: 'accepted, nothing is known to have moved' },
    authorized: { ...authorized, meaning: 'the amount is reserved and not taken yet' },
    processing: { ...processing, meaning: 'not finished; money or goods may or may not have moved' },
    success: { ...success, meaning: 'it happened' },
    partial: { ...partial, meaning: 'only a part happened; a person decides' },
    failed: { ...failed, meaning: 'it did not happen' },
    expired: { ...expired, meaning: 'it did not happen in time' },
    canceled: { ...canceled, meaning: 'it was called off and did not happen' },
    refunded: { ...refunded, meaning: 'it happened and was undone' },
    unknown: {
      ...unknown,
      meaning:
        'the provider does not know, or used a word nobody documented; ask again, neither deliver nor give back',
    },
  } as const satisfies Record<Status, StatusInfo>
}

/** Whether waiting cannot change the status any more. */
export function isFinal(status: Status): boolean {
  return statusRules[status].final
}

/** Every status, in the order of `statusInfo`. */
export const statuses = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.keys(statusRules),
) as readonly Status[]
