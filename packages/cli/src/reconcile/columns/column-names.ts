import { foldName } from '../../fold-name.ts'

/** Fields that are read from columns; every other column is passed through. */
export const fields = [
  'provider',
  'reference',
  'providerReference',
  'kind',
  'status',
  'amount',
  'currency',
] as const
export type Field = (typeof fields)[number]

/** Column names of each field, in English and Indonesian, as spreadsheets, shops, gateways and marketplaces write them. */
export const columnNames: Readonly<Record<Field, readonly string[]>> = {
  provider: [
    'Provider',
    'Penyedia',
    'Penyedia Pembayaran',
    'Payment Provider',
    'Payment Gateway',
    'Gateway',
    'Supplier',
  ],
  reference: [
    'Reference',
    'Merchant Reference',
    'Merchant Ref',
    'Reference ID',
    'Ref ID',
    'Ref',
    'Order ID',
    'Order No',
    'Order Number',
    'Invoice',
    'Invoice No',
    'Invoice Number',
    'External ID',
    'Referensi',
    'No Referensi',
    'Nomor Referensi',
    'Kode Referensi',
    'No Pesanan',
    'Nomor Pesanan',
    'ID Pesanan',
    'Kode Pesanan',
    'No Order',
    'Nomor Order',
    'No Invoice',
    'Nomor Invoice',
    'No Faktur',
    'Nomor Faktur',
    'ID Order',
    'Merchant Order ID',
    'Merchant Trade No',
    'Partner Reference No',
  ],
  providerReference: [
    'Provider Reference',
    'Provider ID',
    'Provider Transaction ID',
    'Trx ID',
    'Trade No',
    'Referensi Penyedia',
    'No Referensi Penyedia',
    'ID Penyedia',
  ],
  kind: ['Kind', 'Transaction Kind', 'Jenis', 'Jenis Transaksi'],
  status: [
    'Status',
    'Order Status',
    'Payment Status',
    'Status Pesanan',
    'Status Pembayaran',
    'Status Transaksi',
    'Transaction Status',
    'Keterangan Status',
  ],
  amount: [
    'Amount',
    'Amount Paid',
    'Amount Total',
    'Bill Amount',
    'Gross',
    'Gross Amount',
    'Gross Total',
    'Invoice Amount',
    'Order Amount',
    'Order Total',
    'Order Value',
    'Paid Amount',
    'Payment Amount',
    'Price',
    'Total',
    'Total Amount',
    'Total Order',
    'Total Paid',
    'Total Price',
    'Grand Total',
    'Transaction Amount',
    'Trx Amount',
    'TXN Amount',
    'Value',
    'Harga',
    'Harga Jual',
    'Harga Total',
    'Jumlah',
    'Jumlah Bayar',
    'Jumlah Pembayaran',
    'Jumlah Tagihan',
    'Jumlah Total',
    'Jumlah Transaksi',
    'Nilai',
    'Nilai Pembayaran',
    'Nilai Pesanan',
    'Nilai Transaksi',
    'Nominal',
    'Nominal Bayar',
    'Nominal Pembayaran',
    'Nominal Transaksi',
    'Tagihan',
    'Total Bayar',
    'Total Belanja',
    'Total Harga',
    'Total Jumlah',
    'Total Nilai',
    'Total Nominal',
    'Total Pembayaran',
    'Total Pesanan',
    'Total Tagihan',
    'Total Transaksi',
    'Rupiah',
    'Rp',
  ],
  currency: ['Currency', 'Currency Code', 'Mata Uang', 'Kode Mata Uang', 'Valuta'],
}

const rupiah = new Set(['rp', 'idr', 'rupiah'])

/** ISO 4217 codes that exports of Indonesian gateways and marketplaces contain. */
const otherCurrencies = new Set('usd eur sgd myr thb php vnd jpy cny aud gbp hkd krw inr'.split(' '))

/** Brackets and units in rupiah do not count: `Total Bayar (Rp)`, `Amount IDR` and `Amount` are read alike. */
function foldColumnName(name: string): string {
  const words = wordsOf(name.normalize('NFKC').replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '))
  const withoutUnit = words.filter((word) => !rupiah.has(word))
  return withoutUnit.length === 0 ? foldName(name) : withoutUnit.join('')
}

/** Returns the currency in a column's name, such as `USD` for `Amount (USD)`, or null for rupiah or none. */
export function findOtherCurrency(name: string): string | null {
  return (
    wordsOf(name)
      .find((word) => otherCurrencies.has(word))
      ?.toUpperCase() ?? null
  )
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** True for a currency cell in rupiah. */
export const isRupiah = (text: string): boolean => rupiah.has(foldName(text))

const fieldsByName: ReadonlyMap<string, Field> = new Map(
  fields.flatMap((field) => columnNames[field].map((name) => [foldName(name), field] as const)),
)

/** Returns the field of a column name; `Amount (USD)` is the amount, too. */
export function findField(name: string): Field | undefined {
  const words = wordsOf(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '))
  const withoutCurrency = words.filter((word) => !otherCurrencies.has(word)).join('')
  return fieldsByName.get(foldColumnName(name)) ?? fieldsByName.get(withoutCurrency)
}

export function isKnownColumnName(name: string): boolean {
  return findField(name) !== undefined
}
