import type { ReferenceEntry, ScenarioException, ScenarioName } from '../src/types.ts'
import { fixtures } from './fixtures.ts'
import { responseCodes } from './response-codes.ts'

const documented = (reference: string, fixture: string, description: string): ReferenceEntry => ({
  reference,
  field: 'merchantReference',
  scenario: null,
  fixture,
  provenance: 'documented',
  description,
})

const scenario = (
  name: ScenarioName,
  fixture: string,
  provenance: ReferenceEntry['provenance'],
  description: string,
): ReferenceEntry => ({
  reference: `${name}-001`,
  field: 'merchantReference',
  scenario: name,
  fixture,
  provenance,
  description,
})

const further = (
  fixture: string,
  provenance: ReferenceEntry['provenance'],
  description: string,
): ReferenceEntry => ({
  reference: `${fixture}-001`,
  field: 'merchantReference',
  scenario: null,
  fixture,
  provenance,
  description,
})

/** Every code that has a body of its own, in the words of the page. */
const codes: ReferenceEntry[] = Object.entries(responseCodes)
  .filter(([code]) => fixtures.some((fixture) => fixture.case === `rc-${code}`))
  .map(([code, { message, forms }]) =>
    further(`rc-${code}`, 'inferred', forms ? message : `${message}; no order is formed`),
  )

/** What can be asked: the pages' own references, one example per scenario, then every code. */
export const references: readonly ReferenceEntry[] = [
  documented('test1', 'sukses', 'The sample of the test number that succeeds'),
  documented('test2', 'gagal', 'The sample of the test number that fails'),
  documented(
    'test3',
    'pending',
    'The sample of a test number that is pending first; asked again, it succeeds',
  ),
  documented('some1d', 'topup-pending', 'The sample of the page of topup'),
  scenario('success', 'sukses', 'documented, reference replaced', 'Delivered, with its serial number'),
  scenario('pending', 'pending', 'documented, reference replaced', 'Not decided yet'),
  scenario('failed', 'gagal', 'documented, reference replaced', 'Not delivered'),
  scenario('unknown', 'undocumented-status', 'hostile', 'A status word that nobody documents'),
  scenario('unauthorized', 'rc-41', 'inferred', 'Refused although the signature is right'),
  further('status-and-code-differ', 'hostile', 'The word of success with the code of a failure'),
  further('pending-with-serial-number', 'hostile', 'A serial number before the word of success'),
  ...codes,
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'the page lists three status words, none of which means a part' },
  { scenario: 'processing', reason: 'the page lists three status words; being worked on is "Pending"' },
  { scenario: 'expired', reason: 'the page lists three status words, none of which means expired' },
  { scenario: 'canceled', reason: 'the page lists three status words, none of which means canceled' },
  { scenario: 'refunded', reason: 'the code of a refund, 74, goes with the word of a failure; ask rc-74' },
  { scenario: 'not-found', reason: 'an unknown ref_id is not refused: asking for it places an order' },
  { scenario: 'server-error', reason: 'no page shows a failure on the side of Digiflazz' },
]
