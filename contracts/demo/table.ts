import type { DemoRow } from './ask-fixture.ts'

const columns = [
  { title: 'PROVIDER', cell: (row: DemoRow) => row.provider },
  { title: 'REFERENCE', cell: (row: DemoRow) => row.reference },
  { title: 'PROVIDER STATUS', cell: (row: DemoRow) => row.providerStatus },
  { title: 'STATUS', cell: (row: DemoRow) => row.status },
  { title: 'FINAL', cell: (row: DemoRow) => row.final },
  { title: 'ADVICE', cell: (row: DemoRow) => row.advice },
  { title: 'AMOUNT', cell: (row: DemoRow) => row.amount },
  { title: 'REASON OR ERROR', cell: (row: DemoRow) => row.reason },
  { title: '', cell: (row: DemoRow) => (row.difference === null ? 'ok' : 'DIFFERENT') },
]

/** Lays the rows out in columns, one blank line between providers. */
export function formatTable(rows: readonly DemoRow[]): string {
  const widths = columns.map(({ title, cell }) =>
    Math.max(title.length, ...rows.map((row) => cell(row).length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  const lines = rows.flatMap((row, index) => {
    const firstOfProvider = index > 0 && rows[index - 1]?.provider !== row.provider
    return [...(firstOfProvider ? [''] : []), line(columns.map(({ cell }) => cell(row)))]
  })
  return [line(columns.map(({ title }) => title)), ...lines].join('\n')
}
