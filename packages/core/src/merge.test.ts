import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type MergedTransaction, mergeTransaction } from './merge.ts'
import { redactTransaction } from './redact.ts'
import { type Status, statuses, statusTable } from './status.ts'
import type { Transaction } from './transaction.ts'
import { answerOf } from './waiting/test-client.ts'

const instant = (minute: number): string => new Date(Date.UTC(2026, 0, 25, 3, minute)).toISOString()

const at = (minute: number, status: Status, changes: Partial<Transaction> = {}): Transaction =>
  answerOf(status, { evidence: { observedAt: instant(minute), httpStatus: 200, attempts: 1 }, ...changes })

const finalStatuses = statuses.filter((status) => statusTable[status].final)
const openStatuses = statuses.filter((status) => !statusTable[status].final)
const documented = ['success > partial', 'success > refunded', 'partial > refunded']

/** Every pair of a status before and a status after. */
const pairs = (before: readonly Status[], after: readonly Status[]): [Status, Status][] =>
  before.flatMap((first) => after.map((second): [Status, Status] => [first, second]))

describe('mergeTransaction', () => {
  it('takes the first answer as it is', () => {
    const answer = at(1, 'pending')
    expect(mergeTransaction(null, answer)).toEqual({ ...answer, contradiction: false, contradicting: [] })
  })

  it.each(pairs(openStatuses, statuses))('lets %s become %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    expect(merged).toEqual({ ...at(2, after), contradiction: false, contradicting: [] })
  })

  it.each(pairs(finalStatuses, openStatuses))('never lets %s go back to %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    expect(merged).toEqual({ ...at(1, before), contradiction: false, contradicting: [] })
  })

  const changes = pairs(finalStatuses, finalStatuses)
  const allowed = changes.filter(([a, b]) => a === b || documented.includes(`${a} > ${b}`))
  it.each(allowed)('follows %s to %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    expect(merged).toEqual({ ...at(2, after), contradiction: false, contradicting: [] })
  })

  it.each(changes.filter((change) => !allowed.includes(change)))(
    'reports %s and then %s',
    (before, after) => {
      expect(mergeTransaction(at(1, before), at(2, after))).toEqual({
        ...at(2, after),
        advice: 'review',
        contradiction: true,
        contradicting: [
          { status: before, providerStatus: before.toUpperCase(), observedAt: instant(1) },
          { status: after, providerStatus: after.toUpperCase(), observedAt: instant(2) },
        ],
      })
    },
  )

  it('knows 3 documented changes of a final status and 27 contradictions', () => {
    expect([allowed.length, changes.length]).toEqual([finalStatuses.length + 3, 36])
  })

  it('keeps a contradiction until a person ends it, also through storage', () => {
    const stored = JSON.stringify(mergeTransaction(at(1, 'refunded'), at(2, 'success')))
    const merged = mergeTransaction(JSON.parse(stored) as MergedTransaction, at(3, 'refunded'))
    expect(merged).toMatchObject({ status: 'refunded', advice: 'review', contradiction: true })
    expect(merged.contradicting.map(({ status }) => status)).toEqual(['refunded', 'success'])
  })

  it('goes by the instant, not by how it is written', () => {
    const newer = at(30, 'processing', {
      evidence: { observedAt: '2026-01-25T10:30:00+07:00', httpStatus: 200, attempts: 1 },
    })
    expect(mergeTransaction(newer, at(29, 'pending')).status).toBe('processing')
    expect(mergeTransaction(newer, at(31, 'pending')).status).toBe('pending')
  })

  it('takes the observed one when both are of one instant', () => {
    expect(mergeTransaction(at(1, 'pending'), at(1, 'processing')).status).toBe('processing')
    expect(mergeTransaction(at(1, 'processing'), at(1, 'pending')).status).toBe('pending')
  })

  it('keeps references and kind that one of the answers lacks', () => {
    const bare = at(2, 'success', { merchantReference: null, kind: 'unknown', advice: 'review' })
    const merged = mergeTransaction(at(1, 'pending', { providerReference: null }), {
      ...bare,
      providerReference: 'P1',
      merchantReference: 'INV-001',
    })
    expect(merged).toMatchObject({ kind: 'payment', merchantReference: 'INV-001', providerReference: 'P1' })
    const nameless = mergeTransaction(
      merged,
      at(3, 'success', { merchantReference: null, providerReference: null }),
    )
    expect(nameless).toMatchObject({ merchantReference: 'INV-001', providerReference: 'P1' })
    expect(() => mergeTransaction(nameless, at(4, 'success', { merchantReference: 'INV-002' }))).toThrow(
      /^merchantReference: /,
    )
  })

  it('merges copies without raw', () => {
    const merged = mergeTransaction(redactTransaction(at(1, 'pending')), redactTransaction(at(2, 'success')))
    expect(merged).toMatchObject({ status: 'success', contradiction: false })
    expect(merged).not.toHaveProperty('raw')
    expectTypeOf(mergeTransaction<Transaction<string>>).returns.toExtend<MergedTransaction<string>>()
  })
})

describe('mergeTransaction refuses', () => {
  it.each<[string, Partial<Transaction>]>([
    ['provider', { provider: 'other' }],
    ['merchantReference', { merchantReference: 'INV-002' }],
    ['merchantReference', { merchantReference: 'INV-002', providerReference: null }],
    ['providerReference', { providerReference: 'P2' }],
    ['kind', { kind: 'payout' }],
    ['sandbox', { sandbox: true }],
  ])('another %s', (field, changes) => {
    const previous = at(1, 'pending', { sandbox: false })
    expect(() => mergeTransaction(previous, at(2, 'success', changes))).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field }),
    )
  })

  it('answers whose references cannot be compared', () => {
    const left = at(1, 'pending', { providerReference: null })
    const right = at(2, 'success', { merchantReference: null })
    expect(() => mergeTransaction(left, right)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
  })

  it.each([
    ['evidence.observedAt', { evidence: { observedAt: '25 January', httpStatus: 200, attempts: 1 } }],
    ['evidence.observedAt', { evidence: { observedAt: new Date(0), httpStatus: 200, attempts: 1 } }],
    ['evidence.observedAt', { evidence: undefined }],
    ['status', { status: 'paid' }],
    ['status', { status: 'toString' }],
  ])('an unreadable %s', (field, changes) => {
    const broken = { ...at(1, 'pending'), ...changes } as Transaction
    for (const merge of [
      () => mergeTransaction(broken, at(2, 'success')),
      () => mergeTransaction(at(2, 'success'), broken),
    ]) {
      expect(merge).toThrow(expect.objectContaining({ code: 'CONFIGURATION', field }))
    }
  })
})

describe('mergeTransaction, for every answer,', () => {
  const answers = fc
    .record({
      minute: fc.nat(59),
      status: fc.constantFrom(...statuses),
      merchantReference: fc.constantFrom('INV-001', null),
      kind: fc.constantFrom('payment' as const, 'unknown' as const),
      doubtful: fc.boolean(),
    })
    .map(({ minute, status, doubtful, ...identity }) =>
      Object.freeze(at(minute, status, { ...identity, ...(doubtful ? { advice: 'review' } : {}) })),
    )
  const distinctAnswers = (length: number) =>
    fc.uniqueArray(answers, {
      minLength: length,
      maxLength: length,
      selector: ({ evidence }) => evidence.observedAt,
    })
  const fold = (all: readonly Transaction[]): MergedTransaction | null =>
    all.reduce<MergedTransaction | null>(
      (known, answer) => mergeTransaction<Transaction>(known, answer),
      null,
    )

  it('changes nothing when it is merged again', () => {
    fc.assert(
      fc.property(answers, answers, (first, second) => {
        const merged = mergeTransaction(first, second)
        expect(mergeTransaction<Transaction>(merged, second)).toEqual(merged)
        expect(mergeTransaction(first, first)).toEqual(mergeTransaction(null, first))
      }),
    )
  })

  it('never loses finality and invents no status', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), (all) => {
        const merged = fold(all)
        expect(merged?.final).toBe(all.some(({ final }) => final))
        expect(all.map(({ status }) => status)).toContain(merged?.status)
      }),
    )
  })

  it('gives the same for two answers in either order, unless they are of one instant', () => {
    fc.assert(
      fc.property(distinctAnswers(2), ([first, second]) => {
        if (first === undefined || second === undefined) throw new Error('two answers were asked for')
        expect(mergeTransaction(first, second)).toEqual(mergeTransaction(second, first))
      }),
    )
  })

  it('ends with the status and the time that no order of arrival changes', () => {
    fc.assert(
      fc.property(
        distinctAnswers(4).chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: 4 })),
        ),
        ([all, shuffled]) => {
          const [one, other] = [fold(all), fold(shuffled)]
          expect([other?.status, other?.evidence.observedAt]).toEqual([one?.status, one?.evidence.observedAt])
        },
      ),
    )
  })

  it('advises to act only where the held answer does and nothing contradicts it', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), (all) => {
        const merged = fold(all)
        const held = all.filter(({ status, evidence }) => {
          return status === merged?.status && evidence.observedAt === merged.evidence.observedAt
        })
        if (merged?.contradiction) expect(merged.advice).toBe('review')
        else expect(held.map(({ advice }) => advice)).toContain(merged?.advice)
      }),
    )
  })

  it('never ends a contradiction', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 6 }), (all) => {
        const contradictions = all.map((_, index) => fold(all.slice(0, index + 1))?.contradiction)
        // False sorts before true.
        expect(contradictions).toEqual(contradictions.toSorted())
      }),
    )
  })
})
