import {
  isAsked,
  isObject,
  isPositiveAmount,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
} from '@cekstatus/conformance/fuzz'

/** By https://docs.duitku.com/api/id/: `statusCode` is `00` beside the order id, and no payment page is offered. */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body)) return nothing
  const success =
    isWord(body.statusCode, '00') && typeof body.merchantOrderId === 'string' && !('paymentUrl' in body)
  const references = { merchantReference: body.merchantOrderId, providerReference: body.reference }
  return {
    success,
    successLines: 0,
    fulfill:
      success && isAsked(query, references) && isPositiveAmount(body.amount) && isReadableAmount(body.fee),
  }
}
