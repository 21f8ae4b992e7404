import type { Kind, Status } from '@cekstatus/core'

/** A status that a shop can record. */
export type ExpectedStatus = Exclude<Status, 'unknown'>

/** What a row expects of its transaction. */
export interface Expected {
  provider: string
  merchantReference: string | null
  providerReference: string | null
  kind: Exclude<Kind, 'unknown'> | null
  status: ExpectedStatus
  /** Rupiah such as `104000.00`; null for a row without an amount. */
  amount: string | null
}
