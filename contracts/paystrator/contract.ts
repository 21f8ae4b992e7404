import { provider as mock } from '@cekstatus/mocks/paystrator'
import { createPaystrator } from '@cekstatus/paystrator'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'paystrator',
  mock,
  create: createPaystrator,
  variations: { 'foreign-token': { accessToken: 'a-token-that-was-never-issued' } },
  request: ({ providerReference = '' }, { accessToken }) => ({
    method: 'GET',
    path: '/v1/get-status',
    query: { id: providerReference },
    headers: { publicAccessToken: `Bearer ${accessToken}`, Accept: 'application/json' },
  }),
  references: ({ providerReference = '' }) => ({ 'data.id': providerReference }),
  exact: ['status', 'data.status', 'error.message'],
  typed: [
    'error.code',
    'data.amount',
    'data.externalId',
    'data.createdAt',
    'data.attributes.bankAccountNo',
    'data.attributes.bankShortCode',
  ],
  statusWords: [{ field: 'data.status' }],
})
