import { capabilities, description, errorMap, statusMap } from '@cekstatus/sekalipay'
import { errorResponseSchema, transactionDetailResponseSchema } from '@cekstatus/sekalipay/schemas'
import type { Api } from '../src/openapi/api.ts'
import { contract } from './contract.ts'

/** The results are next to `data`, and some clients describe them inside it. */
function describeResults(prefix: string): Record<string, string> {
  const h2h = `${prefix}h2h_results`
  const smm = `${prefix}smm_results`
  const place = prefix === '' ? '' : ' Read where they are not next to `data`.'
  return {
    [h2h]: `Results of H2H items, such as phone credit.${place}`,
    [`${h2h}[].variant_id`]: 'The item that this is the result of.',
    [`${h2h}[].sn`]: 'The serial number, or `failed: ` and the reason, which is no serial number.',
    [`${h2h}[].dispatch_status`]: 'What happened to this item.',
    [`${h2h}[].log_message`]: 'Text for people.',
    [smm]: `Results of SMM items, such as followers.${place}`,
    [`${smm}[].variant_id`]: 'The item that this is the result of.',
    [`${smm}[].order_id`]: 'The ticket number of the SMM panel.',
    [`${smm}[].status`]: 'What happened to this item.',
    [`${smm}[].provider_status`]:
      'The panel’s own word, from another vocabulary. cekstatus does not read it.',
    [`${smm}[].start_count`]: 'The count before delivery began.',
    [`${smm}[].remains`]: 'How many are still to be delivered.',
    [`${smm}[].delivered_count`]: 'How many were delivered.',
    [`${smm}[].refund_amount`]: 'Rupiah.',
    [`${smm}[].partial_refund_pending_manual`]:
      'True while a person at Sekalipay still has to pay the refund.',
  }
}

export const api: Api = {
  summary: 'Asks what happened to an order that a reseller placed at Sekalipay.',
  notes: [
    'This is the reseller API; the merchant payment gateway of the same host is another API with keys of its own. Nothing is signed. The caller’s address must be on the allow-list of the reseller dashboard.',
    'The order’s `completed` only says that the order was dispatched: what happened is in its items and in the results next to `data`.',
  ],
  documentation: 'https://sekalipay.com/api-docs',
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-APIKEY',
      description: 'The key from the reseller dashboard, `sk_live_…`.',
    },
  },
  operations: [
    {
      purpose: 'status',
      operationId: 'getTransaction',
      tag: 'Transaction status',
      summary: 'One order with its items and their results',
      description:
        'Asked by your `ref_id` or by Sekalipay’s invoice number. Reading has no effect and may be repeated.',
      page: 'https://sekalipay.com/api-docs/transactions/detail',
      path: '/api/v1/trx/{ref_id}',
      query: { merchantReference: 'TRX-20260210-001' },
      parameters: [
        {
          name: 'ref_id',
          in: 'path',
          required: true,
          description: 'Your `ref_id` or Sekalipay’s `invoice`, percent-encoded.',
          schema: { type: 'string', minLength: 1, maxLength: capabilities.referenceMaxLength },
        },
      ],
      security: [['apiKey']],
      success: {
        name: 'TransactionDetailResponse',
        description:
          'The call worked. What happened to the order is in `data.status`, in its items and in their results.',
        schema: transactionDetailResponseSchema,
        fields: {
          message: 'Says that the call worked, and nothing about the order.',
          data: 'The order.',
          'data.ref_id': 'The merchant’s reference.',
          'data.invoice': 'Sekalipay’s invoice number.',
          'data.payment_method': 'How the order was paid.',
          'data.status':
            'The state of the order. `completed` is decided by the items: `unknown` here means that the word alone does not say.',
          'data.price': 'Rupiah without fees.',
          'data.fees': 'Rupiah; null where there are none.',
          'data.amount': 'Rupiah with fees.',
          'data.created_at': 'Read only with an offset; in which zone it is without one, no page says.',
          'data.expired_at': 'Read only with an offset.',
          'data.items': 'What was ordered.',
          'data.items[].variant_id': 'The only link to a result.',
          'data.items[].variant_name': 'Name of the variant.',
          'data.items[].product_name': 'Name of the product.',
          'data.items[].product_license': 'The delivered account or key of an `auto` item: a secret.',
          'data.items[].price': 'Rupiah for the whole line, not for one piece.',
          'data.items[].qty': 'How many were ordered.',
          'data.items[].note': 'Phone number, link or account that the goods go to: personal data.',
          'data.items[].order_process': '`auto`, `manual`, `h2h` (also on SMM items) or `smm`.',
          'data.items[].is_smm': 'True for an SMM item.',
          'data.items[].status': 'Repeats the state of an SMM item.',
          ...describeResults('data.'),
          ...describeResults(''),
        },
      },
      refusal: {
        name: 'ErrorResponse',
        description: 'A refusal. The code is the `message` in capitals.',
        schema: errorResponseSchema,
        fields: {
          message: 'A code such as `TRX_NOT_FOUND`.',
          errors: 'Shown where a request was not valid.',
        },
      },
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
