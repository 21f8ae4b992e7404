import type { ReferenceEntry, ScenarioException } from '../src/types.ts'

/** What can be asked: the page's own reference, one example per scenario, then a reference that nobody knows. */
export const references: readonly ReferenceEntry[] = [
  {
    reference: 'sdfsdx2',
    field: 'merchantReference',
    scenario: null,
    fixture: 'sukses',
    provenance: 'documented',
    description: "The page's sample; its other five bodies have this ref_id too and are chosen by scenario",
  },
  {
    reference: 'success-001',
    field: 'merchantReference',
    scenario: 'success',
    fixture: 'sukses',
    provenance: 'documented, reference replaced',
    description: 'Delivered, with its serial number',
  },
  {
    reference: 'partial-001',
    field: 'merchantReference',
    scenario: 'partial',
    fixture: 'sukses-sebagian',
    provenance: 'documented, reference replaced',
    description: 'Only a part of a bundle was delivered',
  },
  {
    reference: 'pending-001',
    field: 'merchantReference',
    scenario: 'pending',
    fixture: 'pending',
    provenance: 'documented, reference replaced',
    description: 'Just created; sn is filled all the same',
  },
  {
    reference: 'processing-001',
    field: 'merchantReference',
    scenario: 'processing',
    fixture: 'proses',
    provenance: 'documented, reference replaced',
    description: 'Being worked on; sn is filled all the same',
  },
  {
    reference: 'failed-001',
    field: 'merchantReference',
    scenario: 'failed',
    fixture: 'gagal',
    provenance: 'documented, reference replaced',
    description: 'Not delivered; sn is the reason',
  },
  {
    reference: 'unknown-001',
    field: 'merchantReference',
    scenario: 'unknown',
    fixture: 'validasi-provider',
    provenance: 'documented, reference replaced',
    description: 'API Games itself does not know the outcome',
  },
  {
    reference: 'unauthorized-001',
    field: 'merchantReference',
    scenario: 'unauthorized',
    fixture: 'invalid-signature',
    provenance: 'documented',
    description: 'Refused although the signature is right',
  },
  {
    reference: 'unknown-reference-001',
    field: 'merchantReference',
    scenario: null,
    fixture: 'unknown-reference',
    provenance: 'inferred',
    description: 'A refusal, as for every reference that is not in this list',
  },
]

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'expired', reason: 'the page lists six status words, none of which means expired' },
  { scenario: 'canceled', reason: 'the page lists six status words, none of which means canceled' },
  { scenario: 'refunded', reason: 'the page lists six status words, none of which means refunded' },
  { scenario: 'not-found', reason: 'no page shows the answer for an unknown ref_id' },
  { scenario: 'server-error', reason: 'no page shows a failure on the side of API Games' },
]
