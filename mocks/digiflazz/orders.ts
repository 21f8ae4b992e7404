import { createBoundedMap } from '../src/bounded-map.ts'
import type { OrderRequest } from './read-request.ts'

/** https://developer.digiflazz.com/api/buyer/cek-status/: past 90 days the same reference makes a new transaction. */
const rememberedMs = 90 * 86_400_000

/** The same page advises against repeating a request within a minute. */
const adviceMs = 60_000

/** Orders that one session keeps; beyond it the one unused for longest is ordered anew, as after 90 days. */
const orderLimit = 1000

interface Order {
  buyerSkuCode: string
  customerNo: string
  createdMs: number
  askedMs: number
}

/** What the provider knows of a reference at the moment of a request. */
export interface KnownOrder {
  /**
   * - `new`: no order has the reference
   * - `forgotten`: an order has it, more than 90 days old
   * - `same`: the request repeats the order
   * - `different`: the reference belongs to an order of another product or number
   */
  state: 'new' | 'forgotten' | 'same' | 'different'
  /** True within a minute of the call before. */
  isTooSoon: boolean
}

/** Test orders and real ones do not meet. */
function keyOf({ testing, refId }: OrderRequest): string {
  return `${testing ? 'testing' : 'real'}\n${refId}`
}

/** The orders of one session, by its clock. */
export function createOrders(now: () => Date) {
  const orders = createBoundedMap<Order>(orderLimit)
  return {
    find(request: OrderRequest): KnownOrder {
      const order = orders.get(keyOf(request))
      if (!order) return { state: 'new', isTooSoon: false }
      const nowMs = now().getTime()
      if (nowMs - order.createdMs > rememberedMs) return { state: 'forgotten', isTooSoon: false }
      const isSame = order.buyerSkuCode === request.buyerSkuCode && order.customerNo === request.customerNo
      const sinceMs = nowMs - order.askedMs
      return { state: isSame ? 'same' : 'different', isTooSoon: sinceMs >= 0 && sinceMs < adviceMs }
    },
    /** Creates the order, or records the repeated request. */
    take(request: OrderRequest, { state }: KnownOrder): void {
      const { buyerSkuCode, customerNo } = request
      const nowMs = now().getTime()
      const createdMs = state === 'same' ? orders.get(keyOf(request))?.createdMs : undefined
      orders.set(keyOf(request), { buyerSkuCode, customerNo, createdMs: createdMs ?? nowMs, askedMs: nowMs })
    },
  }
}
