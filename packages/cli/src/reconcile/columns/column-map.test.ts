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

describe('columns', () => {
  it('are found by their usual names, whatever case, spaces and punctuation', () => {
    expect(map(['Tanggal', 'NO_PESANAN', 'Penyedia ', 'Status Pembayaran', 'nominal'])).toEqual({
      provider: 2,
      reference: 1,
      providerReference: undefined,
      kind: undefined,
      status: 3,
      amount: 4,
    })
  })

  it('have names of which none could mean two fields', () => {
    const names = fields.flatMap((field) => columnNames[field].map(foldName))
    expect(new Set(names).size).toBe(names.length)
  })

  it('that could both be a field are refused until one is chosen', () => {
    const columns = ['No. Pesanan', 'Referensi', 'Status', 'Jumlah', 'Nominal']
    expect(refusal(() => map(columns, provider))).toBe(
      'orders.csv: "No. Pesanan" and "Referensi" could each be the reference; choose one with --map reference=…',
    )
    const chosen = readMapOption(['reference=Referensi,amount=Nominal'])
    expect(map(columns, { ...provider, ...chosen })).toMatchObject({ reference: 1, amount: 4, status: 2 })
  })

  it('that are lacking are named with the way out', () => {
    expect(refusal(() => map(['Status'], provider))).toBe(
      'orders.csv: no column holds the reference; name it with --map reference=…; its columns are "Status"',
    )
    expect(refusal(() => map(['Ref', 'Status']))).toContain('--provider')
    expect(refusal(() => map(['Ref', 'Penyedia']))).toContain('--status')
    expect(refusal(() => map(['Ref', 'Status'], { ...provider, amount: { column: 'Nilai' } }))).toBe(
      'orders.csv: it has no column "Nilai" for amount; its columns are "Ref", "Status"',
    )
  })

  it('are matched exactly before they are matched loosely, and a chosen one is no longer anything else', () => {
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

  it('may come to light late', () => {
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
  it('reads pairs, and a name with commas from an option of its own', () => {
    expect(readMapOption(['reference=A, amount = Total (Rp)', 'status=Status, akhir'])).toEqual({
      reference: { column: 'A' },
      amount: { column: 'Total (Rp)' },
      status: { column: 'Status, akhir' },
    })
  })

  it.each(['reference', 'nominal=Total', 'amount=', 'amount=A,amount=B'])('refuses %s', (text) => {
    expect(refusal(() => readMapOption([text]))).toContain('--map')
  })
})
