import { provider as mock } from '@cekstatus/mocks/tripay'
import { createTripay } from '@cekstatus/tripay'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'tripay',
  mock,
  create: createTripay,
  variations: { 'wrong-key': { apiKey: 'fake-key-that-no-merchant-has' } },
  request: ({ merchantReference = '', providerReference }, { apiKey }) => ({
    method: 'GET',
    ...(providerReference === undefined
      ? { path: '/api/merchant/transactions', query: { merchant_ref: merchantReference } }
      : { path: '/api/transaction/detail', query: { reference: providerReference } }),
    headers: { Authorization: `Bearer ${apiKey}`, Accept: 'application/json' },
  }),
  references: ({ merchantReference = '', providerReference }) =>
    providerReference === undefined
      ? { 'data[0].merchant_ref': merchantReference }
      : { 'data.reference': providerReference },
  exact: ['success', 'data.status', 'data[0].status', 'pagination.next_page'],
  typed: ['data', 'data[0]'].flatMap((place) =>
    [
      'reference',
      'amount',
      'fee_merchant',
      'fee_customer',
      'total_fee',
      'amount_received',
      'payment_method',
      'payment_name',
    ].map((field) => `${place}.${field}`),
  ),
  // The scope keeps the interactions of the two calls apart.
  statusWords: [{ field: 'data.status' }, { field: 'data[0].status', scope: 'list' }],
})
