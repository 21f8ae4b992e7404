import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import invoice from './fixtures/invoice.json' with { type: 'json' }
import invoices from './fixtures/invoices.json' with { type: 'json' }
import paymentRequest from './fixtures/payment-request.json' with { type: 'json' }
import payout from './fixtures/payout.json' with { type: 'json' }
import payouts from './fixtures/payouts.json' with { type: 'json' }

/** Begin the ids of scenarios. Invoices have 24 hexadecimal digits; theirs is the beginning of the page's id. */
export const idPrefixes = { payment_request: 'pr-', invoice: '593f4ed1-', payout: 'disb-' } as const

const ofInvoice = {
  members: { merchantReference: 'external_id', providerReference: 'id' },
  idPrefix: idPrefixes.invoice,
}
const ofPayout = {
  members: { merchantReference: 'reference_id', providerReference: 'id' },
  idPrefix: idPrefixes.payout,
}

const sets = [
  readFixtures('invoices', invoices, ofInvoice),
  readFixtures('invoice', invoice, { ...ofInvoice, askedBy: 'providerReference' }),
  readFixtures('payment-request', paymentRequest, {
    members: { merchantReference: 'reference_id', providerReference: 'payment_request_id' },
    idPrefix: idPrefixes.payment_request,
    askedBy: 'providerReference',
  }),
  readFixtures('payout', payout, { ...ofPayout, askedBy: 'providerReference' }),
  readFixtures('payouts', payouts, ofPayout),
]

/** Every response of the mock. */
export const fixtures = sets.flatMap((set) => set.fixtures)

/** What can be requested, for each call: documented references, one example per scenario, then further cases. */
export const references: readonly ReferenceEntry[] = sets.flatMap((set) => set.references)

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'Xendit has no status for a partial payment, refund or payout' },
]
