import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const statusPage = 'https://docs.paymenku.com/api/check-status'
const newerPage = 'https://docs.paymenku.com/api/transaction/check-status'
const refundPage = 'https://docs.paymenku.com/api/transaction/refund-transaction'

/** What Paymenku's `data.status` words mean. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'pending', status: 'pending', source: statusPage },
  { providerStatus: 'paid', status: 'success', source: statusPage },
  { providerStatus: 'failed', status: 'failed', source: statusPage },
  { providerStatus: 'expired', status: 'expired', source: statusPage },
  { providerStatus: 'cancelled', status: 'canceled', source: newerPage },
  { providerStatus: 'refunded', status: 'refunded', source: newerPage },
  {
    providerStatus: 'partially_refunded',
    status: 'partial',
    source: refundPage,
    note: 'listed for the refund call only',
  },
]

export const readStatusWord = createStatusLookup(statusMap)
