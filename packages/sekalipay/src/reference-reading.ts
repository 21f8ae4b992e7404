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

type Fields = Record<string, unknown>

/**
 * By https://sekalipay.com/api-docs/transactions/detail: the order is `completed` and each of its items is delivered. An
 * item is delivered by the one result that carries its variant, or, made by Sekalipay itself, with the order.
 */
export const oracle: Oracle = ({ httpStatus, body }, query) => {
  if (httpStatus < 200 || httpStatus > 299 || !isObject(body) || !isObject(body.data)) return nothing
  const { data } = body
  if (body.message !== 'OK' || !Array.isArray(data.items)) return nothing
  const items = data.items.filter(isObject)
  const h2h = listResults(body, data, 'h2h_results')
  const smm = listResults(body, data, 'smm_results')
  const completed = isWord(data.status, 'completed')
  const delivered = items.filter((item) => isDelivered(item, items, { h2h, smm, completed }))
  const success = completed && items.length > 0 && delivered.length === data.items.length
  return {
    success,
    successLines: delivered.length,
    fulfill:
      success &&
      isAsked(query, { merchantReference: data.ref_id, providerReference: data.invoice }) &&
      [data.amount, data.fees, data.price].every(isReadableAmount) &&
      smm.every((result) => !isReduced(result)),
  }
}

/** The documents put results beside `data`; clients have seen them inside. */
function listResults(body: Fields, data: Fields, name: string): Fields[] {
  const [beside, inside] = [body[name], data[name]].map((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  )
  return beside !== undefined && beside.length > 0 ? beside : (inside ?? [])
}

function isDelivered(
  item: Fields,
  items: readonly Fields[],
  { h2h, smm, completed }: { h2h: Fields[]; smm: Fields[]; completed: boolean },
): boolean {
  const isOwn = (result: Fields): boolean => textOf(result.variant_id) === textOf(item.variant_id)
  const [ownH2h, ownSmm] = [h2h.filter(isOwn), smm.filter(isOwn)]
  const alone = items.filter(isOwn).length === 1 && textOf(item.variant_id) !== ''
  if (item.is_smm === true || isWord(item.order_process, 'smm') || ownSmm.length > 0) {
    return alone && ownSmm.length === 1 && isWord(ownSmm[0]?.status, 'completed')
  }
  if (ownH2h.length > 0 || isWord(item.order_process, 'h2h')) {
    const [only] = ownH2h
    return (
      alone &&
      ownH2h.length === 1 &&
      isWord(only?.dispatch_status, 'completed', 'success') &&
      !/^\s*failed\s*:/i.test(textOf(only?.sn))
    )
  }
  if (isWord(item.order_process, 'manual')) return completed
  return (
    completed &&
    isWord(item.order_process, 'auto') &&
    !isAbsent(item.product_license) &&
    item.product_license !== ''
  )
}

/** An SMM order of which a part was not delivered, or is to be paid back. */
function isReduced({
  remains,
  refund_amount: refund,
  partial_refund_pending_manual: pending,
}: Fields): boolean {
  return Number(textOf(remains)) > 0 || Number(textOf(refund)) > 0 || pending === true
}
