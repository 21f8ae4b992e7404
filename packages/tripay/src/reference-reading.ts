import {
  isAbsent,
  isAsked,
  isObject,
  isPositiveAmount,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
  textOf,
} from '@cekstatus/conformance/fuzz'

/**
 * By https://tripay.co.id/developer: `success` is true and `status` is `PAID`, in the one object of the detail call or in
 * the only element of a list whose `merchant_ref` is that of the query.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || body.success !== true) return nothing
  const payment =
    query.providerReference === undefined ? findListed(body, query.merchantReference) : body.data
  if (!isObject(payment)) return nothing
  const success = isWord(payment.status, 'PAID')
  const { amount, total_fee, amount_received, fee_merchant, fee_customer, reference } = payment
  const money = [amount, total_fee, amount_received, fee_merchant, fee_customer]
  return {
    success,
    successLines: 0,
    fulfill:
      success &&
      isAsked(query, { merchantReference: payment.merchant_ref, providerReference: reference }) &&
      isPositiveAmount(amount) &&
      money.every(isReadableAmount) &&
      addsUp(amount, total_fee, amount_received) &&
      addsUp(total_fee, fee_merchant, fee_customer) &&
      !textOf(reference).startsWith('DEV-'),
  }
}

/** A list with a next page may hold a second match. */
function findListed(body: Record<string, unknown>, merchantReference = ''): unknown {
  if (!Array.isArray(body.data) || !isObject(body.pagination) || body.pagination.next_page !== null)
    return null
  const found = body.data.filter((item) => isObject(item) && textOf(item.merchant_ref) === merchantReference)
  return found.length === 1 ? found[0] : null
}

function addsUp(...parts: readonly unknown[]): boolean {
  if (parts.some(isAbsent)) return true
  const [sum, first, second] = parts.map((part) => Math.round(Number(textOf(part)) * 100))
  return sum === Number(first) + Number(second)
}
