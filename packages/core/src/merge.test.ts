import { describe, expect, expectTypeOf, it } from 'vitest'
import type { FinalAnswer } from './final-answers.ts'
import { type MergedTransaction, mergeTransaction } from './merge.ts'
import { answerOf } from './polling/test-client.ts'
import { redactTransaction } from './redact.ts'
import { type Status, statuses, statusInfo } from './status.ts'
import type { Transaction } from './transaction.ts'

const instant = (minute: number): string => new Date(Date.UTC(2026, 0, 25, 3, minute)).toISOString()

const at = (minute: number, status: Status, changes: Partial<Transaction> = {}): Transaction =>
  answerOf(status, { evidence: { observedAt: instant(minute), httpStatus: 200, attempts: 1 }, ...changes })

/** What is remembered of a final status that was seen once, or from one minute to another. */
const seen = (status: Status, firstMinute: number, lastMinute = firstMinute): FinalAnswer => ({
  status,
  providerStatus: status.toUpperCase(),
  firstObservedAt: instant(firstMinute),
  lastObservedAt: instant(lastMinute),
})

const finalStatuses = statuses.filter((status) => statusInfo[status].final)
const openStatuses = statuses.filter((status) => !statusInfo[status].final)
const documented = ['success > partial', 'success > refunded', 'partial > refunded']

/** Every pair of a status before and a status after. */
const pairs = (before: readonly Status[], after: readonly Status[]): [Status, Status][] =>
  before.flatMap((first) => after.map((second): [Status, Status] => [first, second]))

describe('mergeTransaction', () => {
  it('returns the first transaction unchanged', () => {
    const answer = at(1, 'pending')
    expect(mergeTransaction(null, answer)).toEqual({ ...answer, contradiction: false, finalAnswers: [] })
  })

  it.each(pairs(openStatuses, statuses))('changes %s to %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    const finalAnswers = statusInfo[after].final ? [seen(after, 2)] : []
    expect(merged).toEqual({ ...at(2, after), contradiction: false, finalAnswers })
  })

  it.each(pairs(finalStatuses, openStatuses))('never changes %s back to %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    expect(merged).toEqual({ ...at(1, before), contradiction: false, finalAnswers: [seen(before, 1)] })
  })

  const changes = pairs(finalStatuses, finalStatuses)
  const allowed = changes.filter(([a, b]) => a === b || documented.includes(`${a} > ${b}`))
  it.each(allowed)('changes final %s to %s', (before, after) => {
    const merged = mergeTransaction(at(1, before), at(2, after))
    const finalAnswers = before === after ? [seen(before, 1, 2)] : [seen(before, 1), seen(after, 2)]
    expect(merged).toEqual({ ...at(2, after), contradiction: false, finalAnswers })
  })

  it.each(changes.filter((change) => !allowed.includes(change)))(
    'reports %s and then %s',
    (before, after) => {
      expect(mergeTransaction(at(1, before), at(2, after))).toEqual({
        ...at(2, after),
        advice: 'review',
        contradiction: true,
        finalAnswers: [seen(before, 1), seen(after, 2)],
      })
    },
  )

  it('has 3 documented transitions of final statuses and 27 contradictions', () => {
    expect([allowed.length, changes.length]).toEqual([finalStatuses.length + 3, 36])
  })

  it('keeps a contradiction, also after storage', () => {
    const stored = JSON.stringify(mergeTransaction(at(1, 'refunded'), at(2, 'success')))
    const merged = mergeTransaction(JSON.parse(stored) as MergedTransaction, at(3, 'refunded'))
    expect(merged).toMatchObject({ status: 'refunded', advice: 'review', contradiction: true })
    expect(merged.finalAnswers.map(({ status }) => status)).toEqual(['refunded', 'success'])
  })

  it('compares times as instants, not as text', () => {
    const newer = at(30, 'processing', {
      evidence: { observedAt: '2026-01-25T10:30:00+07:00', httpStatus: 200, attempts: 1 },
    })
    expect(mergeTransaction(newer, at(29, 'pending')).status).toBe('processing')
    expect(mergeTransaction(newer, at(31, 'pending')).status).toBe('pending')
  })

  it.each(pairs(statuses, statuses))(
    'does not depend on the order of %s and %s with the same time',
    (left, right) => {
      const merged = mergeTransaction(at(1, left), at(1, right))
      expect(merged).toEqual(mergeTransaction(at(1, right), at(1, left)))
      const joined = documented.some((change) =>
        [`${left} > ${right}`, `${right} > ${left}`].includes(change),
      )
      const bothFinal = statusInfo[left].final && statusInfo[right].final
      expect(merged.contradiction).toBe(bothFinal && left !== right && !joined)
    },
  )

  it.each([
    ['pending', 'processing', 'processing'],
    ['processing', 'unknown', 'unknown'],
    ['unknown', 'failed', 'failed'],
    ['success', 'refunded', 'refunded'],
  ] as const)('of %s and %s at one instant, holds %s', (left, right, held) => {
    expect(mergeTransaction(at(1, right), at(1, left)).status).toBe(held)
  })

  it('has advice review if one of two with the same time has it', () => {
    const doubtful = at(1, 'success', { advice: 'review', reason: 'odd' })
    expect(mergeTransaction(at(1, 'success'), doubtful).advice).toBe('review')
    expect(mergeTransaction(doubtful, at(1, 'success')).advice).toBe('review')
    expect(mergeTransaction(doubtful, at(2, 'success')).advice).toBe('fulfill')
  })

  it('detects a contradiction in reverse order, where each two alone are documented', () => {
    // In order: partly given back, then whole again, then given back.
    const answers = [at(3, 'refunded'), at(2, 'success'), at(1, 'partial')]
    const merged = answers.reduce<MergedTransaction | null>(
      (known, answer) => mergeTransaction<Transaction>(known, answer),
      null,
    )
    expect(merged).toMatchObject({ status: 'refunded', advice: 'review', contradiction: true })
    expect(merged?.finalAnswers).toEqual([seen('partial', 1), seen('success', 2), seen('refunded', 3)])
  })

  it('keeps the first word of each final status', () => {
    const completed = at(2, 'success', { providerStatus: 'COMPLETED' })
    const paid = at(1, 'success', { providerStatus: 'PAID' })
    const merged = mergeTransaction(completed, paid)
    expect(merged).toMatchObject({ providerStatus: 'COMPLETED' })
    expect(merged.finalAnswers).toEqual([{ ...seen('success', 1, 2), providerStatus: 'PAID' }])
  })

  it('keeps references and kind that one of them lacks', () => {
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
      /^merchantReference differs/,
    )
  })

  it('merges copies without raw', () => {
    const merged = mergeTransaction(redactTransaction(at(1, 'pending')), redactTransaction(at(2, 'success')))
    expect(merged).toMatchObject({ status: 'success', contradiction: false })
    expect(merged).not.toHaveProperty('raw')
    expectTypeOf(mergeTransaction<Transaction<string>>).returns.toExtend<MergedTransaction<string>>()
  })
})

describe('mergeTransaction, of a transaction stored by another version,', () => {
  it('uses its own table for finality and advice', () => {
    const stored = at(1, 'success', { final: false, advice: 'release' })
    expect(mergeTransaction(null, stored)).toMatchObject({ final: true, advice: 'review' })
    expect(mergeTransaction(stored, at(2, 'pending'))).toMatchObject({ status: 'success', advice: 'review' })
  })

  it('accepts missing fields', () => {
    const { sandbox: _sandbox, merchantReference: _reference, ...older } = at(1, 'pending')
    const merged = mergeTransaction(older as Transaction, at(2, 'success', { sandbox: true }))
    expect(merged).toMatchObject({ status: 'success', merchantReference: 'INV-001' })
  })

  it('keeps a contradiction without final statuses', () => {
    const stored = { ...at(1, 'success'), contradiction: true } as Transaction
    expect(mergeTransaction(stored, at(2, 'success'))).toMatchObject({
      contradiction: true,
      advice: 'review',
    })
  })

  it.each([
    null,
    {},
    [null],
    [{ ...seen('success', 1), status: 'pending' }],
    [{ ...seen('success', 1), status: 'paid' }],
    [{ ...seen('success', 1), firstObservedAt: 'yesterday' }],
    [{ ...seen('success', 1), lastObservedAt: undefined }],
  ])('is refused when what it remembers cannot be read: %j', (finalAnswers) => {
    const stored = { ...at(1, 'success'), contradiction: false, finalAnswers } as Transaction
    expect(() => mergeTransaction(at(2, 'success'), stored)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', field: 'finalAnswers' }),
    )
  })
})

describe('mergeTransaction rejects', () => {
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

  it('transactions whose references cannot be compared', () => {
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
