import type { Status } from '@cekstatus/core'
import { createStatusLookup, normalizeStatusWord, type StatusRow } from '@cekstatus/core/provider'

const detailPage = 'https://sekalipay.com/api-docs/transactions/detail'
const webhookPage = 'https://sekalipay.com/api-docs/webhook'
const sandboxPage = 'https://sekalipay.com/api-docs/sandbox'

const fullerEdition = 'named in a public copy of the documentation'

/**
 * What Sekalipay's words mean, by the place where they stand. The order's `completed` only says that the order was
 * dispatched: by itself it is `unknown`, and `parseStatusResponse` decides it by the lines.
 */
export const statusMap: readonly StatusRow[] = [
  { scope: 'order', providerStatus: 'pending', status: 'pending', source: detailPage, note: fullerEdition },
  { scope: 'order', providerStatus: 'paid', status: 'processing', source: detailPage, note: fullerEdition },
  {
    scope: 'order',
    providerStatus: 'completed',
    status: 'unknown',
    source: detailPage,
    note: 'by itself; its lines decide, see below',
  },
  { scope: 'order', providerStatus: 'failed', status: 'failed', source: detailPage },
  {
    scope: 'order',
    providerStatus: 'canceled',
    status: 'canceled',
    source: webhookPage,
    note: 'named as the event `order.canceled`',
  },
  {
    scope: 'order',
    providerStatus: 'cancelled',
    status: 'canceled',
    source: webhookPage,
    note: 'the same word in its other spelling',
  },
  {
    scope: 'order',
    providerStatus: 'sandbox',
    status: 'unknown',
    source: sandboxPage,
    note: 'a test order: nothing is debited or delivered',
  },
  { scope: 'H2H line', providerStatus: 'completed', status: 'success', source: detailPage },
  {
    scope: 'H2H line',
    providerStatus: 'success',
    status: 'success',
    source: webhookPage,
    note: 'named for the webhook only',
  },
  { scope: 'H2H line', providerStatus: 'failed', status: 'failed', source: detailPage },
  {
    scope: 'SMM line',
    providerStatus: 'pending',
    status: 'pending',
    source: detailPage,
    note: fullerEdition,
  },
  { scope: 'SMM line', providerStatus: 'processing', status: 'processing', source: detailPage },
  {
    scope: 'SMM line',
    providerStatus: 'in progress',
    status: 'processing',
    source: detailPage,
    note: "the page's older edition",
  },
  { scope: 'SMM line', providerStatus: 'completed', status: 'success', source: detailPage },
  {
    scope: 'SMM line',
    providerStatus: 'partial',
    status: 'partial',
    source: detailPage,
    note: fullerEdition,
  },
]

const lookup = createStatusLookup(statusMap)

export const readOrderWord = (word: string): Status | undefined => lookup(word, { scope: 'order' })
export const readH2hWord = (word: string): Status | undefined => lookup(word, { scope: 'H2H line' })
export const readSmmWord = (word: string): Status | undefined => lookup(word, { scope: 'SMM line' })

/** True for a word that is `expected`, compared like the words of the table. */
export function isWord(word: string | null | undefined, expected: string): boolean {
  return typeof word === 'string' && normalizeStatusWord(word) === expected
}
