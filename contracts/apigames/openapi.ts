import { capabilities, description, errorMap, statusMap } from '@cekstatus/apigames'
import { errorResponseSchema, statusResponseSchema } from '@cekstatus/apigames/schemas'
import type { Api } from '../src/openapi/api.ts'
import { readVector, workedExample } from '../src/openapi/read-vector.ts'
import { contract } from './contract.ts'

const { inputs, intermediate, expected } = readVector('apigames', 'apigames-v2-status-1')

const signature = [
  'The signature is in the body, for which OpenAPI has no security scheme: MD5 in 32 lower-case hex digits over the UTF-8 text `merchant_id:secret_key:ref_id`, the reference as it is. A worked example with invented credentials:',
  workedExample({
    merchant_id: inputs.merchantId,
    secret_key: inputs.secretKey,
    ref_id: inputs.refId,
    stringToSign: intermediate.stringToSign,
    signature: expected.value,
  }),
  'It never expires and also authorises buying under the same `ref_id`, so it is a credential: do not log it.',
].join('\n\n')

export const api: Api = {
  summary: 'Asks what happened to a top-up purchase that was ordered at API Games.',
  notes: [
    'No page names a sandbox. The host says v1; version 2 of the API lives under it.',
    signature,
    'The `status` of the envelope says whether the call worked; what happened to the purchase is in `data.status`. No page states an HTTP status; users report 200 for every response, refusals included.',
  ],
  documentation: 'https://docs.apigames.id',
  capabilities,
  description,
  statusMap,
  securitySchemes: {},
  operations: [
    {
      purpose: 'status',
      operationId: 'getTransactionStatus',
      tag: 'Transaction status',
      summary: 'Status of one purchase',
      description:
        'Asked by your `ref_id` alone. Reading has no effect and may be repeated. The same service also takes a GET, which puts the signature into access logs and is left out here.',
      page: 'https://docs.apigames.id/docs/v2/cek-status/cek-status-post',
      path: '/v2/transaksi/status',
      query: { merchantReference: 'sdfsdx2' },
      parameters: [],
      body: {
        name: 'StatusRequest',
        schema: {
          description: 'Who asks, for which purchase, and the signature over both.',
          type: 'object',
          required: ['ref_id', 'merchant_id', 'signature'],
          properties: {
            ref_id: { type: 'string', minLength: 1, description: 'The reference that you gave when buying.' },
            merchant_id: { type: 'string', minLength: 1, description: 'Merchant ID from the member area.' },
            signature: {
              type: 'string',
              pattern: '^[0-9a-f]{32}$',
              description:
                'MD5 over `merchant_id:secret_key:ref_id`; a worked example stands at the beginning.',
            },
          },
        },
      },
      security: [[]],
      success: {
        name: 'StatusResponse',
        description:
          'Either the purchase, with `status` 1, or a refusal, with `status` 0. What happened to the purchase is in `data.status`.',
        schema: statusResponseSchema,
        fields: {
          status: 'Says that the call worked, and nothing about the purchase.',
          error_msg: 'Absent, null or empty in an answer; a text makes it a refusal.',
          data: 'The purchase.',
          'data.trx_id': 'API Games’ own id.',
          'data.ref_id': 'The merchant’s reference.',
          'data.status': 'What happened to the purchase.',
          'data.destination': 'Player id or phone number: personal data.',
          'data.sn': 'Serial number on `Sukses`, the reason on `Gagal`, and nothing to rely on elsewhere.',
          'data.product_detail': 'The product.',
          'data.product_detail.name': 'Name of the product.',
          'data.product_detail.price':
            'In the unit of `price_unit`, which is not rupiah. cekstatus does not read it.',
          'data.product_detail.price_rp':
            'Value of the goods in rupiah, which need not be what left the deposit.',
          'data.message':
            'A sentence that repeats destination and serial number. cekstatus does not read it.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'A refusal. There is no error code.',
        schema: errorResponseSchema,
        fields: {
          status: 'Says that the call was refused.',
          error_msg: 'Text for people. No page shows one for an unknown reference.',
        },
      },
      refusesUnderSuccess: true,
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
