import type { Kind } from '@cekstatus/core'

const paymentPrefixes = ['QR_', 'EW_', 'VA_']
const bankFields = ['bankAccountNo', 'bankShortCode', 'bankAccountHolderName', 'bankName']

/**
 * Tells the kind from what the answer shows, since no field states it: payments have a prefixed id, payouts have the
 * attributes of a bank account. With neither, or with both, it is `unknown`.
 */
export function readKind(id: string | null, attributes: Readonly<Record<string, unknown>>): Kind {
  const isPayment = paymentPrefixes.some((prefix) => id?.startsWith(prefix))
  const isPayout = bankFields.some((field) => isPresent(attributes[field]))
  if (isPayment === isPayout) return 'unknown'
  return isPayment ? 'payment' : 'payout'
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
