import { CekStatusError, type StatusResponse, type Transaction } from '@cekstatus/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OpenCase, openCases } from './cases.ts'
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
  tryCases({ name: 'acme', parseStatusResponse, fixtures, statusMap, oracle }, { seed: 3, count: 500 })

const faultsOf = (parse: FuzzTarget['parseStatusResponse']): string[] =>
  tryReading(parse).findings.map(({ fault }) => fault)

describe('openCases', () => {
  const shapeOf = ({ query, status, headers, bytes }: OpenCase) => ({
    query,
    status,
    headers: headers instanceof Headers ? [...headers] : headers,
    text: decode(bytes),
  })
  const sample = (seed: number, numRuns: number) =>
    fc.sample(openCases(fixtures, statusMap), { seed, numRuns, unbiased: true }).map(shapeOf)

  it('makes the same cases of the same seed, and others of another', () => {
    expect(sample(3, 200)).toEqual(sample(3, 200))
    const texts = new Set([...sample(3, 200), ...sample(4, 200)].map(({ text }) => text))
    expect(texts.size).toBeGreaterThan(300)
  })

  it('makes cases of every sort: cut, doubled, wrapped, look-alike, other bytes, statuses and headers', () => {
    const all = sample(3, 3_000)
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

describe('tryCases', () => {
  it('finds no fault in an honest reading', () => {
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

describe('tryCases with a fault', () => {
  const success: FuzzTarget['parseStatusResponse'] = (response) => {
    if (response.status === 200) return refuse()
    return transaction
  }

  it('makes the case small, and makes it again from seed and path', () => {
    const [finding] = tryReading(success).findings
    expect(finding).toMatchObject({ seed: 3, body: '' })
    const target = { name: 'acme', parseStatusResponse: success, fixtures, statusMap, oracle }
    const [again] = tryCases(target, { seed: 3, count: 1, path: finding?.path }).findings
    expect(again).toEqual(finding)
  })
})

describe('watchWorker', () => {
  it('terminates a worker whose case does not end, and names the case', async () => {
    const looping = new URL('./test-looping-worker.ts', import.meta.url)
    const reported: number[] = []
    const { report, stuckAt } = await watchWorker(looping, { stopAt: [3, 7] }, 1_000, ({ cases }) =>
      reported.push(cases),
    )
    expect([report.cases, stuckAt, reported]).toEqual([5, { seed: 3, index: 7 }, [5]])
  }, 60_000)
})
