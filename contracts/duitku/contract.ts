import { createHmac } from 'node:crypto'
import { createDuitku } from '@cekstatus/duitku'
import { provider as mock } from '@cekstatus/mocks/duitku'
import { defineContract } from '../src/contract-types.ts'

export const contract = defineContract({
  provider: 'duitku',
  mock,
  create: createDuitku,
  variations: {
    'wrong-key': { merchantCode: 'D9999' },
    'wrong-secret': { apiKey: 'fake-key-that-was-never-issued' },
  },
  request: ({ merchantReference = '' }, { merchantCode, apiKey = '' }) => {
    const signature = createHmac('sha256', apiKey).update(`${merchantCode}${merchantReference}`).digest('hex')
    return {
      method: 'POST',
      path: '/webapi/api/merchant/transactionStatus',
      body: { merchantCode, merchantOrderId: merchantReference, signature },
    }
  },
  references: ({ merchantReference = '' }) => ({ merchantOrderId: merchantReference }),
  exact: ['statusCode', 'Message'],
  typed: ['reference', 'amount', 'fee', 'statusMessage'],
  statusWords: [{ field: 'statusCode' }],
  neverSent: ['apiKey'],
})
