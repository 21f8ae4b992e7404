import type { ProviderDescription } from '@cekstatus/core/provider'
import { type DigiflazzQuery, signStatusRequest } from './request.ts'
import { type DigiflazzCredentials, orderStringToSign } from './sign.ts'

/** What tools need to know about Digiflazz besides its capabilities and tables. */
export const description: ProviderDescription<DigiflazzQuery, DigiflazzCredentials> = {
  title: 'Digiflazz',
  settings: [
    {
      name: 'username',
      required: true,
      secret: true,
      meaning: 'username from the API connection page',
    },
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'API key of the mode that is asked, from the same page',
    },
  ],
  // A serial number may be a voucher code or the token of an electricity meter.
  personalFields: ['data.customer_no', 'data.sn', 'data.message', 'data.tele', 'data.wa'],
  explainRequests: (query, credentials, context = {}) => {
    const { request, signature } = signStatusRequest(query, credentials, context)
    const stringToSign = orderStringToSign(query.merchantReference, credentials)
    return [
      {
        purpose: 'status',
        request,
        stages: [
          { name: 'stringToSign', value: stringToSign, secret: false },
          { name: 'signature', value: signature, secret: true },
        ],
      },
    ]
  },
}
