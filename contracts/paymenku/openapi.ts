import { capabilities, description, errorMap, statusMap } from '@cekstatus/paymenku'
import { checkStatusResponseSchema, errorResponseSchema } from '@cekstatus/paymenku/schemas'
import type { Api } from '../src/openapi/api.ts'
import { contract } from './contract.ts'

export const api: Api = {
  summary: 'Asks what happened to a payment that was created at Paymenku.',
  notes: [
    'One host serves both modes. The key decides which: `sk_live_…` sees live transactions, `sk_test_…` sandbox transactions. Nothing is signed.',
    'The `status` of the envelope says whether the call worked; what happened to the payment is in `data.status`.',
  ],
  documentation: 'https://docs.paymenku.com',
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'sk_live_… or sk_test_…',
      description: 'The key from the dashboard, under Settings, API Keys.',
    },
  },
  operations: [
    {
      purpose: 'status',
      operationId: 'checkStatus',
      tag: 'Transaction status',
      summary: 'Status of one payment',
      description:
        'Asked by Paymenku’s `trx_id` or by your `reference_id`; the call does not say which of the two it was given. Reading has no effect and may be repeated. The page also shows the header `Content-Type: application/json`, which cekstatus sends.',
      page: 'https://docs.paymenku.com/api/check-status',
      path: '/api/v1/check-status/{order_id}',
      query: { merchantReference: 'INV-001' },
      parameters: [
        {
          name: 'order_id',
          in: 'path',
          required: true,
          description: 'Paymenku’s `trx_id` or your `reference_id`, percent-encoded.',
          schema: { type: 'string', minLength: 1, maxLength: capabilities.referenceMaxLength },
        },
      ],
      security: [['apiKey']],
      success: {
        name: 'CheckStatusResponse',
        description: 'The call worked. What happened to the payment is in `data.status`.',
        schema: checkStatusResponseSchema,
        fields: {
          status: 'Says that the call worked, and nothing about the payment.',
          data: 'The payment.',
          'data.trx_id': 'Paymenku’s own id.',
          'data.reference_id': 'The merchant’s reference.',
          'data.status': 'What happened to the payment.',
          'data.is_sandbox': 'True for a payment in test mode: no money moved.',
          'data.amount': 'Rupiah as decimal text; the page says that the fee is included.',
          'data.total_fee': 'Rupiah as decimal text.',
          'data.amount_received': 'What the merchant gets, in rupiah as decimal text.',
          'data.payment_channel': 'How the customer pays.',
          'data.payment_channel.code': 'Code of the channel.',
          'data.payment_channel.name': 'Name of the channel.',
          'data.payment_channel.type': 'Type of the channel.',
          'data.paid_at': 'ISO 8601 with offset; null while unpaid.',
          'data.created_at': 'ISO 8601 with offset.',
          'data.updated_at': 'ISO 8601 with offset.',
          'data.customer_name': 'Personal data. cekstatus does not read it.',
          'data.customer_email': 'Personal data. cekstatus does not read it.',
          'data.pay_url': 'Whoever has the address can open the payment page. cekstatus does not read it.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'A refusal. There is no error code; HTTP status and message are all there is.',
        schema: errorResponseSchema,
        fields: { status: 'Says that the call was refused.', message: 'English text for people.' },
      },
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
