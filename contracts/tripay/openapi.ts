import type { MockProvider } from '@cekstatus/mocks'
import { capabilities, description, errorMap, statusMap } from '@cekstatus/tripay'
import {
  errorResponseSchema,
  transactionDetailResponseSchema,
  transactionListResponseSchema,
} from '@cekstatus/tripay/schemas'
import { answersOf } from '../src/openapi/answers.ts'
import type { Answer, Api, Body } from '../src/openapi/api.ts'

const page = 'https://tripay.co.id/developer'

const refusal: Body = {
  name: 'ErrorResponse',
  description: 'A refusal, the same for every call.',
  schema: errorResponseSchema,
  fields: { success: 'False: the call was refused.', message: 'Text for people. Tripay has no error codes.' },
}

/** The refusals, and the transactions of one of the two calls. */
function answersOfCall(call: 'detail' | 'list'): (mock: MockProvider) => Answer[] {
  return (mock) =>
    answersOf(mock, capabilities).filter(({ body }) => {
      const { data } = JSON.parse(body) as { data?: unknown }
      return data === undefined || Array.isArray(data) === (call === 'list')
    })
}

function describeTransaction(path: string): Record<string, string> {
  const fields = {
    reference: 'Tripay’s reference. `DEV-…` was seen in the sandbox; no page describes it.',
    merchant_ref: 'The merchant’s reference; null for a payment to an open payment code.',
    status: 'What happened to the payment.',
    payment_method: 'Code of the channel.',
    payment_name: 'Name of the channel.',
    amount: 'What the customer pays in rupiah, `fee_customer` included.',
    fee_merchant: 'The merchant’s part of the fee.',
    fee_customer: 'The customer’s part of the fee.',
    total_fee: '`fee_merchant` plus `fee_customer`.',
    amount_received: 'What the merchant receives: `amount` minus `total_fee`.',
    created_at: 'Unix seconds; in the list only.',
    paid_at: 'Unix seconds as a number or as digits; null or absent while unpaid.',
    expired_time: 'The deadline in Unix seconds; in the detail only. A payment after it was seen.',
    expired_at: 'The deadline in Unix seconds; in the list only.',
    customer_name: 'Personal data. cekstatus does not read it.',
    customer_email: 'Personal data. cekstatus does not read it.',
    customer_phone: 'Personal data. cekstatus does not read it.',
    checkout_url: 'Opens the payment page without a login. cekstatus does not read it.',
  }
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [`${path}.${field}`, text]))
}

const envelope = { success: 'True: the call worked. Says nothing about the payment.' }

export const api: Api = {
  summary: 'Returns what happened to a payment that was created at Tripay.',
  notes: [
    'Production is under `/api`, the sandbox under `/api-sandbox` of the same host. Each has keys of its own. Nothing is signed.',
    '`success` states whether the call worked; what happened to the payment is in `status`. No page states the HTTP status of a refusal or how an unknown reference is refused.',
    'The call `/transaction/check-status` is left out: it returns a sentence, and by its description it may change the transaction.',
  ],
  documentation: page,
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    apiKey: { type: 'http', scheme: 'bearer', description: 'The API key from the dashboard.' },
  },
  operations: [
    {
      purpose: 'status',
      operationId: 'getTransactionDetail',
      tag: 'Transaction status',
      summary: 'Status of one payment by Tripay’s reference',
      description: 'Accepts Tripay’s reference only. Reading has no effect and may be repeated.',
      page,
      path: '/api/transaction/detail',
      query: { providerReference: 'T0001000000000000006' },
      parameters: [
        {
          name: 'reference',
          in: 'query',
          required: true,
          description: 'Tripay’s reference.',
          schema: { type: 'string', minLength: 1, maxLength: capabilities.referenceMaxLength },
        },
      ],
      security: [['apiKey']],
      success: {
        name: 'TransactionDetailResponse',
        description: 'The call worked. What happened to the payment is in `data.status`.',
        schema: transactionDetailResponseSchema,
        fields: { ...envelope, data: 'The payment.', ...describeTransaction('data') },
      },
      refusal,
      refusesUnderSuccess: true,
      statusWords: [{ field: 'data.status' }],
      errorMap,
      answers: answersOfCall('detail'),
    },
    {
      purpose: 'status',
      operationId: 'listTransactions',
      tag: 'Transaction status',
      summary: 'Status of one payment by the merchant’s reference',
      description:
        'cekstatus accepts exactly one element whose own `merchant_ref` is that of the query: no page states that `merchant_ref` is unique or that the filter is exact. Several are `AMBIGUOUS`, none is `REJECTED`.',
      page,
      path: '/api/merchant/transactions',
      query: { merchantReference: 'INV123' },
      parameters: [
        {
          name: 'merchant_ref',
          in: 'query',
          required: true,
          description: 'The merchant’s reference. Optional by the page; cekstatus always sends it.',
          schema: { type: 'string', minLength: 1, maxLength: capabilities.referenceMaxLength },
        },
      ],
      security: [['apiKey']],
      success: {
        name: 'TransactionListResponse',
        description: 'The call worked. What happened to each payment is in its `status`.',
        schema: transactionListResponseSchema,
        fields: {
          ...envelope,
          data: 'The payments.',
          'data[]': 'One payment.',
          ...describeTransaction('data[]'),
          pagination: 'The page of the list.',
          'pagination.next_page': 'Null on the last page; cekstatus accepts a list of one page only.',
        },
      },
      refusal,
      refusesUnderSuccess: true,
      statusWords: [{ field: 'data[].status' }],
      errorMap,
      answers: answersOfCall('list'),
    },
  ],
}
