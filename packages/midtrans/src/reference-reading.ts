import {
  isAbsent,
  isAsked,
  isObject,
  isPositiveAmount,
  isWord,
  nothing,
  type Oracle,
} from '@cekstatus/conformance/fuzz'

/**
 * By https://docs.midtrans.com/docs/transaction-status-cycle: paid is `settlement` whose `fraud_status` is `accept` or
 * absent, and `capture` that is accepted. Older editions want the `status_code` 200 besides, so only that one fulfills.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body)) return nothing
  const { transaction_status: word, fraud_status: fraud, status_code: code } = body
  const isAnswer = code === '200' || code === '201' || code === '202' || code === '407'
  const isAccepted = isWord(fraud, 'accept')
  const isPaid =
    (isWord(word, 'settlement') && (isAbsent(fraud) || isAccepted)) || (isWord(word, 'capture') && isAccepted)
  const success = isAnswer && isPaid
  const orderId = body.order_id === body.transaction_id ? undefined : body.order_id
  return {
    success,
    successLines: 0,
    fulfill:
      success &&
      code === '200' &&
      isAsked(query, { merchantReference: orderId, providerReference: body.transaction_id }) &&
      isPositiveAmount(body.gross_amount),
  }
}
