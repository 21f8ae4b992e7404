const transaction = {
  reference: 'T0001000000000000006',
  merchant_ref: 'INV345675',
  payment_selection_type: 'static',
  payment_method: 'BRIVA',
  payment_name: 'BRI Virtual Account',
  customer_name: 'Nama Pelanggan',
  customer_email: 'email@pelanggan.com',
  customer_phone: '081234567890',
  amount: 1000000,
  fee_merchant: 1500,
  fee_customer: 0,
  total_fee: 1500,
  amount_received: 998500,
  pay_code: '57585748548596587',
  pay_url: null,
  checkout_url: 'https://tripay.co.id/checkout/T0001000000000000006',
  status: 'PAID',
}

const pagination = {
  sort: 'desc',
  offset: { from: 1, to: 1 },
  current_page: 1,
  previous_page: null,
  next_page: null,
  last_page: 1,
  per_page: 25,
  total_records: 1,
}

/** The documented response of a paid transaction, with fields of `data` replaced; `undefined` removes one. */
export function detailBody(changes: Record<string, unknown> = {}): string {
  const times = { paid_at: '1582856000', expired_time: 1582855837 }
  return JSON.stringify({ success: true, message: '', data: { ...transaction, ...times, ...changes } })
}

/** A list with one paid transaction for each element, whose fields it replaces. */
export function listBody(elements: readonly Record<string, unknown>[], pages: object = {}): string {
  const times = { note: null, created_at: 1592381058, expired_at: 1592388303, paid_at: 1592385000 }
  return JSON.stringify({
    success: true,
    message: 'Success',
    data: elements.map((changes) => ({ ...transaction, ...times, ...changes })),
    pagination: { ...pagination, total_records: elements.length, ...pages },
  })
}
