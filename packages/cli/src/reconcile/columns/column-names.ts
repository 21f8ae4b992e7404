import { foldName } from '../../fold-name.ts'

/** What a column can hold that this command reads; every other column is passed through. */
export const fields = ['provider', 'reference', 'providerReference', 'kind', 'status', 'amount'] as const
export type Field = (typeof fields)[number]

/** Names under which each field is found without `--map`, in English and Indonesian, as spreadsheets and shops write them. */
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
    'Keterangan Status',
  ],
  amount: [
    'Amount',
    'Total Amount',
    'Total',
    'Grand Total',
    'Jumlah',
    'Jumlah Bayar',
    'Jumlah Pembayaran',
    'Nominal',
    'Nilai',
    'Harga',
    'Total Bayar',
    'Total Pembayaran',
    'Total Harga',
  ],
}

const fieldsByName: ReadonlyMap<string, Field> = new Map(
  fields.flatMap((field) => columnNames[field].map((name) => [foldName(name), field] as const)),
)

export const findField = (name: string): Field | undefined => fieldsByName.get(foldName(name))

export const isKnownColumnName = (name: string): boolean => findField(name) !== undefined
