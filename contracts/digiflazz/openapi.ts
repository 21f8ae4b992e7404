import { capabilities, description, errorMap, maxOrderAgeDays, statusMap } from '@cekstatus/digiflazz'
import { errorResponseSchema, statusResponseSchema } from '@cekstatus/digiflazz/schemas'
import type { Api } from '../src/openapi/api.ts'
import { readVector, workedExample } from '../src/openapi/read-vector.ts'
import { contract, orderOf } from './contract.ts'

const { inputs, intermediate, expected } = readVector('digiflazz', 'digiflazz-order-1')

const signature = [
  'The signature is in the body, for which OpenAPI has no security scheme: MD5 in 32 lower-case hex digits over the UTF-8 text of username, API key and `ref_id`, with nothing between them. A worked example with invented credentials:',
  workedExample({
    username: inputs.username,
    apiKey: inputs.apiKey,
    ref_id: inputs.refId,
    stringToSign: intermediate.stringToSign,
    sign: expected.value,
  }),
  'It covers neither product nor number nor time, and authorises ordering under its `ref_id`, so it is a credential: do not log it.',
].join('\n\n')

const mayOrder = [
  '**Every call is a POST that may order and spend the balance.** Digiflazz has no status call for prepaid orders: one asks by sending the order again, with the same `ref_id`, product and number. Where Digiflazz does not know the order, the call places it: after 90 days, where the order never arrived, and perhaps where product or number differ, which no page decides.',
  `Never repeat a call by yourself, neither after a timeout nor after an error. Ask only about an order that Digiflazz has acknowledged and that you have not given back, not within a minute of the call before; cekstatus refuses orders of more than ${maxOrderAgeDays} days before anything is sent.`,
]

const order = orderOf({ merchantReference: 'test1' })

/** What an answer and a refusal have in common. */
const repeated = {
  'data.ref_id': 'The merchant’s reference.',
  'data.customer_no': 'The number that the goods are for: personal data.',
  'data.buyer_sku_code': 'The product that was ordered.',
  'data.message': 'Indonesian text for people, in which a serial number may stand. It decides nothing.',
}

const text = (meaning: string) => ({ type: 'string', minLength: 1, description: meaning })

export const api: Api = {
  summary: 'Asks what happened to a prepaid order at Digiflazz by sending it again, which may order.',
  notes: [
    ...mayOrder,
    'One host serves both modes: a development key goes with `testing: true`, a production key without it.',
    signature,
    '`data.status` counts only beside an `rc` that the page gives to that word and to a transaction that was formed. Every refusal of a call carries the word `Gagal` as well; its `rc` tells that no transaction was formed. No page states an HTTP status.',
  ],
  documentation: 'https://developer.digiflazz.com',
  capabilities,
  description,
  statusMap,
  securitySchemes: {},
  operations: [
    {
      purpose: 'status',
      operationId: 'sendOrderAgain',
      tag: 'Transaction status',
      summary: 'Status of one prepaid order, by sending it again: may order',
      description: mayOrder.join('\n\n'),
      page: 'https://developer.digiflazz.com/api/buyer/cek-status/',
      path: '/v1/transaction',
      query: order,
      parameters: [],
      body: {
        name: 'TransactionRequest',
        schema: {
          description: 'The order, as it was sent. Anything else in it may be another order.',
          type: 'object',
          required: ['username', 'buyer_sku_code', 'customer_no', 'ref_id', 'sign'],
          properties: {
            username: text('From the API connection page.'),
            buyer_sku_code: text('The product code of the order.'),
            customer_no: text('The number of the order, character by character: personal data.'),
            ref_id: text('The reference of the order.'),
            sign: {
              type: 'string',
              pattern: '^[0-9a-f]{32}$',
              description:
                'MD5 over username, API key and `ref_id`; a worked example stands at the beginning.',
            },
            testing: { type: 'boolean', description: 'True in development, with the development key.' },
            max_price: {
              type: 'integer',
              minimum: 1,
              description:
                'Rupiah that the call may spend at most; above it an order is refused with `rc` 69. Whether an order that is known is recognised before that stands on no page.',
            },
            cb_url: { type: 'string', description: 'Where a webhook goes. cekstatus does not send it.' },
            allow_dot: { type: 'boolean', description: 'True for a number with a dot.' },
          },
        },
      },
      security: [[]],
      success: {
        name: 'TransactionResponse',
        description:
          'Either the order, or a refusal of this call; `rc` tells them apart. What happened to the order is in `data.status` beside its `rc`. The order may be one that this call placed.',
        schema: statusResponseSchema,
        fields: {
          data: 'The order.',
          ...repeated,
          'data.status': 'What happened to the order, beside an `rc` of a transaction that was formed.',
          'data.rc': 'Two digits. 00 goes with `Sukses`, 03 and 99 with `Pending`, others with `Gagal`.',
          'data.sn': 'Serial number, voucher code or meter token on `Sukses`, and nothing elsewhere.',
          'data.buyer_last_saldo': 'The balance after the call. cekstatus does not read it.',
          'data.price': 'Rupiah that the order takes from the balance.',
          'data.tele': 'The seller’s address at Telegram. cekstatus does not read it.',
          'data.wa': 'The seller’s number at WhatsApp. cekstatus does not read it.',
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description:
          'A refusal of this call, by which no transaction was formed. It says nothing about an earlier order, although its word is that of a failed one.',
        schema: errorResponseSchema,
        fields: {
          data: 'In the form of an order.',
          ...repeated,
          'data.status': '`Gagal`, which is about this call.',
          'data.rc': 'Two digits that say why.',
          'data.price': 'No order was formed, so nothing is taken. cekstatus does not read it.',
        },
      },
      refusesUnderSuccess: true,
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
