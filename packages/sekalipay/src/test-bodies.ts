type Fields = Record<string, unknown>

/** What a test changes in a documented answer; a field set to `undefined` is removed. */
export interface BodyChanges {
  /** Beside `data`. */
  body?: Fields
  /** In `data`. */
  order?: Fields
  /** In the one item. */
  item?: Fields
  /** In the one result. */
  result?: Fields
}

/** The documented answer of a delivered account, which needs no result. */
export function autoBody({ body, order, item }: BodyChanges = {}): string {
  return toText({
    body,
    order: { status: 'completed', price: 50000, amount: 50000, ...order },
    items: [{ ...autoItem, ...item }],
  })
}

/** The documented answer of phone credit that was delivered. */
export function h2hBody({ body, order, item, result }: BodyChanges = {}): string {
  return toText({
    body,
    order: { status: 'completed', price: 10000, amount: 10000, ...order },
    items: [{ ...h2hItem, ...item }],
    h2hResults: [{ ...h2hResult, ...result }],
  })
}

/** The documented answer of followers under way: the order says completed, 350 of 1000 are left. */
export function smmBody({ body, order, item, result }: BodyChanges = {}): string {
  return toText({
    body,
    order: { status: 'completed', price: 25000, amount: 25000, ...order },
    items: [{ ...smmItem, ...item }],
    smmResults: [{ ...smmResult, ...result }],
  })
}

/** An order of several items and results, made of the documented ones. */
export function cartBody(cart: {
  status?: string
  items: readonly Fields[]
  h2hResults?: readonly Fields[]
  smmResults?: readonly Fields[]
}): string {
  return toText({ ...cart, order: { status: cart.status ?? 'completed' } })
}

export const autoItem = {
  variant_id: 8,
  variant_name: '1 Tahun',
  product_name: 'Spotify',
  product_license: 'user@mail.com|pass',
  price: 50000,
  order_process: 'auto',
}

export const h2hItem = {
  variant_id: 101,
  variant_name: 'Telkomsel 10K',
  product_name: 'Telkomsel',
  product_license: null,
  price: 10000,
  qty: 1,
  note: '08123456789',
  order_process: 'h2h',
}

export const h2hResult = {
  variant_id: 101,
  sn: 'SN123456789',
  dispatch_status: 'completed',
  log_message: 'Transaksi Sukses',
}

export const failedH2hResult = {
  variant_id: 101,
  sn: 'failed: Nomor tidak valid',
  dispatch_status: 'failed',
}

export const smmItem = {
  variant_id: 201,
  variant_name: '1K Followers',
  product_name: 'Instagram Followers',
  product_license: null,
  price: 25000,
  qty: 1000,
  note: 'https://instagram.com/user',
  order_process: 'h2h',
  is_smm: true,
  status: 'processing',
  provider_status: 'processing',
}

export const smmResult = {
  variant_id: 201,
  order_id: '98765',
  status: 'processing',
  provider_status: 'processing',
  start_count: 5000,
  remains: 350,
  delivered_count: 650,
  refund_amount: null,
  partial_refund_pending_manual: false,
}

/** The changes that turn followers under way into followers delivered. */
export const smmDelivered: BodyChanges = {
  item: { status: 'completed' },
  result: { status: 'completed', provider_status: 'success', remains: 0, delivered_count: 1000 },
}

function toText(answer: {
  body?: Fields | undefined
  order: Fields
  items: readonly Fields[]
  h2hResults?: readonly Fields[]
  smmResults?: readonly Fields[]
}): string {
  return JSON.stringify({
    message: 'OK',
    data: {
      id: 99900,
      ref_id: 'INV-001',
      invoice: 'SPY1770673917X6',
      payment_method: 'saldo',
      fees: null,
      items: answer.items,
      ...answer.order,
    },
    h2h_results: answer.h2hResults ?? [],
    smm_results: answer.smmResults ?? [],
    ...answer.body,
  })
}
