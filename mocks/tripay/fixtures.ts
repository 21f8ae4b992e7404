import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import merchantTransactions from './fixtures/merchant-transactions.json' with { type: 'json' }
import transactionDetail from './fixtures/transaction-detail.json' with { type: 'json' }

/** Begins the references of scenarios, as it does those of the page; a transaction of the sandbox has `DEV-` before it. */
export const idPrefix = 'T0001'

const members = { merchantReference: 'merchant_ref', providerReference: 'reference' }

/** The call for one transaction takes Tripay's reference only. */
const detail = readFixtures('transaction-detail', transactionDetail, {
  members,
  idPrefix,
  askedBy: 'providerReference',
})

/** The list is the only call that takes `merchant_ref`. */
const list = readFixtures('merchant-transactions', merchantTransactions, { members, idPrefix })

/** Every response of the mock. */
export const fixtures = [...detail.fixtures, ...list.fixtures]

/** What can be requested: the page's own references, one example per scenario, then further cases; for each call. */
export const references: readonly ReferenceEntry[] = [...detail.references, ...list.references]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'Tripay has no status for a partial refund or payment' },
  { scenario: 'processing', reason: 'Tripay has no status between unpaid and final' },
  { scenario: 'canceled', reason: 'Tripay has no status for a canceled transaction' },
  { scenario: 'not-found', reason: 'no page shows the response to an unknown reference' },
]
