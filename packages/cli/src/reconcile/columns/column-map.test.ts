import { describe, expect, it } from 'vitest'
import { foldName } from '../../fold-name.ts'
import { UsageError } from '../../usage-error.ts'
import { createColumnMap, type FieldSources, readMapOption } from './column-map.ts'
import { columnNames, fields } from './column-names.ts'

function map(columns: readonly string[], sources: FieldSources = {}) {
  const found = createColumnMap('orders.csv', sources)
  found.update(columns)
  found.finish()
  return Object.fromEntries(fields.map((field) => [field, found.placeOf(field)]))
}

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}; ${error.hint}`
  }
  return 'not refused'
}

const provider = { provider: { constant: 'paymenku' } }

describe('createColumnMap', () => {
  it('finds columns by name, ignoring case, spaces and punctuation', () => {
    expect(map(['Tanggal', 'NO_PESANAN', 'Penyedia ', 'Status Pembayaran', 'nominal'])).toEqual({
      provider: 2,
      reference: 1,
      providerReference: undefined,
      kind: undefined,
      status: 3,
      amount: 4,
      currency: undefined,
    })
  })

  it('has no name for two fields', () => {
    const names = fields.flatMap((field) => columnNames[field].map(foldName))
    expect(new Set(names).size).toBe(names.length)
  })

  it('rejects two columns for one field until one is chosen', () => {
    const columns = ['No. Pesanan', 'Referensi', 'Status', 'Jumlah', 'Nominal']
    expect(refusal(() => map(columns, provider))).toBe(
      'orders.csv: column 1 "No. Pesanan" and column 2 "Referensi" could each be the reference; choose one with --map reference=#1 or --map reference=#2',
    )
    const chosen = readMapOption(['reference=Referensi,amount=Nominal'])
    expect(map(columns, { ...provider, ...chosen })).toMatchObject({ reference: 1, amount: 4, status: 2 })
  })

  it('rejects missing columns and names the option', () => {
    expect(refusal(() => map(['Status'], provider))).toBe(
      'orders.csv: no reference column found; pass --map reference=<column>; columns: "Status"',
    )
    expect(refusal(() => map(['Ref', 'Status']))).toContain('--provider')
    expect(refusal(() => map(['Ref', 'Penyedia']))).toContain('--status')
    expect(refusal(() => map(['Ref', 'Status'], { ...provider, amount: { column: 'Nilai' } }))).toBe(
      'orders.csv: no column "Nilai" for amount; columns: "Ref", "Status"',
    )
  })

  it('prefers exact names, and uses a chosen column for one field only', () => {
    expect(map(['ref', 'Ref', 'Status'], { ...provider, reference: { column: 'Ref' } })).toMatchObject({
      reference: 1,
    })
    expect(
      refusal(() => map(['ref', 'REF', 'Status'], { ...provider, reference: { column: 'Ref' } })),
    ).toContain('could each')
    expect(
      map(['Order ID', 'Total', 'Status'], { ...provider, ...readMapOption(['reference=Total']) }),
    ).toMatchObject({
      reference: 1,
      amount: undefined,
    })
  })

  it.each([
    'Nominal (Rp)',
    'Jumlah (IDR)',
    'Amount (IDR)',
    'Amount IDR',
    'Total Tagihan',
    'Harga Jual',
    'Nilai Transaksi',
    'Gross Amount',
    'Total Bayar (Rp)',
    'TXN_AMOUNT',
    'Total [Rupiah]',
    'Rp',
  ])('reads the amount from %s', (column) => {
    expect(map(['Ref', 'Status', column], provider)).toMatchObject({ amount: 2 })
  })

  it.each(['Amount (USD)', 'Total USD', 'gross_amount_sgd'])('rejects the amount column %s', (column) => {
    expect(refusal(() => map(['Ref', 'Status', column], provider))).toContain('only IDR is supported')
  })

  it('finds a column by its place, for two columns of one name', () => {
    const columns = ['Status', 'Ref', 'Total', 'Status']
    expect(refusal(() => map(columns, provider))).toContain('--map status=#1 or --map status=#4')
    expect(map(columns, { ...provider, ...readMapOption(['status=#4']) })).toMatchObject({ status: 3 })
    expect(refusal(() => map(columns, { ...provider, ...readMapOption(['status=#5']) }))).toContain('"#5"')
  })

  it('accepts columns that appear later', () => {
    const late = createColumnMap('orders.json', provider)
    late.update(['reference'])
    late.update(['reference', 'status'])
    late.finish()
    expect(late.placeOf('status')).toBe(1)
    expect(refusal(() => late.update(['reference', 'status', 'payment_status']))).toContain(
      'could each be the status',
    )
  })
})

describe('--map', () => {
  it('accepts pairs, and a name with commas in an option of its own', () => {
    expect(readMapOption(['reference=A, amount = Total (Rp)', 'status=Status, akhir'])).toEqual({
      reference: { column: 'A' },
      amount: { column: 'Total (Rp)' },
      status: { column: 'Status, akhir' },
    })
  })

  it.each(['reference', 'nominal=Total', 'amount=', 'amount=A,amount=B'])('rejects %s', (text) => {
    expect(refusal(() => readMapOption([text]))).toContain('--map')
  })
})
