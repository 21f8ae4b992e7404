import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const rulesPage = 'https://docs.apigames.id/docs/v2/pendahuluan'

/** What API Games' `data.status` words mean; the page lists exactly these six. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'Pending', status: 'pending', source: rulesPage },
  { providerStatus: 'Proses', status: 'processing', source: rulesPage },
  { providerStatus: 'Sukses', status: 'success', source: rulesPage },
  { providerStatus: 'Gagal', status: 'failed', source: rulesPage },
  {
    providerStatus: 'Sukses Sebagian',
    status: 'partial',
    source: rulesPage,
    note: 'only some of the products in a bundle were bought; which ones is not said',
  },
  {
    providerStatus: 'Validasi Provider',
    status: 'unknown',
    source: rulesPage,
    note: 'API Games itself does not know the outcome',
  },
]

export const readStatusWord = createStatusLookup(statusMap)
