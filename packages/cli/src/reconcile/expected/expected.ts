import type { Kind, Status } from '@cekstatus/core'

/** A status that a shop can believe; not knowing is no belief. */
export type ExpectedStatus = Exclude<Status, 'unknown'>

/** What one row says: which transaction, and what the shop believes about it. */
export interface Expected {
  provider: string
  merchantReference: string | null
  providerReference: string | null
  kind: Exclude<Kind, 'unknown'> | null
  status: ExpectedStatus
  /** Rupiah in SNAP's form, `104000.00`; null where the row has none, so none is compared. */
  amount: string | null
}
