import type { ProviderDescription } from '@cekstatus/core/provider'
import { type ApigamesQuery, signStatusRequest } from './request.ts'
import { type ApigamesCredentials, statusStringToSign } from './sign.ts'

/** What tools need to know about API Games besides its capabilities and tables. */
export const description: ProviderDescription<ApigamesQuery, ApigamesCredentials> = {
  title: 'API Games',
  settings: [
    {
      name: 'merchantId',
      required: true,
      secret: true,
      meaning: 'Merchant ID from the member area, without a colon',
    },
    { name: 'secretKey', required: true, secret: true, meaning: 'Secret Key from the member area' },
  ],
  // The message is a sentence around the destination.
  personalFields: ['data.destination', 'data.message'],
  explainRequests: (query, credentials, context = {}) => {
    const { request, signature } = signStatusRequest(query, credentials, context)
    const stringToSign = statusStringToSign(query.merchantReference, credentials)
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
