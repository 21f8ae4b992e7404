import { readFixtures } from '../src/read-fixtures.ts'
import type { ScenarioException } from '../src/types.ts'
import cekStatus from './fixtures/cek-status.json' with { type: 'json' }

const read = readFixtures('cek-status', cekStatus, { members: { merchantReference: 'ref_id' } })

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references = read.references

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'expired', reason: 'none of the six documented statuses means expired' },
  { scenario: 'canceled', reason: 'none of the six documented statuses means canceled' },
  { scenario: 'refunded', reason: 'none of the six documented statuses means refunded' },
  { scenario: 'not-found', reason: 'no page shows the answer for an unknown ref_id' },
  { scenario: 'server-error', reason: 'no page shows a failure on the side of API Games' },
]
