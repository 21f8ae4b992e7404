import { credentials, provider as mock } from '@cekstatus/mocks/sekalipay'
import { type Contract, findFixture, type Interaction, type Outcome } from '../src/contract-types.ts'
import { createClient, wrongKey } from './client.ts'

const request = (reference: string, apiKey: string = credentials.apiKey): Interaction['request'] => ({
  method: 'GET',
  path: `/api/v1/trx/${reference}`,
  headers: { 'X-APIKEY': apiKey, Accept: 'application/json' },
})

const order = ['message', 'data.status', 'data.items[0].variant_id', 'data.items[0].order_process']

interface OrderInteraction {
  outcome: Outcome
  title: string
  fixture: string
  exact: readonly string[]
  typed: readonly string[]
  expected: Record<string, unknown>
}

function transaction({ outcome, title, fixture, exact, typed, expected }: OrderInteraction): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title,
    state: { scenario: outcome, reference },
    request: request(reference),
    fixture: findFixture(mock, fixture),
    references: { 'data.ref_id': reference },
    exact: [...order, ...exact],
    typed: ['data.items[0].variant_name', ...typed],
    query: { merchantReference: reference },
    expected: { answer: { merchantReference: reference, ...expected } },
  }
}

function refusal(outcome: Outcome, title: string, code: string, variation?: string): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title,
    state: { scenario: outcome, reference },
    request: request(reference, variation === undefined ? credentials.apiKey : wrongKey),
    fixture: findFixture(mock, outcome),
    references: {},
    exact: ['message'],
    typed: [],
    query: { merchantReference: reference },
    ...(variation === undefined ? {} : { variation }),
    expected: { error: { code } },
  }
}

const amounts = ['data.invoice', 'data.amount', 'data.price', 'data.items[0].price']

export const contract: Contract = {
  provider: 'sekalipay',
  mock,
  createClient,
  interactions: [
    transaction({
      outcome: 'success',
      title: 'an order whose automatic item is delivered',
      fixture: 'auto-completed',
      exact: [],
      typed: [...amounts, 'data.items[0].product_license'],
      expected: { status: 'success', advice: 'fulfill', lines: [{ status: 'success' }] },
    }),
    transaction({
      outcome: 'pending',
      title: 'an order that is not paid',
      fixture: 'pending',
      exact: [],
      typed: amounts,
      expected: { status: 'pending', advice: 'wait' },
    }),
    transaction({
      outcome: 'failed',
      title: 'an order whose top-up failed',
      fixture: 'h2h-failed',
      exact: ['h2h_results[0].variant_id', 'h2h_results[0].dispatch_status', 'h2h_results[0].sn'],
      typed: ['data.items[0].note'],
      expected: { status: 'failed', advice: 'release', reason: 'Nomor tidak valid' },
    }),
    transaction({
      outcome: 'partial',
      title: 'an order whose followers came in part',
      fixture: 'smm-partial',
      exact: [
        'data.items[0].is_smm',
        'smm_results[0].variant_id',
        'smm_results[0].status',
        'smm_results[0].partial_refund_pending_manual',
      ],
      typed: [
        ...amounts,
        'smm_results[0].order_id',
        'smm_results[0].remains',
        'smm_results[0].delivered_count',
      ],
      expected: {
        status: 'partial',
        advice: 'review',
        lines: [{ quantity: { remaining: 350, delivered: 650 } }],
      },
    }),
    refusal('not-found', 'an order that nobody knows', 'NOT_FOUND'),
    refusal('unauthorized', 'an order asked with a key that nobody issued', 'AUTHENTICATION', 'wrong-key'),
  ],
  exceptions: [
    { outcome: 'expired', reason: 'Sekalipay documents no word for an order that ran out of time' },
  ],
}
