import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const page = 'https://paystrator.readme.io/reference/get-transaction-status-api-reference'
const paymentsOnly = 'explained for payments only'

/** What Paystrator's `data.status` words mean. `PAID` and `COMPLETED` are success for either kind. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'PENDING', status: 'pending', source: page, note: 'in samples, not in the list' },
  { providerStatus: 'PROCESSING', status: 'processing', source: page },
  { providerStatus: 'PAID', status: 'success', source: page },
  { providerStatus: 'COMPLETED', status: 'success', source: page },
  { providerStatus: 'EXPIRED', status: 'expired', kind: 'payment', source: page },
  { providerStatus: 'EXPIRED', status: 'unknown', kind: 'payout', source: page, note: paymentsOnly },
  { providerStatus: 'EXPIRED', status: 'unknown', kind: 'unknown', source: page, note: paymentsOnly },
  { providerStatus: 'FAILED', status: 'failed', source: page, note: 'for a payout the advice is `review`' },
]

export const readStatusWord = createStatusLookup(statusMap)
