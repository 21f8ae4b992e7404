import { CekStatusError } from '@cekstatus/core'
import { configurationError, type QueryField } from '@cekstatus/core/provider'

/** What a query needs besides the reference, because the request is the order sent again. */
export const queryFields: readonly QueryField[] = [
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
]

const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * The oldest order that is checked. Digiflazz forgets an order after 90 days and takes the call for a new one; ten
 * days are kept free, because no page says from which moment or in which zone the 90 are counted.
 */
export const maxOrderAgeDays = 80

/** The youngest: the order itself is a call of the same form, and two within a minute may race. */
const minOrderAgeMs = minuteMs

/** Clocks differ by a little; more is a mistake of units or of zone. */
const maxAheadMs = 5 * minuteMs

/**
 * Refuses to ask about an order of an age at which asking could order again.
 *
 * @throws CekStatusError `CONFIGURATION` for an order that is too old or of the future; `RATE_LIMITED` with
 * `limitedBy: 'local'` and `retryAfterMs` for one of less than a minute. Nothing was sent.
 */
export function checkOrderAge(orderedAt: string, now: Date): void {
  const ageMs = now.getTime() - Date.parse(orderedAt)
  if (ageMs > maxOrderAgeDays * dayMs) {
    throw configurationError(
      'digiflazz',
      'orderedAt',
      `orderedAt is more than ${maxOrderAgeDays} days ago; a status call could place the order again`,
      'look the order up in the member area',
    )
  }
  if (ageMs < -maxAheadMs) {
    throw configurationError('digiflazz', 'orderedAt', 'orderedAt is in the future')
  }
  if (ageMs < minOrderAgeMs) {
    const retryAfterMs = minOrderAgeMs - ageMs
    throw new CekStatusError({
      code: 'RATE_LIMITED',
      provider: 'digiflazz',
      limitedBy: 'local',
      field: 'orderedAt',
      retryAfterMs,
      message:
        'orderedAt is less than a minute ago, and a status check could race with the order; nothing was sent',
      hint: 'retry after retryAfterMs; the response to the order itself, or its webhook, usually arrives earlier',
    })
  }
}
