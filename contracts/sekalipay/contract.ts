import { provider as mock } from '@cekstatus/mocks/sekalipay'
import { createSekalipay } from '@cekstatus/sekalipay'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'sekalipay',
  mock,
  create: createSekalipay,
  variations: { 'wrong-key': { apiKey: 'sk_live_wrong' } },
  request: ({ merchantReference = '' }, { apiKey = '' }) => ({
    method: 'GET',
    path: `/api/v1/trx/${merchantReference}`,
    headers: { 'X-APIKEY': apiKey, Accept: 'application/json' },
  }),
  references: ({ merchantReference = '' }) => ({ 'data.ref_id': merchantReference }),
  exact: [
    'message',
    'data.status',
    'data.items[0].variant_id',
    'data.items[0].order_process',
    'data.items[0].is_smm',
    'data.items[0].status',
    'h2h_results[0].variant_id',
    'h2h_results[0].dispatch_status',
    'h2h_results[0].sn',
    'smm_results[0].variant_id',
    'smm_results[0].status',
    'smm_results[0].partial_refund_pending_manual',
  ],
  typed: [
    'data.invoice',
    'data.amount',
    'data.price',
    'data.items[0].variant_name',
    'data.items[0].price',
    'data.items[0].product_license',
    'data.items[0].note',
    'smm_results[0].order_id',
    'smm_results[0].remains',
    'smm_results[0].delivered_count',
  ],
  statusWords: [
    { field: 'data.status', scope: 'order' },
    { field: 'h2h_results[].dispatch_status', scope: 'H2H line' },
    { field: 'data.h2h_results[].dispatch_status', scope: 'H2H line' },
    { field: 'smm_results[].status', scope: 'SMM line' },
    { field: 'data.smm_results[].status', scope: 'SMM line' },
  ],
})
