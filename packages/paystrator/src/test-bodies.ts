type Fields = Record<string, unknown>

/** Attributes as each product shows them on the status page. */
export const attributesOf = {
  qris: { qrData: '', nmid: '' },
  ewallet: { code: 'DANA', deeplink: 'https://wallet.example/pay/9f1' },
  virtualAccount: { code: 'BCA', va_number: '8077001122334455', va_name: 'Budi Budiman' },
  sendMoney: {
    bankAccountNo: '0112233445566',
    bankShortCode: 'BCA',
    bankAccountHolderName: 'Siti Aminah',
    bankName: 'Bank Central Asia',
  },
}

export const paymentId = 'QR_ebbc17fe8a85478889faa106114630c2'
export const payoutId = 'aa0c3749d2584d5482c09039739sn0a5'

/** A paid QRIS payment in the shape of the page's sample, with fields of `data` and of the envelope replaced. */
export function paymentBody(changes: Fields = {}, envelope: Fields = {}): string {
  return JSON.stringify({
    status: 200,
    data: {
      id: paymentId,
      externalId: 'id-01',
      amount: 10000,
      status: 'PAID',
      attributes: attributesOf.qris,
      createdAt: '2025-08-19T14:28:58+07:00',
      expiredAt: '2025-08-19T14:58:58+07:00',
      paidAt: '2025-08-19T14:30:00+07:00',
      metadata: '',
      ...changes,
    },
    ...envelope,
  })
}

/** An executed send money transaction in the shape of the page's sample, with fields of `data` replaced. */
export function payoutBody(changes: Fields = {}): string {
  return JSON.stringify({
    status: 200,
    data: {
      id: payoutId,
      amount: 10000,
      status: 'COMPLETED',
      attributes: attributesOf.sendMoney,
      createdAt: '2025-08-19T14:28:58+07:00',
      paidAt: '2025-08-19T14:30:00+07:00',
      metadata: {},
      ...changes,
    },
  })
}

/** An error in the scheme that the pages of other calls show. */
export function errorBody(status: number, message: string, code?: string): string {
  return JSON.stringify({ status, error: { code, message, action: '...', reason: '...' } })
}
