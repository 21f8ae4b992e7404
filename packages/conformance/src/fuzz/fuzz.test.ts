import { CekStatusError, type StatusResponse, type Transaction } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { createCases, type OpenCase } from './cases.ts'
import { isAsked, isObject, isWord, nothing, type Oracle } from './oracle.ts'
import { decode, type FuzzTarget, tryCases } from './run.ts'
import { watchWorker } from './watch-worker.ts'

const body = { status: 'success', data: { id: 'INV-001', state: 'paid', amount: 5 } }
const fixtures: FuzzTarget['fixtures'] = [
  {
    case: 'paid',
    ask: { query: { merchantReference: 'INV-001' } },
    response: { status: 200, headers: { 'content-type': 'application/json' }, body: [JSON.stringify(body)] },
    expected: { transaction: { status: 'success' } },
  },
]
const statusMap: FuzzTarget['statusMap'] = [
  { providerStatus: 'paid', status: 'success', source: 'https://acme.example' },
]

const oracle: Oracle = (answer, query) => {
  if (!isObject(answer.body) || !isObject(answer.body.data)) return nothing
  const { id, state } = answer.body.data
  const success = isWord(state, 'paid')
  return { success, successLines: 0, fulfill: success && isAsked(query, { merchantReference: id }) }
}

const transaction: Transaction = {
  provider: 'acme',
  kind: 'payment',
  merchantReference: 'INV-001',
  providerReference: null,
  status: 'success',
  final: true,
  advice: 'review',
  providerStatus: 'paid',
  reason: null,
  amount: null,
  fee: null,
  netAmount: null,
  refund: null,
  channel: null,
  lines: [],
  createdAt: null,
  updatedAt: null,
  paidAt: null,
  expiresAt: null,
  sandbox: null,
  warnings: [],
  evidence: { observedAt: '2026-01-26T03:00:00.000Z', httpStatus: 200, attempts: 1 },
  raw: {},
}

const refuse = (): never => {
  throw new CekStatusError({ code: 'RESPONSE_INVALID', message: 'no' })
}

/** Answers as the body says, in the strictest way. */
const honest = ({ body: text }: StatusResponse): Transaction => {
  if (text !== JSON.stringify(body)) return refuse()
  return { ...transaction, advice: 'fulfill' }
}

const tryReading = (parseStatusResponse: FuzzTarget['parseStatusResponse']) =>
  tryCases({ name: 'acme', parseStatusResponse, fixtures, statusMap, oracle }, 3, 0, 500)

const faultsOf = (parse: FuzzTarget['parseStatusResponse']): string[] =>
  tryReading(parse).findings.map(({ fault }) => fault)

describe('the cases', () => {
  const shapeOf = ({ query, status, headers, bytes }: OpenCase) => ({
    query,
    status,
    headers: headers instanceof Headers ? [...headers] : headers,
    text: decode(bytes),
  })
  const makeCase = createCases(fixtures, statusMap)

  it('are the same for the same seed and index, and others for others', () => {
    const [first, again] = [1, 2].map(() =>
      Array.from({ length: 200 }, (_, index) => shapeOf(makeCase(3, index))),
    )
    expect(first).toEqual(again)
    const texts = new Set(
      [...(first ?? []), ...Array.from({ length: 200 }, (_, index) => shapeOf(makeCase(4, index)))].map(
        ({ text }) => text,
      ),
    )
    expect(texts.size).toBeGreaterThan(300)
  })

  it('are of every sort: cut, doubled, wrapped, looking alike, of other bytes, statuses and headers', () => {
    const all = Array.from({ length: 3_000 }, (_, index) => shapeOf(makeCase(3, index)))
    const count = (suits: (made: ReturnType<typeof shapeOf>) => boolean) => all.filter(suits).length
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    expect(count(({ text }) => text === JSON.stringify(body))).toBeGreaterThan(20)
    expect(count(({ text }) => isJson(text))).toBeGreaterThan(1_000)
    expect(count(({ text }) => !isJson(text))).toBeGreaterThan(300)
    expect(count(({ text }) => text.includes('\ufffd'))).toBeGreaterThan(20)
    expect(count(({ text }) => /("state"|"status"):.*\1:/.test(text))).toBeGreaterThan(20)
    expect(count(({ text }) => text.includes('"__proto__"'))).toBeGreaterThan(20)
    expect(count(({ text }) => /[\u0430-\u04ff\uff41-\uff5a]/.test(text))).toBeGreaterThan(20)
    expect(count(({ text }) => text.startsWith('[{'))).toBeGreaterThan(5)
    expect(count(({ text }) => text.includes('[[[[[[[[[['))).toBeGreaterThan(3)
    expect(count(({ status }) => status !== 200)).toBeGreaterThan(100)
    expect(count(({ headers }) => Array.isArray(headers))).toBeGreaterThan(50)
  })
})

describe('the judge', () => {
  it('finds nothing against an honest reading', () => {
    const { findings, outcomes, cases } = tryReading(honest)
    expect([findings, cases]).toEqual([[], 500])
    expect(outcomes['success (fulfill)']).toBeGreaterThan(0)
  })

  it.each<[string, string, FuzzTarget['parseStatusResponse']]>([
    [
      'an error of others',
      'threw what is not ours: TypeError: x',
      () => {
        throw new TypeError('x')
      },
    ],
    ['success of everything', 'said success where no document does', () => transaction],
    [
      'success of a line',
      'said success of 1 lines where the documents do of 0',
      (response, query) => {
        const line = { status: 'success' } as Transaction['lines'][number]
        return { ...honest(response), merchantReference: query.merchantReference ?? null, lines: [line] }
      },
    ],
    [
      'advice without the reference',
      'advised to fulfill where no document allows it',
      ({ body: text }) =>
        /"state":"paid"/.test(text) && text.startsWith('{') && !text.includes('INV-001')
          ? { ...transaction, advice: 'fulfill' }
          : refuse(),
    ],
    [
      'a wrong finality',
      'said final false of success',
      (response) => ({ ...honest(response), final: false }),
    ],
    [
      'a long error',
      'threw an error of',
      () => {
        throw new CekStatusError({ code: 'REJECTED', message: 'x'.repeat(5_000) })
      },
    ],
    [
      'blame',
      'blamed the caller for an answer',
      () => {
        throw new CekStatusError({ code: 'CONFIGURATION', message: 'x' })
      },
    ],
  ])('finds %s', (_what, fault, parse) => {
    expect(faultsOf(parse).join('\n')).toContain(fault)
  })
})

describe('a worker', () => {
  it('that falls silent is ended, and its place is told', async () => {
    const looping = new URL('./test-looping-worker.ts', import.meta.url)
    const told: number[] = []
    const { report, silentAt } = await watchWorker(looping, { stopAt: 7 }, 1_000, ({ cases }) =>
      told.push(cases),
    )
    expect([report.cases, silentAt, told]).toEqual([5, 7, [5]])
  }, 60_000)
})
