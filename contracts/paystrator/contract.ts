import { credentials, provider as mock } from '@cekstatus/mocks/paystrator'
import { type Contract, findFixture, type Interaction, type Outcome } from '../src/contract-types.ts'
import { createClient, foreignToken } from './client.ts'

const request = (reference: string, token: string = credentials.accessToken): Interaction['request'] => ({
  method: 'GET',
  path: '/v1/get-status',
  query: { id: reference },
  headers: { publicAccessToken: `Bearer ${token}`, Accept: 'application/json' },
})

function transaction(outcome: Outcome, fixture: string, expected: Record<string, unknown>): Interaction {
  const reference = `QR_${outcome}-001`
  return {
    outcome,
    title: `the status of ${fixture}`,
    state: { scenario: outcome, reference },
    request: request(reference),
    fixture: findFixture(mock, fixture),
    references: { 'data.id': reference },
    exact: ['status', 'data.status'],
    typed: ['data.amount', 'data.externalId', 'data.createdAt'],
    query: { providerReference: reference },
    expected: { answer: { providerReference: reference, kind: 'payment', ...expected } },
  }
}

function refusal(outcome: Outcome, title: string, code: string, variation?: string): Interaction {
  const reference = `QR_${outcome}-001`
  return {
    outcome,
    title,
    state: { scenario: outcome, reference },
    request: request(reference, variation === undefined ? credentials.accessToken : foreignToken),
    fixture: findFixture(mock, outcome),
    references: {},
    exact: ['status', 'error.message'],
    typed: ['error.code'],
    query: { providerReference: reference },
    ...(variation === undefined ? {} : { variation }),
    expected: { error: { code } },
  }
}

export const contract: Contract = {
  provider: 'paystrator',
  mock,
  createClient,
  interactions: [
    transaction('success', 'qris-paid', { status: 'success', advice: 'fulfill' }),
    transaction('pending', 'qris-pending', { status: 'pending', advice: 'wait' }),
    transaction('failed', 'qris-failed', { status: 'failed', advice: 'release' }),
    transaction('expired', 'qris-expired', { status: 'expired', advice: 'release' }),
    {
      ...transaction('failed', 'send-money-failed', {}),
      title: 'a payout that failed, which is no proof that the money is back',
      state: { scenario: 'failed', reference: 'failed-001' },
      request: request('failed-001'),
      references: { 'data.id': 'failed-001' },
      exact: ['status', 'data.status'],
      typed: ['data.amount', 'data.attributes.bankAccountNo', 'data.attributes.bankShortCode'],
      query: { providerReference: 'failed-001' },
      expected: { answer: { kind: 'payout', status: 'failed', advice: 'review' } },
    },
    refusal('not-found', 'the status of an id that nobody knows', 'NOT_FOUND'),
    refusal(
      'unauthorized',
      'a status asked with a token that nobody issued',
      'AUTHENTICATION',
      'foreign-token',
    ),
  ],
  exceptions: [{ outcome: 'partial', reason: 'Paystrator documents no word for a payment in part' }],
}
