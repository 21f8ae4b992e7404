import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const page = 'https://tripay.co.id/developer'

/** What Tripay's `status` words mean. The page lists the words and explains none of them. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'UNPAID', status: 'pending', source: page },
  { providerStatus: 'PAID', status: 'success', source: page },
  { providerStatus: 'EXPIRED', status: 'expired', source: page },
  { providerStatus: 'FAILED', status: 'failed', source: page },
  {
    providerStatus: 'REFUND',
    status: 'refunded',
    source: page,
    note: 'listed without a meaning: whole or in part, ordered or done',
  },
]

export const readStatusWord = createStatusLookup(statusMap)
