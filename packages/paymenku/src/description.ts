import type { ProviderDescription } from '@cekstatus/core/provider'
import { buildStatusRequest, type PaymenkuQuery } from './request.ts'
import type { PaymenkuCredentials } from './sign.ts'

/** What tools need to know about Paymenku besides its capabilities and tables. */
export const description: ProviderDescription<PaymenkuQuery, PaymenkuCredentials> = {
  title: 'Paymenku',
  settings: [
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'key from the dashboard, `sk_live_…` or `sk_test_…`',
    },
  ],
  personalFields: ['data.customer_name', 'data.customer_email', 'data.customer_phone', 'data.pay_url'],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
