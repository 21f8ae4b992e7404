import type { ProviderDescription } from '@cekstatus/core/provider'
import { buildStatusRequest, type PaystratorQuery, type PaystratorRequestSettings } from './request.ts'
import type { PaystratorCredentials } from './sign.ts'

/** What can be set for Paystrator alone. */
export type PaystratorSettings = PaystratorCredentials &
  Pick<PaystratorRequestSettings, 'tokenHeader' | 'idParameter'>

/** What tools need to know about Paystrator besides its capabilities and tables. */
export const description: ProviderDescription<PaystratorQuery, PaystratorSettings> = {
  title: 'Paystrator',
  settings: [
    {
      name: 'accessToken',
      required: true,
      secret: true,
      renewable: true,
      meaning: 'public access token without `Bearer `',
    },
    {
      name: 'tokenHeader',
      required: false,
      secret: false,
      choices: ['publicAccessToken', 'authorization'],
      meaning: 'header that carries the token; the pages disagree',
    },
    {
      name: 'idParameter',
      required: false,
      secret: false,
      choices: ['id', 'transaction_id'],
      meaning: 'query parameter that carries the id; the pages disagree',
    },
    {
      name: 'currency',
      required: false,
      secret: false,
      meaning: 'what the amounts are in; an assumption, because the answer does not say',
    },
  ],
  personalFields: [
    'data.attributes.qrData',
    'data.attributes.deeplink',
    'data.attributes.va_number',
    'data.attributes.va_name',
    'data.attributes.bankAccountNo',
    'data.attributes.bankAccountHolderName',
    'data.metadata',
  ],
  explainRequests: (query, { accessToken, tokenHeader, idParameter }, { environment, baseUrl } = {}) => [
    {
      purpose: 'status',
      request: buildStatusRequest(
        query,
        { accessToken },
        {
          ...(environment === undefined ? {} : { environment }),
          ...(baseUrl === undefined ? {} : { baseUrl }),
          ...(tokenHeader === undefined ? {} : { tokenHeader }),
          ...(idParameter === undefined ? {} : { idParameter }),
        },
      ),
      stages: [],
    },
  ],
}
