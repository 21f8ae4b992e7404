import { createStatusLookup, foldWord, type Status, type StatusRow } from '@cekstatus/core'
import { formedCodes } from './response-codes.ts'

const topupPage = 'https://developer.digiflazz.com/api/buyer/topup/'

/** What Digiflazz' `data.status` words mean, beside a `data.rc` that belongs to the word. */
export const statusTable: readonly StatusRow[] = [
  { providerStatus: 'Pending', status: 'pending', source: topupPage, note: 'with `rc` 03 or 99' },
  { providerStatus: 'Sukses', status: 'success', source: topupPage, note: 'with `rc` 00' },
  {
    providerStatus: 'Gagal',
    status: 'failed',
    source: topupPage,
    note: 'with the `rc` of a transaction that was formed; with 74 it is `refunded`, with 50 `unknown`',
  },
]

const lookUpWord = createStatusLookup(statusTable)

/** What a pair of word and code means; null for a pair that no page has. */
export function readPair(word: string, responseCode: string | null): Status | null {
  const documented = responseCode === null ? undefined : formedCodes.get(responseCode)
  if (documented === undefined || foldWord(documented.word) !== foldWord(word)) return null
  return documented.status ?? lookUpWord(word) ?? null
}

export const readStatusWord = lookUpWord
