import { readFixtures } from '../src/read-fixtures.ts'
import type { ScenarioException } from '../src/types.ts'
import getTransactionStatus from './fixtures/get-transaction-status.json' with { type: 'json' }

/** Begin the ids of payments; those of send money have no prefix. */
export const idPrefixes = { qris: 'QR_', ewallet: 'EW_', virtualAccount: 'VA_' } as const

const read = readFixtures('get-transaction-status', getTransactionStatus, {
  members: { providerReference: 'id' },
  productPrefixes: Object.values(idPrefixes),
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references = read.references

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'Paystrator has no status for a partial payment' },
  { scenario: 'canceled', reason: 'Paystrator has no status for a canceled transaction' },
  { scenario: 'refunded', reason: 'Paystrator has no status for a refund' },
]
