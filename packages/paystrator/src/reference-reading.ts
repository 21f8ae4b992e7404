import {
  isAbsent,
  isAsked,
  isObject,
  isPositiveAmount,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
} from '@cekstatus/conformance/fuzz'

/**
 * By https://paystrator.readme.io/reference/get-transaction-status-api-reference: `data.status` is `PAID` or `COMPLETED`
 * under `status` 200 without an error. The prefix of the id tells a payment, the attributes of a bank account a payout.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || !isObject(body.data)) return nothing
  const { data } = body
  const worked =
    (body.status === 200 || body.status === '200') && isAbsent(body.error) && isAbsent(body.errors)
  const success = worked && isWord(data.status, 'PAID', 'COMPLETED')
  const incoming = typeof data.id === 'string' && /^(QR|EW|VA)_/.test(data.id)
  const attributes = isObject(data.attributes) ? data.attributes : {}
  // A field that is there without a value shows no bank account.
  const outgoing = ['bankAccountNo', 'bankShortCode', 'bankAccountHolderName', 'bankName'].some(
    (name) => !isAbsent(attributes[name]) && attributes[name] !== '',
  )
  return {
    success,
    successLines: 0,
    fulfill:
      success &&
      incoming !== outgoing &&
      isAsked(query, { merchantReference: data.externalId, providerReference: data.id }) &&
      (incoming ? isPositiveAmount(data.amount) : isReadableAmount(data.amount)),
  }
}
