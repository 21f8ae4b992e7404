import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../usage-error.ts'
import { type ReadingOptions, readRows } from './read-rows.ts'
import type { InputForm, SourceRow } from './source-row.ts'

interface Read {
  form: InputForm
  columns: readonly string[]
  rows: SourceRow[]
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(
  content: string | Uint8Array,
  options: Partial<ReadingOptions> = {},
  size = 7,
): Promise<Read> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  let columns: readonly string[] = []
  const source = await readRows(
    inPieces(bytes, size),
    { name: 'orders', format: null, delimiter: null, ...options },
    (known) => {
      columns = known
    },
  )
  const rows: SourceRow[] = []
  for await (const row of source.rows) rows.push(row)
  return { form: source.form, columns, rows }
}

const cellsOf = ({ rows }: Read): unknown[][] => rows.map(({ cells }) => cells)

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UsageError)) throw new Error(`it was not refused: ${String(error)}`)
  return error.message
}

describe('readRows of CSV', () => {
  it('reads a byte order mark, semicolons and CRLF of Indonesian spreadsheets', async () => {
    const text =
      '\uFEFFNo. Pesanan;Penyedia;Nominal\r\nINV-1;Paymenku;"104.000,50"\r\n\r\n"INV;2";SmilePay;"a ""b"""\r\n'
    const found = await read(text)
    expect(found.form).toEqual({ format: 'csv', delimiter: ';', lineEnd: '\r\n', byteOrderMark: true })
    expect(found.columns).toEqual(['No. Pesanan', 'Penyedia', 'Nominal'])
    expect(found.rows).toEqual([
      { line: 2, cells: ['INV-1', 'Paymenku', '104.000,50'], problem: null },
      { line: 4, cells: ['INV;2', 'SmilePay', 'a "b"'], problem: null },
    ])
  })

  it('reads UTF-16 with tabs of "Unicode text"', async () => {
    const text = 'Referensi\tStatus\r\nINV-é\tlunas\r\n'
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])
    for (const bytes of [little, big]) {
      const found = await read(bytes, {}, 3)
      expect(found.form).toMatchObject({ delimiter: '\t', byteOrderMark: true })
      expect(cellsOf(found)).toEqual([['INV-é', 'lunas']])
    }
  })

  it('prefers the delimiter of a sep= line', async () => {
    const found = await read('sep=;\r\nreference,x;status\r\nA;paid\r\n')
    expect(found.columns).toEqual(['reference,x', 'status'])
    expect(cellsOf(found)).toEqual([['A', 'paid']])
  })

  it('detects the delimiter by known columns before frequency', async () => {
    const found = await read(
      'No. Pesanan;"Nama, alamat, kota, kode";Jumlah (Rp, total, bersih);Status\n1;2;3;4\n',
    )
    expect(found.form.delimiter).toBe(';')
  })

  it('accepts any line end and returns the first line of each row', async () => {
    const found = await read('reference,note\r"A","one\r\ntwo"\n\nB,x\r\nC\n')
    expect(found.rows).toEqual([
      { line: 2, cells: ['A', 'one\r\ntwo'], problem: null },
      { line: 5, cells: ['B', 'x'], problem: null },
      { line: 6, cells: ['C', ''], problem: null },
    ])
  })

  it('rejects a row with too many cells, because an unquoted amount has moved the rest', async () => {
    const found = await read('reference,amount,status\nA,104,000,paid\n')
    expect(found.rows[0]).toMatchObject({ line: 2, problem: 'the row has 4 cells, the header 3' })
  })

  it('returns any cells in any chunks of bytes', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^\uFEFF|\0|^sep=/i.test(text))
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'))
        const found = await read(`"reference";"b";"c"\r\n${quoted.join('\r\n')}`, {}, size)
        // Rows without text are no rows.
        expect(cellsOf(found)).toEqual(rows.filter((row) => row.some((text) => text.trim() !== '')))
      }),
    )
  })
})

describe('readRows of exports as they are', () => {
  const rowsOf = async (text: string, options: Partial<ReadingOptions> = {}) => {
    const found = await read(text, options)
    return [found.columns, ...cellsOf(found), found.rows[0]?.line]
  }
  const header = ['Order ID', 'Status', 'Total']

  it.each([
    ['title lines', 'Laporan Transaksi;;\nPeriode;01/11/2026;\n\nOrder ID;Status;Total\nA;paid;1\n', 5],
    ['a title with commas', 'Report, 1 Nov, 2026, all\nOrder ID;Status;Total\nA;paid;1\n', 3],
    ['an empty first line', '\nOrder ID;Status;Total\nA;paid;1\n', 3],
    ['a quoted sep= line', '"sep=;"\r\nOrder ID;Status;Total\r\nA;paid;1\r\n', 3],
    ['bars', 'Order ID|Status|Total\nA|paid|1\n', 2],
    ['tabs', 'Order ID\tStatus\tTotal\nA\tpaid\t1\n', 2],
    ['rows without text', 'Order ID,Status,Total\n,,\nA,paid,1\n , ,\n\n', 3],
    ['empty cells after the last column', 'Order ID,Status,Total\nA,paid,1,,\n', 2],
  ])('reads %s', async (_name, text, line) => {
    expect(await rowsOf(text)).toEqual([header, ['A', 'paid', '1'], line])
  })

  it('finds the header by names of --map, or after --skip-lines', async () => {
    const text = 'a;b;c\nPO;Keadaan;X\nA;paid;1\n'
    expect(await rowsOf(text, { names: ['PO', 'Keadaan'] })).toEqual([
      ['PO', 'Keadaan', 'X'],
      ['A', 'paid', '1'],
      3,
    ])
    expect(await rowsOf(text, { skipLines: 1 })).toEqual([['PO', 'Keadaan', 'X'], ['A', 'paid', '1'], 3])
  })

  it('fills missing cells at the end', async () => {
    expect(await rowsOf('Order ID,Status,Total\nA,paid\n')).toEqual([header, ['A', 'paid', ''], 2])
  })

  it('reads cells such as ="00123" in any pieces and leaves quoted cells unchanged', async () => {
    const text = 'Order ID,Status,Total\n="00123",paid,="1"\n"a,="",b","=""x""",1\n'
    for (const size of [1, 2, 3, 7, 1_000]) {
      expect(cellsOf(await read(text, {}, size))).toEqual([
        ['="00123"', 'paid', '="1"'],
        ['a,=",b', '="x"', '1'],
      ])
    }
  })

  it('returns every row of any table, with any delimiter and any title', async () => {
    const cell = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.array(fc.stringMatching(/^[a-z ]{0,10}$/), { maxLength: 4 }),
        async (rows, delimiter, titles) => {
          const lines = [['Order ID', 'Status'], ...rows].map((cells) => cells.join(delimiter))
          const found = await read([...titles, ...lines].join('\n'))
          expect([found.columns, cellsOf(found)]).toEqual([['Order ID', 'Status'], rows])
          expect(found.rows[0]?.line).toBe(titles.length + 2)
        },
      ),
    )
  })
})

describe('readRows rejects', () => {
  it.each(['504b0304aa', 'd0cf11e0a1'])('a workbook that begins with %s', async (bytes) => {
    expect(await refusal(read(Buffer.from(bytes, 'hex')))).toContain('orders is a spreadsheet workbook')
  })

  it.each([
    ['a quote never closed', 'reference,b\nA,"x\nB,y\n', 'orders: the row in line 2 is not valid CSV'],
    ['a quote inside a cell', 'reference,b\nA,x\nB,y"z\n', 'orders: the row in line 3 is not valid CSV'],
    ['text after a quote', 'reference,b\nA,"x"y\n', 'orders: the row in line 2 is not valid CSV'],
    ['nothing', '  \n', 'orders is empty'],
    [
      'NUL characters',
      'r\0e\0f\0',
      'orders contains NUL characters, such as UTF-16 without a byte order mark',
    ],
    [
      'two delimiters that would do',
      'a;b,c\n1;2,3\n',
      'orders: the delimiter cannot be detected from the header',
    ],
    ['an object', '{"data": [\n', 'orders: line 1 is not valid JSON'],
    ['a text after the array', '[{"a":1}]\n x', 'orders: text after the array at line 2'],
    ['an array cut off', '[{"a":1},\n{"a"', 'orders: the array is not closed at the end, line 2'],
    ['a comma too many', '[{"a":1},]', 'orders: an element is missing at line 1'],
    ['an element that is no JSON', '[{"a":1},\n\n {a:2}]', 'orders: the element at line 3 is not valid JSON'],
  ])('%s', async (_name, text, message) => {
    expect(await refusal(read(text))).toBe(message)
  })

  it('another encoding, with the line', async () => {
    const latin = Buffer.from('reference;name\nA;Budi\nB;José\n', 'latin1')
    expect(await refusal(read(latin))).toBe('orders: line 3 is not valid UTF-8')
    expect(await refusal(read(Buffer.from([0xff, 0xfe, 0x41]))).then((text) => text)).toContain('UTF-16LE')
  })

  it('a cell or an element of more than 1 MiB', async () => {
    const long = 'x'.repeat(1_100_000)
    expect(await refusal(read(`reference\n"${long}"`, {}, 65_536))).toContain('is not valid CSV')
    expect(await refusal(read(`{"a":"${long}`, {}, 65_536))).toContain('longer than 1 MiB')
    expect(await refusal(read(`[{"a":"${long}`, {}, 65_536))).toContain('longer than 1 MiB')
  })
})

describe('readRows of NDJSON', () => {
  it('returns the problem of an incomplete last line', async () => {
    const found = await read('{"reference":"A"}\n\n{"reference":"B","extra":[1,{"x":null}]}\r\n{"refer')
    expect(found.form.format).toBe('ndjson')
    expect(found.columns).toEqual(['reference', 'extra'])
    expect(found.rows).toEqual([
      { line: 1, cells: ['A'], problem: null },
      { line: 3, cells: ['B', [1, { x: null }]], problem: null },
      { line: 4, cells: [], problem: 'the row is not valid JSON' },
    ])
  })

  it('keeps the digits of long IDs and rejects a key twice', async () => {
    const found = await read('{"reference":123456789012345678901}\n{"a":1,"a":2}\n[1]\n')
    expect(cellsOf(found)).toEqual([['123456789012345678901'], [], []])
    expect(found.rows.map(({ problem }) => problem)).toEqual([
      null,
      'the row has a key twice',
      'the row is not a JSON object',
    ])
  })
})

describe('readRows of JSON', () => {
  it('accepts keys that appear later', async () => {
    const found = await read('\n [\n {"reference":"A"}\n,\n\n{"status":"]","reference":"\\"}{"}] \n')
    expect(found.columns).toEqual(['reference', 'status'])
    expect(found.rows).toEqual([
      { line: 3, cells: ['A'], problem: null },
      { line: 6, cells: ['"}{', ']'], problem: null },
    ])
    expect((await read('[]')).rows).toEqual([])
  })

  it('returns the result of JSON.parse in any chunks of bytes', async () => {
    const row = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc
        .jsonValue({ maxDepth: 2, noUnicodeString: false })
        .filter((value) => !/\d{15}|e[+-]/.test(JSON.stringify(value))),
      { maxKeys: 4 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (rows, size, pretty) => {
          const text = JSON.stringify(rows, null, pretty ? 2 : 0)
          const found = await read(text, { format: 'json' }, size)
          const objects = found.rows.map(({ cells }) =>
            Object.fromEntries(
              found.columns.flatMap((name, place) => (place in cells ? [[name, cells[place]]] : [])),
            ),
          )
          expect(objects).toEqual((JSON.parse(text) as object[]).map((object) => ({ ...object })))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('rejects more than 1,000 different keys', async () => {
    const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`k${index}`, index]))
    expect(await refusal(read(JSON.stringify([wide]), {}, 4_096))).toContain('more than 1000 different keys')
  })
})

describe('readRows', () => {
  it('detects the format by option, extension, then first character', async () => {
    expect((await read('{"a":1}', { name: 'x.JSONL' })).form.format).toBe('ndjson')
    expect((await read('reference\n[A', { name: 'x.csv' })).form.format).toBe('csv')
    expect((await read('[{"a":1}]')).form.format).toBe('json')
    expect((await read('reference\nA', { name: 'x.json', format: 'csv' })).form.format).toBe('csv')
  })
})
