import { provider as mock } from '@cekstatus/mocks/paymenku'
import { createPaymenku } from '@cekstatus/paymenku'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'paymenku',
  mock,
  create: createPaymenku,
  variations: { 'wrong-key': { apiKey: 'sk_live_wrong' } },
  request: ({ merchantReference = '' }, { apiKey }) => ({
    method: 'GET',
    path: `/api/v1/check-status/${merchantReference}`,
    headers: { Authorization: `Bearer ${apiKey}`, Accept: 'application/json' },
  }),
  references: ({ merchantReference = '' }) => ({ 'data.reference_id': merchantReference }),
  exact: ['status', 'message', 'data.status', 'data.is_sandbox'],
  typed: [
    'data.amount',
    'data.total_fee',
    'data.amount_received',
    'data.trx_id',
    'data.payment_channel.code',
    'data.created_at',
    'data.updated_at',
  ],
  statusWords: [{ field: 'data.status' }],
})
