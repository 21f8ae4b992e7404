import {
  isAbsent,
  isAsked,
  isObject,
  isReadableAmount,
  isWord,
  nothing,
  type Oracle,
} from '@cekstatus/conformance/fuzz'

/**
 * By https://docs.apigames.id/docs/v2/cek-status/cek-status-post and the rules of version 2: `data.status` is `Sukses`
 * where the envelope's `status` is 1 and there is no `error_msg`.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || !isObject(body.data)) return nothing
  const { data } = body
  const worked =
    (body.status === 1 || body.status === '1') && (isAbsent(body.error_msg) || body.error_msg === '')
  const success = worked && isWord(data.status, 'Sukses')
  const price = isObject(data.product_detail) ? data.product_detail.price_rp : undefined
  return {
    success,
    successLines: success ? 1 : 0,
    fulfill: success && isAsked(query, { merchantReference: data.ref_id }) && isReadableAmount(price),
  }
}
