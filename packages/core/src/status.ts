/** What a transaction's state can be, the same nine words for every provider. */
export type Status =
  | 'pending'
  | 'processing'
  | 'success'
  | 'partial'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'refunded'
  | 'unknown'

/** What the answer says to do. A statement about the answer, not an event: act once per reference, under a lock. */
export type Advice = 'fulfil' | 'wait' | 'release' | 'review'

export interface StatusRule {
  /** True when waiting will not change the status. It may still be undone by a refund. */
  final: boolean
  advice: Advice
  meaning: string
}

/**
 * Finality and advice of every status. The type demands a row for each member of `Status`, so a status
 * cannot be added without deciding both.
 */
export const statusTable = {
  pending: { final: false, advice: 'wait', meaning: 'accepted, nothing is known to have moved' },
  processing: {
    final: false,
    advice: 'wait',
    meaning: 'not finished; money or goods may or may not have moved',
  },
  success: { final: true, advice: 'fulfil', meaning: 'it happened' },
  partial: { final: true, advice: 'review', meaning: 'only a part happened; a person decides' },
  failed: { final: true, advice: 'release', meaning: 'it did not happen' },
  expired: { final: true, advice: 'release', meaning: 'it did not happen in time' },
  canceled: { final: true, advice: 'release', meaning: 'it was called off and did not happen' },
  refunded: { final: true, advice: 'review', meaning: 'it happened and was undone' },
  unknown: {
    final: false,
    advice: 'review',
    meaning:
      'the provider does not know, or used a word nobody documented; ask again, neither deliver nor give back',
  },
} as const satisfies Record<Status, StatusRule>

/** Every status, in the order of `statusTable`. */
export const statuses = Object.freeze(Object.keys(statusTable)) as readonly Status[]
