import {
  isAbsent,
  isAsked,
  isObject,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
  textOf,
} from '@cekstatus/conformance/fuzz'

/**
 * By https://developer.digiflazz.com/api/buyer/topup/ and https://developer.digiflazz.com/api/buyer/response-code/:
 * `data.status` is `Sukses`, and `data.rc` is the one code that the page puts beside it.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || !isObject(body.data)) return nothing
  const { data } = body
  const success = isWord(data.status, 'Sukses') && data.rc === '00'
  const { productCode, target } = query as { productCode?: string; target?: string }
  const isOrder =
    isAsked(query, { merchantReference: data.ref_id }) &&
    isSame(productCode, data.buyer_sku_code) &&
    isSame(target, data.customer_no)
  return {
    success,
    successLines: success ? 1 : 0,
    fulfill: success && isOrder && isReadableAmount(data.price),
  }
}

/** What was not asked for is not compared. */
function isSame(asked: string | undefined, found: unknown): boolean {
  return asked === undefined || (!isAbsent(found) && textOf(found) === asked)
}
