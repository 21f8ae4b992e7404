import type { Capabilities } from '@cekstatus/core'
import { notFoundGrace, schedule } from './schedule.ts'

/**
 * What Digiflazz' prepaid status check can do. It is the order call sent again, so it may order: past 90 days it does,
 * and so it does for a reference that never arrived, https://developer.digiflazz.com/api/buyer/cek-status/.
 */
export const capabilities: Capabilities = {
  provider: 'digiflazz',
  kinds: ['purchase'],
  lookup: ['merchantReference'],
  referenceMaxLength: 255,
  queryFields: [
    {
      name: 'productCode',
      form: 'text',
      required: true,
      maxLength: 100,
      personal: false,
      meaning: 'the buyer_sku_code of the order',
    },
    {
      name: 'target',
      form: 'text',
      required: true,
      maxLength: 100,
      personal: true,
      meaning: 'the customer_no of the order, the number or id that it is for',
    },
    {
      name: 'orderedAt',
      form: 'timestamp',
      required: true,
      maxLength: 40,
      personal: false,
      meaning: 'when the order was first sent, from your own books',
    },
  ],
  repeatable: false,
  // One host for both; the key and a member of the request say which mode it is.
  origins: { production: 'https://api.digiflazz.com', sandbox: 'https://api.digiflazz.com' },
  reportsSandbox: false,
  schedule,
  notFoundGrace,
  // No page names one for this call; a minute between two calls about one order is kept by the schedule.
  rateLimit: null,
}
