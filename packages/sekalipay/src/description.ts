import type { ProviderDescription } from '@cekstatus/core/provider'
import { buildStatusRequest, type SekalipayQuery } from './request.ts'
import type { SekalipayCredentials } from './sign.ts'

/** What tools need to know about Sekalipay besides its capabilities and tables. */
export const description: ProviderDescription<SekalipayQuery, SekalipayCredentials> = {
  title: 'Sekalipay',
  settings: [
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'key from the reseller dashboard, `sk_live_…`',
    },
  ],
  personalFields: ['data.items[].note', 'data.items[].product_license'],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
