/** Paymenku's documented answer, with other values where given. */
export function paymenkuBody(data: Record<string, unknown> = {}): string {
  return JSON.stringify({
    status: 'success',
    data: {
      trx_id: 'IDP202602271039768990',
      reference_id: 'INV-001',
      amount: '104000.00',
      total_fee: '4000.00',
      amount_received: '100000.00',
      status: 'paid',
      is_sandbox: false,
      customer_name: 'John Doe',
      customer_email: 'john@example.com',
      payment_channel: { code: 'bca_va', name: 'BCA Virtual Account', type: 'va' },
      pay_url: 'https://paymenku.com/pay/IDP202602271039768990',
      paid_at: '2026-01-25T10:30:00+00:00',
      created_at: '2026-01-25T10:00:00+00:00',
      updated_at: '2026-01-25T10:30:00+00:00',
      ...data,
    },
  })
}
