import { capabilities, description, errorMap, statusMap } from '@cekstatus/midtrans'
import { errorResponseSchema, statusResponseSchema } from '@cekstatus/midtrans/schemas'
import type { Api } from '../src/openapi/api.ts'
import { contract } from './contract.ts'

export const api: Api = {
  summary: 'Asks what happened to a payment at Midtrans.',
  notes: [
    'This is the Payment API (Snap and Core API). Payouts (Iris) and BI-SNAP are other protocols. Nothing is signed; sandbox and production have hosts and keys of their own.',
    'The `status_code` of the body decides whether a response is an error, also under HTTP 200. The state of the payment is the pair of `transaction_status` and `fraud_status`.',
  ],
  documentation: 'https://docs.midtrans.com',
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    serverKey: {
      type: 'http',
      scheme: 'basic',
      description: 'The server key as the user name, with an empty password.',
    },
  },
  operations: [
    {
      purpose: 'status',
      operationId: 'getTransactionStatus',
      tag: 'Transaction status',
      summary: 'Status of one payment',
      description:
        'By your `order_id` or by Midtrans’s `transaction_id`. DANA and BI-SNAP payments are found by `transaction_id` only. Reading has no effect and may be repeated.',
      page: 'https://docs.midtrans.com/reference/get-transaction-status',
      path: '/v2/{order_id}/status',
      query: { merchantReference: 'Postman-1578568851' },
      parameters: [
        {
          name: 'order_id',
          in: 'path',
          required: true,
          description: 'Your `order_id` or Midtrans’s `transaction_id`, percent-encoded.',
          schema: { type: 'string', minLength: 1, maxLength: capabilities.referenceMaxLength },
        },
      ],
      security: [['serverKey']],
      success: {
        name: 'StatusResponse',
        description:
          'The payment was found. Its state is the pair of `transaction_status` and `fraud_status`.',
        schema: statusResponseSchema,
        fields: {
          status_code: 'Code of the call. It follows the state in practice and does not decide it.',
          status_message: 'Text for people; the reason of a `deny`.',
          transaction_id: 'Midtrans’s id, a UUID.',
          order_id: 'The merchant’s reference. Some methods, such as DANA, repeat `transaction_id` here.',
          payment_type: 'How the customer pays; an open list.',
          transaction_status: 'What happened to the payment, together with `fraud_status`.',
          fraud_status: 'What the fraud system says: `accept`, `challenge` or `deny`.',
          gross_amount:
            'What the customer pays, as decimal text, with a fee that Midtrans puts on the customer.',
          currency: 'ISO 4217; rupiah where absent.',
          metadata:
            'By a public report, `extra_info.gross_amount_info.original_amount` is the amount of the order without that fee.',
          refund_amount: 'The sum of all refunds, as decimal text.',
          refunds: 'The refunds, for `refund` and `partial_refund` only.',
          'refunds[].bank_confirmed_at': 'Absent until the bank confirms the refund.',
          permata_va_number: 'The number of a Permata virtual account.',
          transaction_time: '`YYYY-MM-DD HH:mm:ss`, GMT+7.',
          settlement_time: '`YYYY-MM-DD HH:mm:ss`, GMT+7.',
          expiry_time: 'No page states its zone. cekstatus does not read it.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'A refusal, which may come with HTTP 200.',
        schema: errorResponseSchema,
        fields: {
          status_code: 'A code such as `404`.',
          status_message: 'English text for people.',
          id: 'Id of the request.',
        },
      },
      refusesUnderSuccess: true,
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
