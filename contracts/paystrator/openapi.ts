import { capabilities, description, errorMap, statusMap } from '@cekstatus/paystrator'
import { errorResponseSchema, getStatusResponseSchema } from '@cekstatus/paystrator/schemas'
import type { Api } from '../src/openapi/api.ts'
import { contract } from './contract.ts'

const idSchema = { type: 'string', minLength: 1 }

/** The object that tells a refusal, under both of its names. */
function describeProblem(field: 'error' | 'errors', text: string): Record<string, string> {
  return {
    [field]: text,
    [`${field}.code`]: 'A code such as `permission_denied`.',
    [`${field}.message`]: 'English text for people.',
    [`${field}.action`]: 'What the pages call an action; no page shows a value.',
    [`${field}.reason`]: 'What the pages call a reason; no page shows a value.',
  }
}

export const api: Api = {
  summary: 'Asks what happened to a payment or a payout that was created at Paystrator.',
  notes: [
    'The pages contradict each other: about the header that carries the token (`publicAccessToken` or `Authorization`) and about the query parameter (`id` or `transaction_id`). Both forms are described; cekstatus sends the first ones by default. Nothing is signed.',
    'The `status` of the envelope says whether the call worked; what happened is in `data.status`. No page shows the body of an error of this call; the form is that of other calls.',
  ],
  documentation: 'https://paystrator.readme.io/reference',
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    publicAccessToken: {
      type: 'apiKey',
      in: 'header',
      name: 'publicAccessToken',
      description:
        '`Bearer ` and the public access token. The one that a page shows lives five minutes, and it may work only once.',
    },
    authorization: {
      type: 'http',
      scheme: 'bearer',
      description: 'The same token in the header that another page shows.',
    },
  },
  operations: [
    {
      purpose: 'status',
      operationId: 'getStatus',
      tag: 'Transaction status',
      summary: 'Status of one payment or payout',
      description:
        'Asked by Paystrator’s own id. Reading has no effect and may be repeated. Exactly one of `id` and `transaction_id` is needed, which OpenAPI 3.1 cannot say.',
      page: 'https://paystrator.readme.io/reference/get-transaction-status-api-reference',
      path: '/v1/get-status',
      query: { providerReference: 'QR_xxx' },
      parameters: [
        {
          name: 'id',
          in: 'query',
          required: false,
          description: 'Paystrator’s id with its prefix: `QR_`, `EW_`, `VA_`, none for send money.',
          schema: idSchema,
        },
        {
          name: 'transaction_id',
          in: 'query',
          required: false,
          description:
            'The same id under the name that https://paystrator.readme.io/reference/get-transaction-status-overview gives it.',
          schema: idSchema,
        },
      ],
      security: [['publicAccessToken'], ['authorization']],
      success: {
        name: 'GetStatusResponse',
        description: 'The call worked. What happened to the transaction is in `data.status`.',
        schema: getStatusResponseSchema,
        fields: {
          status: 'Says that the call worked, and nothing about the transaction.',
          error: 'Absent or null in an answer.',
          errors: 'Absent or null in an answer.',
          data: 'The transaction.',
          'data.id': 'Paystrator’s id. A prefix tells a payment: `QR_`, `EW_`, `VA_`.',
          'data.externalId': 'The merchant’s reference.',
          'data.status': 'What happened to the transaction.',
          'data.amount': 'No field names the currency.',
          'data.attributes': 'What the kind of transaction adds; a bank account tells a payout.',
          'data.attributes.code': 'Wallet or bank of a payment.',
          'data.attributes.bankShortCode': 'Bank of a payout.',
          'data.attributes.bankName': 'Bank of a payout.',
          'data.attributes.bankAccountNo': 'Personal data. Its presence tells a payout.',
          'data.attributes.bankAccountHolderName': 'Personal data. Its presence tells a payout.',
          'data.createdAt': 'ISO 8601 with offset.',
          'data.paidAt': 'ISO 8601 with offset; null while unpaid.',
          'data.expiredAt': 'ISO 8601 with offset.',
          'data.metadata': 'What was given when the transaction was created, of any type.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'A refusal, in the form that other calls have.',
        schema: errorResponseSchema,
        fields: {
          status: 'Repeats the HTTP status. cekstatus reads it where HTTP itself says 2xx.',
          ...describeProblem('error', 'What was wrong.'),
          ...describeProblem('errors', 'The same under its other name.'),
        },
      },
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
