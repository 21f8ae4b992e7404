import { createHash } from 'node:crypto'
import type { StatusQuery } from '@cekstatus/core'
import { createDigiflazz, type DigiflazzOptions } from '@cekstatus/digiflazz'
import { provider as mock } from '@cekstatus/mocks/digiflazz'
import { defineContract } from '../src/contract-types.ts'

/** An hour before the clock of these tests. */
const orderedAt = '2026-01-26T02:00:00.000Z'

/** The order behind a reference, which a buyer has to send again with every status call. */
export function orderOf({ merchantReference = '', ...query }: StatusQuery) {
  const listed = mock.references.find(({ reference }) => reference === merchantReference)?.fixture
  const sample = mock.fixtures.find((fixture) => fixture.case === listed)?.ask.query
  const { productCode = 'xld10', target = '087800001233' } = sample ?? {}
  return { productCode, target, orderedAt, ...query, merchantReference }
}

export const contract = defineContract({
  provider: 'digiflazz',
  mock,
  // The mock's second key belongs to another mode.
  create: ({ developmentKey: _, ...options }: DigiflazzOptions & { developmentKey: string }) =>
    createDigiflazz(options),
  variations: {
    'wrong-key': { username: 'unknown-user' },
    'wrong-secret': { apiKey: 'fake-key-that-was-never-issued' },
  },
  completeQuery: orderOf,
  request: (query, { username, apiKey }) => {
    const { productCode, target, merchantReference } = orderOf(query)
    const sign = createHash('md5').update(`${username}${apiKey}${merchantReference}`).digest('hex')
    return {
      method: 'POST',
      path: '/v1/transaction',
      body: { username, buyer_sku_code: productCode, customer_no: target, ref_id: merchantReference, sign },
    }
  },
  references: (query) => {
    const { productCode, target, merchantReference } = orderOf(query)
    return {
      'data.ref_id': merchantReference,
      'data.buyer_sku_code': productCode,
      'data.customer_no': target,
    }
  },
  exact: ['data.status', 'data.rc', 'data.sn'],
  typed: ['data.message', 'data.price'],
  statusWords: [{ field: 'data.status' }],
  neverSent: ['apiKey', 'developmentKey'],
})
