import { createHash } from 'node:crypto'
import { createApigames } from '@cekstatus/apigames'
import { provider as mock } from '@cekstatus/mocks/apigames'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'apigames',
  mock,
  create: createApigames,
  variations: { 'wrong-secret': { secretKey: 'fake-secret-key-that-was-never-issued' } },
  request: ({ merchantReference = '' }, { merchantId, secretKey }) => {
    const text = `${merchantId}:${secretKey}:${merchantReference}`
    const signature = createHash('md5').update(text).digest('hex')
    return {
      method: 'POST',
      path: '/v2/transaksi/status',
      body: { ref_id: merchantReference, merchant_id: merchantId, signature },
    }
  },
  references: ({ merchantReference = '' }) => ({ 'data.ref_id': merchantReference }),
  exact: ['status', 'error_msg', 'data.status', 'data.sn'],
  typed: ['data.trx_id', 'data.destination', 'data.product_detail.name', 'data.product_detail.price_rp'],
  statusWords: [{ field: 'data.status' }],
  neverSent: ['secretKey'],
})
