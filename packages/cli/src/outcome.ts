import type { Advice } from '@cekstatus/core'
import type { ExitReason } from './exit-codes.ts'

const reasons = {
  fulfill: 'success',
  wait: 'not-final',
  release: 'failed',
  review: 'review',
} as const satisfies Record<Advice, ExitReason>

/** An answer ends a command by its advice, which is lower than the status where there is doubt. */
export const reasonOf = (advice: Advice): ExitReason => reasons[advice]
