import { createStatusLookup, normalizeStatusWord, type StatusRow } from '@cekstatus/core/provider'
import { type FormedCode, formedCodes } from './response-codes.ts'

const topupPage = 'https://developer.digiflazz.com/api/buyer/topup/'

/** What Digiflazz' `data.status` words mean, beside a `data.rc` that belongs to the word. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'Pending', status: 'pending', source: topupPage, note: 'with `rc` 03 or 99' },
  { providerStatus: 'Sukses', status: 'success', source: topupPage, note: 'with `rc` 00' },
  {
    providerStatus: 'Gagal',
    status: 'failed',
    source: topupPage,
    note: 'with the `rc` of a transaction that was formed; with 50 and 74 the advice is `review`',
  },
]

export const readStatusWord = createStatusLookup(statusMap)

/** What the page says of this code beside this word; null where it has no such pair. */
export function findPair(word: string, responseCode: string): FormedCode | null {
  const documented = formedCodes.get(responseCode)
  return documented !== undefined && normalizeStatusWord(documented.word) === normalizeStatusWord(word)
    ? documented
    : null
}
