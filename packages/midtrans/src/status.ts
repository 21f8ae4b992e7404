import { createStatusLookup, type StatusRow } from '@cekstatus/core/provider'

const cyclePage = 'https://docs.midtrans.com/docs/transaction-status-cycle'
const statusPage = 'https://docs.midtrans.com/reference/get-transaction-status'
const fraudPage = 'https://docs.midtrans.com/reference/deny-transaction'

const accepted = [null, 'accept']
const acceptedNote = '`fraud_status` is `accept` or absent'

/**
 * What Midtrans's pairs of `transaction_status` and `fraud_status` mean. A pair that is not listed is `unknown`, also
 * where one of its words is listed beside another one.
 */
export const statusMap: readonly StatusRow[] = [
  row('pending', 'pending'),
  row('authorize', 'authorized', { note: 'a card amount is reserved and released if it is not captured' }),
  row('capture', 'success', { qualifiers: ['accept'], note: '`fraud_status` is `accept`' }),
  {
    providerStatus: 'capture',
    status: 'processing',
    qualifiers: ['challenge'],
    source: statusPage,
    note: '`fraud_status` is `challenge`: approve or deny the payment, or it is canceled',
  },
  row('settlement', 'success'),
  {
    providerStatus: 'deny',
    status: 'failed',
    qualifiers: [null, 'accept', 'challenge', 'deny'],
    source: fraudPage,
    note: 'any documented `fraud_status`; not the end inside Snap',
  },
  {
    providerStatus: 'cancel',
    status: 'canceled',
    qualifiers: [null, 'accept', 'challenge'],
    source: statusPage,
    note: '`fraud_status` is `accept`, `challenge` or absent',
  },
  row('expire', 'expired'),
  row('failure', 'failed', {
    note: 'mostly a bank that did not respond; the customer may have been debited',
  }),
  row('refund', 'refunded'),
  row('partial_refund', 'partial'),
  row('chargeback', 'refunded'),
  row('partial_chargeback', 'partial'),
]

const lookup = createStatusLookup(statusMap)

/** Returns how to read a `transaction_status` beside this `fraud_status`. */
export function readWordBeside(fraudStatus: string | null) {
  return (word: string) => lookup(word, { qualifier: fraudStatus })
}

function row(
  providerStatus: string,
  status: StatusRow['status'],
  { qualifiers = accepted, note }: Pick<StatusRow, 'qualifiers' | 'note'> = {},
): StatusRow {
  const notes = qualifiers === accepted ? [acceptedNote, note] : [note]
  return {
    providerStatus,
    status,
    qualifiers,
    source: cyclePage,
    note: notes.filter((text) => text !== undefined).join('; '),
  }
}
