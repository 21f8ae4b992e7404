import type { ReferenceEntry, ScenarioException, ScenarioName } from '../src/types.ts'

type Row = Omit<ReferenceEntry, 'field'>

const payment = (prefix: string, product: string, name: string, documented: string): readonly Row[] =>
  (
    [
      ['success', 'paid', 'paid'],
      ['pending', 'pending', 'accepted'],
      ['processing', 'processing', 'not finished'],
      ['failed', 'failed', 'refused'],
      ['expired', 'expired', 'not paid in time'],
    ] as const
  ).map(([scenario, state, meaning]) => ({
    reference: `${prefix}${scenario}-001`,
    scenario: scenario satisfies ScenarioName,
    fixture: `${product}-${state}`,
    provenance: state === documented ? 'documented, reference replaced' : 'inferred',
    description: `${name}, ${meaning}`,
  }))

const rows: readonly Row[] = [
  {
    reference: '...',
    scenario: null,
    fixture: 'common-structure',
    provenance: 'documented',
    description: "The page's common structure, repaired; its type cannot be told",
  },
  {
    reference: 'QR_xxx',
    scenario: null,
    fixture: 'qris-expired',
    provenance: 'documented',
    description: "The page's QRIS sample, repaired",
  },
  {
    reference: 'EW_xxx',
    scenario: null,
    fixture: 'ewallet-expired',
    provenance: 'documented',
    description: "The page's eWallet sample",
  },
  {
    reference: 'VA_xxx',
    scenario: null,
    fixture: 'va-pending',
    provenance: 'documented',
    description: "The page's virtual account sample",
  },
  {
    reference: 'xxx',
    scenario: null,
    fixture: 'send-money-completed',
    provenance: 'documented',
    description: "The page's send money sample",
  },
  ...payment('QR_', 'qris', 'QRIS', 'expired'),
  ...payment('EW_', 'ewallet', 'eWallet', 'expired'),
  ...payment('VA_', 'va', 'Virtual account', 'pending'),
  {
    reference: 'success-001',
    scenario: 'success',
    fixture: 'send-money-completed',
    provenance: 'documented, reference replaced',
    description: 'Send money, executed; its ids carry no prefix',
  },
  {
    reference: 'pending-001',
    scenario: 'pending',
    fixture: 'send-money-pending',
    provenance: 'inferred',
    description: 'Send money, accepted',
  },
  {
    reference: 'processing-001',
    scenario: 'processing',
    fixture: 'send-money-processing',
    provenance: 'inferred',
    description: 'Send money, not finished',
  },
  {
    reference: 'failed-001',
    scenario: 'failed',
    fixture: 'send-money-failed',
    provenance: 'inferred',
    description: 'Send money, refused; whether the money is back is not said',
  },
  {
    reference: 'expired-001',
    scenario: 'expired',
    fixture: 'send-money-expired',
    provenance: 'hostile',
    description: 'Send money with a word that the page explains for payments only',
  },
  {
    reference: 'QR_unknown-001',
    scenario: 'unknown',
    fixture: 'qris-undocumented-status',
    provenance: 'hostile',
    description: 'QRIS with a status word that no page knows',
  },
  {
    reference: 'QR_not-found-001',
    scenario: 'not-found',
    fixture: 'not-found',
    provenance: 'inferred',
    description: 'HTTP 404, as for every reference that is not in this list',
  },
  {
    reference: 'QR_unauthorized-001',
    scenario: 'unauthorized',
    fixture: 'unauthorized',
    provenance: 'inferred',
    description: 'HTTP 401 although the token is right',
  },
  {
    reference: 'QR_server-error-001',
    scenario: 'server-error',
    fixture: 'server-error',
    provenance: 'inferred',
    description: 'HTTP 500',
  },
  {
    reference: 'QR_forbidden-001',
    scenario: null,
    fixture: 'forbidden',
    provenance: 'inferred',
    description: 'HTTP 403',
  },
  {
    reference: 'QR_rate-limited-001',
    scenario: null,
    fixture: 'rate-limited',
    provenance: 'inferred',
    description: 'HTTP 429 with Retry-After',
  },
]

/**
 * What can be asked: the page's own ids, then one example per scenario and product, then further cases.
 * Only Paystrator's own id can be asked; the last rows answer under every prefix, and without one.
 */
export const references: readonly ReferenceEntry[] = rows.map((row) => ({
  ...row,
  field: 'providerReference',
}))

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'Paystrator has no word for a payment in part' },
  { scenario: 'canceled', reason: 'Paystrator has no word for a cancelled transaction' },
  { scenario: 'refunded', reason: 'Paystrator has no word for money given back' },
]
