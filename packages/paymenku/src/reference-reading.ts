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

/** By https://docs.paymenku.com/api/check-status: `data.status` is `paid` inside an envelope that says `success`. */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || !isObject(body.data)) return nothing
  const { data } = body
  const success = body.status === 'success' && isWord(data.status, 'paid')
  const amounts = [data.amount, data.total_fee, data.amount_received]
  const stated = amounts.every((amount) => !isAbsent(amount))
  const [amount, fee, received] = amounts.map((value) => Math.round(Number(textOf(value)) * 100))
  return {
    success,
    successLines: 0,
    fulfill:
      success &&
      isAsked(query, { merchantReference: data.reference_id, providerReference: data.trx_id }) &&
      isPositiveAmount(data.amount) &&
      amounts.every(isReadableAmount) &&
      (!stated || amount === Number(fee) + Number(received)) &&
      (isAbsent(data.is_sandbox) || data.is_sandbox === false),
  }
}
