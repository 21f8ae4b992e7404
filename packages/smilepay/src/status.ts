import { createStatusLookup, normalizeStatusWord, type StatusRow } from '@cekstatus/core/provider'

const inquiryPage = 'https://docs.smilepay.id/inquiry'
const listPage = 'https://docs-test.smilepayz.com/en/reference/version2.0/data/transactionStatus.html'

/** What SmilePay's `status` words mean. `INIT` and `EXPIRED` are in the list of its sibling platform. */
export const statusMap: readonly StatusRow[] = [
  { providerStatus: 'INIT', status: 'pending', source: listPage, note: 'described for payments only' },
  { providerStatus: 'PROCESSING', status: 'processing', source: inquiryPage },
  { providerStatus: 'SUCCESS', status: 'success', source: inquiryPage },
  { providerStatus: 'FAILED', status: 'failed', source: inquiryPage },
  { providerStatus: 'EXPIRED', status: 'expired', kind: 'payment', source: listPage },
  {
    providerStatus: 'EXPIRED',
    status: 'unknown',
    kind: 'payout',
    source: listPage,
    note: 'a network timeout is named as a cause, so the money may have left',
  },
]

export const readStatusWord = createStatusLookup(statusMap)

const failureWords = new Set(['failed', 'expired'])

/** True for the words whose `remark` is a reason; elsewhere it is the merchant's own note. */
export function isFailureWord(word: string): boolean {
  return failureWords.has(normalizeStatusWord(word))
}
