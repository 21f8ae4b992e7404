import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import status from './fixtures/status.json' with { type: 'json' }

/** Begins the transaction IDs of scenarios; Midtrans has UUIDs, and this is the beginning of one on its page. */
export const idPrefix = '57d5293c-e65f-4a29-95e4-'

const read = readFixtures('status', status, {
  members: { merchantReference: 'order_id', providerReference: 'transaction_id' },
  idPrefix,
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references: readonly ReferenceEntry[] = read.references

export const exceptions: readonly ScenarioException[] = []
