import { credentials, provider as mock } from '@cekstatus/mocks/paymenku'
import { type Contract, findFixture, type Interaction, type Outcome } from '../src/contract-types.ts'
import { createClient, wrongKey } from './client.ts'

const request = (reference: string, apiKey: string = credentials.apiKey): Interaction['request'] => ({
  method: 'GET',
  path: `/api/v1/check-status/${reference}`,
  headers: { Authorization: `Bearer ${apiKey}`, Accept: 'application/json' },
})

const amounts = ['data.amount', 'data.total_fee', 'data.amount_received']

function transaction(outcome: Outcome, fixture: string, expected: Record<string, unknown>): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title: `the status of a payment that is ${fixture}`,
    state: { scenario: outcome, reference },
    request: request(reference),
    fixture: findFixture(mock, fixture),
    references: { 'data.reference_id': reference },
    exact: ['status', 'data.status', 'data.is_sandbox'],
    typed: [...amounts, 'data.trx_id', 'data.payment_channel.code', 'data.created_at', 'data.updated_at'],
    query: { merchantReference: reference },
    expected: { answer: { merchantReference: reference, ...expected } },
  }
}

export const contract: Contract = {
  provider: 'paymenku',
  mock,
  createClient,
  interactions: [
    transaction('success', 'paid', { status: 'success', advice: 'fulfill', amount: { value: '104000.00' } }),
    transaction('pending', 'pending', { status: 'pending', advice: 'wait' }),
    transaction('failed', 'failed', { status: 'failed', advice: 'release' }),
    transaction('expired', 'expired', { status: 'expired', advice: 'release' }),
    transaction('partial', 'partially-refunded', { status: 'partial', advice: 'review' }),
    {
      outcome: 'not-found',
      title: 'the status of a payment that nobody knows',
      state: { scenario: 'not-found', reference: 'not-found-001' },
      request: request('not-found-001'),
      fixture: findFixture(mock, 'not-found'),
      references: {},
      exact: ['status', 'message'],
      typed: [],
      query: { merchantReference: 'not-found-001' },
      expected: { error: { code: 'NOT_FOUND' } },
    },
    {
      outcome: 'unauthorized',
      title: 'a status asked with a key that nobody issued',
      state: { scenario: 'unauthorized', reference: 'unauthorized-001' },
      request: request('unauthorized-001', wrongKey),
      fixture: findFixture(mock, 'unauthorized'),
      references: {},
      exact: ['status', 'message'],
      typed: [],
      query: { merchantReference: 'unauthorized-001' },
      variation: 'wrong-key',
      expected: { error: { code: 'AUTHENTICATION' } },
    },
  ],
  exceptions: [],
}
