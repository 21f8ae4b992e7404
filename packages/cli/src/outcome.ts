import type { Advice } from '@cekstatus/core'
import type { ExitReason } from './exit-codes.ts'

const reasons = {
  fulfill: 'success',
  wait: 'not-final',
  release: 'failed',
  review: 'review',
} as const satisfies Record<Advice, ExitReason>

/** Returns the exit reason for a transaction's advice. */
export const reasonOf = (advice: Advice): ExitReason => reasons[advice]
