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
 * By https://docs.smilepay.id/inquiry: `status` is `SUCCESS` under the response code 2009200. `tradeType` 1 is a payment,
 * 2 a payout; the table of the answer does not list it, so the one of the inquiry counts where it is absent.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body)) return nothing
  const success = body.responseCode === '2009200' && isWord(body.status, 'SUCCESS')
  const kind = isAbsent(body.tradeType) ? query.kind : { 1: 'payment', 2: 'payout' }[textOf(body.tradeType)]
  const amount = isObject(body.money) ? body.money.amount : body.money
  return {
    success,
    successLines: 0,
    fulfill:
      success &&
      kind !== undefined &&
      (query.kind === undefined || query.kind === kind) &&
      isAsked(query, { merchantReference: body.orderNo, providerReference: body.tradeNo }) &&
      (kind === 'payment' ? isPositiveAmount(amount) : isReadableAmount(amount)),
  }
}
