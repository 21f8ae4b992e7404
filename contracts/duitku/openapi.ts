import { capabilities, description, errorMap, statusMap } from '@cekstatus/duitku'
import { errorResponseSchema, statusResponseSchema } from '@cekstatus/duitku/schemas'
import type { Api } from '../src/openapi/api.ts'
import { readVector, workedExample } from '../src/openapi/read-vector.ts'
import { contract } from './contract.ts'

const page = 'https://docs.duitku.com/api/id/'
const { inputs, intermediate, expected } = readVector('duitku', 'status-hmac')

const signature = [
  'The signature is part of the body, which OpenAPI has no security scheme for: HMAC-SHA256 in 64 lower-case hex digits over the UTF-8 text of merchant code and order ID, with nothing between them; the key is the API key. A worked example with invented credentials:',
  workedExample({
    merchantCode: inputs.merchantCode,
    apiKey: inputs.apiKey,
    merchantOrderId: inputs.merchantOrderId,
    stringToSign: intermediate.stringToSign,
    signature: expected.value,
  }),
  'The obsolete scheme is MD5 in 32 lower-case hex digits over merchant code, order ID and API key.',
  'A signature never expires and can also be that of a callback or of the creation of another order, because nothing separates the signed parts. It is a credential: do not log it.',
].join('\n\n')

const text = (meaning: string, rules: object = { minLength: 1 }) => ({
  type: 'string',
  ...rules,
  description: meaning,
})

export const api: Api = {
  summary: "Checks the status of a transaction at Duitku's payment gateway.",
  notes: [
    signature,
    'The page warns of a hit limit on this call and of a block of about an hour, without a number.',
    'Only `statusCode` decides. In callbacks and redirects the same digits have other meanings.',
  ],
  documentation: page,
  capabilities,
  description,
  statusMap,
  securitySchemes: {},
  operations: [
    {
      purpose: 'status',
      operationId: 'getTransactionStatus',
      tag: 'Transaction status',
      summary: 'Status of one transaction',
      description: 'Finds the transaction by your order ID alone. Reading has no documented effect.',
      page,
      path: '/webapi/api/merchant/transactionStatus',
      query: { merchantReference: 'abcde12345' },
      parameters: [],
      body: {
        name: 'StatusRequest',
        schema: {
          description: 'The merchant, the order, and the signature over both.',
          type: 'object',
          required: ['merchantCode', 'merchantOrderId', 'signature'],
          properties: {
            merchantCode: text('Merchant code of the project.'),
            merchantOrderId: text('The order ID from the create call.', { minLength: 1, maxLength: 50 }),
            signature: text('HMAC-SHA256 (64 digits) or MD5 (32 digits).', {
              pattern: '^([0-9a-f]{64}|[0-9a-f]{32})$',
            }),
          },
        },
      },
      security: [[]],
      success: {
        name: 'StatusResponse',
        description: 'The transaction. There is no envelope; an error has another HTTP status.',
        schema: statusResponseSchema,
        fields: {
          merchantOrderId: 'The order ID of the merchant.',
          reference: 'Duitku’s own ID.',
          amount: 'Amount of the transaction in rupiah.',
          fee: 'Fee of the transaction in rupiah.',
          statusCode: 'What happened to the payment.',
          statusMessage: 'Text for people. It decides nothing.',
          paymentUrl: 'Never here: it is part of the response of the create call.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'An error. Its HTTP status names it.',
        schema: errorResponseSchema,
        fields: { Message: 'Text for people.' },
      },
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
