import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import inquiryStatus from './fixtures/inquiry-status.json' with { type: 'json' }

const read = readFixtures('inquiry-status', inquiryStatus, {
  members: { merchantReference: 'orderNo', providerReference: 'tradeNo' },
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references: readonly ReferenceEntry[] = [
  // A refusal is the same for both kinds.
  ...read.references.flatMap((entry): ReferenceEntry[] =>
    entry.scenario === null || entry.fixture.startsWith(`${entry.kind}-`)
      ? [entry]
      : [{ ...entry, kind: 'payment' }, entry],
  ),
  {
    reference: 'success-001',
    field: 'providerReference',
    kind: 'payout',
    scenario: 'success',
    fixture: 'payout-success',
    provenance: 'inferred',
    description: 'By tradeNo; available for every situation and both kinds',
  },
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'SmilePay has no status for a partial payment' },
  { scenario: 'canceled', reason: 'SmilePay has no status for a cancellation' },
  { scenario: 'refunded', reason: 'SmilePay has no status for a refund' },
]
