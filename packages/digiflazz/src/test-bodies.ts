/** The instant at which tests ask, and when their orders were sent. */
export const now = (): Date => new Date('2026-01-26T03:00:00.000Z')
const orderedAt = '2026-01-26T09:00:00+07:00'

/** The order of the page's test case for a success. */
export const order = {
  merchantReference: 'test1',
  productCode: 'xld10',
  target: '087800001230',
  orderedAt,
}

/** The documented answer of a delivered order, with fields of `data` replaced; `undefined` removes one. */
export function suksesBody(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    data: {
      ref_id: 'test1',
      customer_no: '087800001230',
      buyer_sku_code: 'xld10',
      message: 'Transaksi Sukses',
      status: 'Sukses',
      rc: '00',
      sn: '1234567890',
      buyer_last_saldo: 990000,
      price: 10000,
      ...changes,
    },
  })
}

const codes = new Map([
  ['sukses', '00'],
  ['pending', '03'],
  ['gagal', '02'],
])

/** A body with this word beside a code that the page gives to it. */
export function bodyOfWord(word: string): string {
  return suksesBody({ status: word, rc: codes.get(word.trim().toLowerCase()) ?? '00' })
}
