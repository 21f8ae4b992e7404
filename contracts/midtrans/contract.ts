import { createMidtrans } from '@cekstatus/midtrans'
import { provider as mock } from '@cekstatus/mocks/midtrans'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'midtrans',
  mock,
  create: createMidtrans,
  variations: { 'wrong-key': { serverKey: 'SB-Mid-server-wrong' } },
  request: ({ merchantReference = '', providerReference }, { serverKey = '' }) => ({
    method: 'GET',
    path: `/v2/${providerReference ?? merchantReference}/status`,
    headers: { Authorization: `Basic ${btoa(`${serverKey}:`)}`, Accept: 'application/json' },
  }),
  references: ({ merchantReference, providerReference }) => ({
    ...(merchantReference === undefined ? {} : { order_id: merchantReference }),
    ...(providerReference === undefined ? {} : { transaction_id: providerReference }),
  }),
  exact: ['status_code', 'transaction_status', 'fraud_status', 'payment_type'],
  typed: [
    'order_id',
    'transaction_id',
    'gross_amount',
    'currency',
    'transaction_time',
    'settlement_time',
    'refund_amount',
    'refunds[0].bank_confirmed_at',
    'refunds[1].bank_confirmed_at',
  ],
  statusWords: [{ field: 'transaction_status' }],
})
