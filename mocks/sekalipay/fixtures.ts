import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import transactionDetail from './fixtures/transaction-detail.json' with { type: 'json' }

/** Begins every invoice that Sekalipay shows. */
export const idPrefix = 'SPY'

const read = readFixtures('transaction-detail', transactionDetail, {
  members: { merchantReference: 'ref_id', providerReference: 'invoice' },
  idPrefix,
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references: readonly ReferenceEntry[] = [
  ...read.references,
  {
    reference: 'TRX-001',
    field: 'merchantReference',
    scenario: null,
    fixture: 'not-found',
    provenance: 'documented',
    description: "The page's example request, without a sample",
  },
  {
    reference: 'SPYsuccess-001',
    field: 'providerReference',
    scenario: 'success',
    fixture: 'auto-completed',
    provenance: 'documented, reference replaced',
    description: 'The same order by invoice, where the sample has one',
  },
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'expired', reason: 'Sekalipay has no status for an expired order' },
  { scenario: 'refunded', reason: 'Sekalipay has no status for a refunded order' },
  { scenario: 'server-error', reason: 'no page describes a server error of the status inquiry' },
]
