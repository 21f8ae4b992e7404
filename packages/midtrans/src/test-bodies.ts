type Changes = Record<string, unknown>

/** The settled card of https://docs.midtrans.com/docs/get-status-api-requests, changed; `undefined` removes a field. */
export function settledBody(changes: Changes = {}): string {
  return JSON.stringify({
    masked_card: '481111-1114',
    approval_code: '1578569243927',
    bank: 'bni',
    eci: '05',
    channel_response_code: '00',
    channel_response_message: 'Approved',
    transaction_time: '2020-01-09 18:27:19',
    gross_amount: '10000.00',
    currency: 'IDR',
    order_id: 'Postman-1578568851',
    payment_type: 'credit_card',
    signature_key:
      '16d6f84b2fb0468e2a9cf99a8ac4e5d803d42180347aaa70cb2a7abb13b5c6130458ca9c71956a962c0827637cd3bc7d40b21a8ae9fab12c7c3efe351b18d00a',
    status_code: '200',
    transaction_id: '57d5293c-e65f-4a29-95e4-5959c3fa335b',
    transaction_status: 'settlement',
    fraud_status: 'accept',
    settlement_time: '2020-01-10 16:15:31',
    status_message: 'Success, transaction is found',
    merchant_id: 'M004123',
    card_type: 'credit',
    ...changes,
  })
}

/** The partial refund of https://docs.midtrans.com/reference/get-transaction-status, changed. */
export function refundBody(changes: Changes = {}): string {
  return JSON.stringify({
    status_code: '200',
    status_message: 'Success, refund request is approved by the bank',
    transaction_id: '249fc620-6017-4540-af7c-5a1c25788f46',
    masked_card: '48111111-1114',
    order_id: 'example-1424936368',
    payment_type: 'credit_card',
    transaction_time: '2015-02-26 14:39:33',
    transaction_status: 'partial_refund',
    fraud_status: 'accept',
    approval_code: '1424936374393',
    bank: 'bni',
    gross_amount: '30000.00',
    channel_response_code: '00',
    channel_response_message: 'Approved',
    card_type: 'credit',
    refund_amount: '12000.00',
    refunds: [firstRefund, secondRefund],
    ...changes,
  })
}

export const firstRefund = {
  refund_chargeback_id: 1,
  refund_amount: '5000.00',
  created_at: '2015-02-27 00:14:20',
  reason: 'some reason',
  refund_key: 'reference1',
  refund_method: 'online',
  bank_confirmed_at: '2015-02-27 02:30:20',
}

/** Confirmed before it was created, as the page has it. */
const secondRefund = {
  refund_chargeback_id: 2,
  refund_amount: '7000.00',
  created_at: '2015-02-28 01:23:15',
  reason: '',
  refund_key: 'reference2',
  refund_method: 'offline',
  bank_confirmed_at: '2015-02-27 02:30:20',
}

/** The pending DANA payment of https://docs.midtrans.com/reference/get-transaction-status, changed. */
export function danaBody(changes: Changes = {}): string {
  return JSON.stringify({
    status_code: '200',
    transaction_id: '78068ef3-e797-4eef-945e-e8516a312916',
    gross_amount: '238429.00',
    currency: 'IDR',
    order_id: 'test-merchant-order-xyz',
    payment_type: 'dana',
    signature_key:
      'd60dc0a9c7c3cd5c20399d99d56968c241dbaacc26444c2eebc541d3b0fad594cefb50dd866a83089ecba785bd153ee95c03d81a35ccf82689b15d8f57bdbb80',
    transaction_status: 'PENDING',
    fraud_status: 'accept',
    status_message: 'Success, transaction is found',
    merchant_id: 'G123456',
    transaction_time: '2025-11-03 12:45:47',
    expiry_time: '2025-11-03 13:00:47',
    actions: [{ name: 'deeplink-redirect', method: 'GET', url: 'https://m.dana.id/transaction_page' }],
    ...changes,
  })
}
