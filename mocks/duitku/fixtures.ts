import { readFixtures } from '../src/read-fixtures.ts'
import type { ScenarioException } from '../src/types.ts'
import transactionStatus from './fixtures/transaction-status.json' with { type: 'json' }

const read = readFixtures('transaction-status', transactionStatus, {
  members: { merchantReference: 'merchantOrderId' },
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references = read.references

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'none of the three documented codes means partial' },
  { scenario: 'processing', reason: 'Duitku has no code between pending and final' },
  { scenario: 'failed', reason: 'the status call has no code for failed; 01 means failed in callbacks only' },
  { scenario: 'expired', reason: 'none of the three documented codes means expired' },
  { scenario: 'refunded', reason: 'none of the three documented codes means refunded' },
  { scenario: 'not-found', reason: 'no page shows the response to an unknown merchantOrderId' },
]
