import { readFixtures } from '../src/read-fixtures.ts'
import type { ReferenceEntry, ScenarioException } from '../src/types.ts'
import checkStatus from './fixtures/check-status.json' with { type: 'json' }

/** Begins every transaction id that Paymenku shows. */
export const idPrefix = 'IDP'

const read = readFixtures('check-status', checkStatus, {
  members: { merchantReference: 'reference_id', providerReference: 'trx_id' },
  idPrefix,
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references: readonly ReferenceEntry[] = [
  ...read.references,
  {
    reference: 'IDPsuccess-001',
    field: 'providerReference',
    scenario: 'success',
    fixture: 'paid',
    provenance: 'documented, reference replaced',
    description: 'The same transaction by trx_id; available for every situation',
  },
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'processing', reason: 'Paymenku has no status between pending and final' },
]
