import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const page = 'https://docs.duitku.com/api/id/'

/**
 * What `statusCode` means in the response of the status call. The callback's `resultCode` and the redirect use the same
 * digits with other meanings.
 */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: '00', status: 'success', source: page },
  {
    providerStatus: '01',
    status: 'pending',
    source: page,
    note: 'in a callback `01` means failed',
  },
  {
    providerStatus: '02',
    status: 'canceled',
    source: page,
    note: 'the official SDK also takes it for failed and expired',
  },
]

export const readStatusCode = createStatusLookup(statusMap)
