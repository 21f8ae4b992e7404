import { createDigiflazz, type DigiflazzQuery } from '@cekstatus/digiflazz'
import { credentials, provider } from '@cekstatus/mocks/digiflazz'
import type { CreateClient } from '../src/contract-types.ts'

export const wrongKey = 'fake-key-that-nobody-issued'

/** An hour before the clock of these tests. */
export const orderedAt = '2026-01-26T02:00:00.000Z'

/** What a buyer's books hold of an order besides its reference, for each one that the mock lists. */
export function orderOf(reference: string): { productCode: string; target: string } {
  const listed = provider.references.find((entry) => entry.reference === reference)?.fixture
  const sample = provider.fixtures.find((fixture) => fixture.case === listed)?.ask.query
  return { productCode: sample?.productCode ?? 'xld10', target: sample?.target ?? '087800001233' }
}

/** A client that knows the orders of the mock, so that it can be asked by a reference alone. */
export const createClient: CreateClient = (options, variation) => {
  const { apiKey } = credentials
  const username = variation === 'wrong-key' ? 'nobody' : credentials.username
  const client = createDigiflazz({
    ...options,
    username,
    apiKey: variation === 'wrong-secret' ? wrongKey : apiKey,
  })
  return {
    ...client,
    getTransactionStatus: (query, callOptions) => {
      const order = { ...orderOf(query.merchantReference ?? ''), orderedAt, ...query }
      return client.getTransactionStatus(order as DigiflazzQuery, callOptions)
    },
  } as ReturnType<CreateClient>
}
