import type { ReferenceEntry, ScenarioException, ScenarioName } from '../src/types.ts'

type Kind = 'payment' | 'payout'

/** Only one body stands on the page, so every other scenario is inferred from it. */
const documentedFixture = 'payout-processing'

const scenarioEntry = (
  kind: Kind,
  scenario: ScenarioName,
  fixture: string,
  description: string,
): ReferenceEntry => ({
  reference: `${scenario}-001`,
  field: 'merchantReference',
  kind,
  scenario,
  fixture,
  provenance: fixture === documentedFixture ? 'documented, reference replaced' : 'inferred',
  description,
})

const scenarioEntries = (kind: Kind, expiredDescription: string): readonly ReferenceEntry[] => [
  scenarioEntry(kind, 'success', `${kind}-success`, 'SUCCESS'),
  scenarioEntry(kind, 'pending', `${kind}-pending`, 'INIT'),
  scenarioEntry(kind, 'processing', `${kind}-processing`, 'PROCESSING'),
  scenarioEntry(kind, 'failed', `${kind}-failed`, 'FAILED'),
  scenarioEntry(kind, 'expired', `${kind}-expired`, expiredDescription),
  scenarioEntry(kind, 'unknown', `${kind}-status-missing`, 'A successful call whose optional status is null'),
  scenarioEntry(kind, 'not-found', 'not-found', '404/01, as for every number that is not in this list'),
  scenarioEntry(kind, 'unauthorized', 'invalid-signature', '401/00 although the signature is right'),
  scenarioEntry(kind, 'server-error', 'server-error', '500/00'),
]

const refusalEntry = (fixture: string, description: string): ReferenceEntry => ({
  reference: `${fixture}-001`,
  field: 'merchantReference',
  kind: 'payout',
  scenario: null,
  fixture,
  provenance: 'inferred',
  description,
})

/** What can be asked: the page's own order, a public sandbox order, the scenarios of both kinds, then refusals. */
export const references: readonly ReferenceEntry[] = [
  {
    reference: 'D_1740470950370',
    field: 'merchantReference',
    kind: 'payout',
    scenario: null,
    fixture: documentedFixture,
    provenance: 'documented',
    description: "The page's sample; asked as a payment it is not found",
  },
  {
    reference: 'T_1706218110',
    field: 'merchantReference',
    kind: 'payment',
    scenario: null,
    fixture: 'payment-success',
    provenance: 'inferred',
    description: 'A payment that has both numbers, by orderNo',
  },
  {
    reference: 'T101sandbox-10039240126042833650',
    field: 'providerReference',
    kind: 'payment',
    scenario: null,
    fixture: 'payment-success',
    provenance: 'inferred',
    description: 'The same payment by tradeNo',
  },
  {
    reference: 'success-001',
    field: 'providerReference',
    kind: 'payout',
    scenario: 'success',
    fixture: 'payout-success',
    provenance: 'inferred',
    description: 'A scenario by tradeNo; works for every scenario of both kinds',
  },
  ...scenarioEntries('payment', 'EXPIRED: nobody paid in time'),
  ...scenarioEntries('payout', 'EXPIRED: a network timeout may be behind it, so the outcome is unknown'),
  refusalEntry('request-in-progress', '202/00: no answer yet'),
  refusalEntry('invalid-token', '401/01 although the token is good'),
  refusalEntry('transaction-expired', '403/00: unclear whether it speaks of the order'),
  refusalEntry('activity-limit-exceeded', '403/04: too many calls'),
  refusalEntry('merchant-blacklisted', '403/19: also said to an address that is not on the list'),
  refusalEntry('invalid-transaction-status', '404/00'),
  refusalEntry('conflict', '409/00 although the external id is new'),
  refusalEntry('too-many-requests', '429/00'),
  refusalEntry('timeout', '504/00'),
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'SmilePay has no status word for a part' },
  { scenario: 'canceled', reason: 'SmilePay has no status word for a cancellation' },
  { scenario: 'refunded', reason: 'SmilePay has no status word for a refund' },
]
