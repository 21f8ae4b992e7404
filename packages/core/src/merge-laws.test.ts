import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MergedTransaction, mergeTransaction } from './merge.ts'
import { answerOf } from './polling/test-client.ts'
import { redactTransaction } from './redact.ts'
import { type Status, statuses, statusInfo } from './status.ts'
import type { Transaction } from './transaction.ts'

const base = Date.UTC(2026, 0, 25, 3)

/** The same instant, as another clock or another store would write it. */
const writings: readonly ((instant: Date) => string)[] = [
  (instant) => instant.toISOString(),
  (instant) => instant.toISOString().replace('.000Z', 'Z'),
  (instant) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().replace('Z', '+07:00'),
]

/** What may happen to an answer between its coming in and its being merged. */
const journeys: readonly ((answer: Transaction) => Transaction)[] = [
  (answer) => answer,
  (answer) => JSON.parse(JSON.stringify(answer)) as Transaction,
  (answer) => redactTransaction(answer) as Transaction,
  // A store that keeps fields in an order of its own.
  (answer) => Object.fromEntries(Object.entries(answer).sort().reverse()) as unknown as Transaction,
  // A version that had decided otherwise, or did not have the field.
  (answer) => ({ ...answer, final: !answer.final }),
  ({ sandbox: _sandbox, ...answer }) => answer as Transaction,
]

/** Few minutes, so that many answers share one. */
const answers = fc
  .record({
    minute: fc.nat(5),
    status: fc.constantFrom(...statuses),
    providerStatus: fc.constantFrom('A', 'B', null),
    reason: fc.constantFrom('a', 'b', null),
    merchantReference: fc.constantFrom('INV-001', null),
    kind: fc.constantFrom('payment' as const, 'unknown' as const),
    doubtful: fc.boolean(),
    writing: fc.constantFrom(...writings),
    journey: fc.constantFrom(...journeys),
  })
  .map(({ minute, doubtful, writing, journey, ...fields }) => {
    const instant = new Date(base + minute * 60_000)
    const evidence = { observedAt: writing(instant), httpStatus: 200, attempts: 1 }
    return Object.freeze(
      journey(answerOf(fields.status, { ...fields, evidence, ...(doubtful ? { advice: 'review' } : {}) })),
    )
  })
const someAnswers = fc.array(answers, { minLength: 1, maxLength: 7 })

/** Answers, and the same ones in another order and with repeats. */
const twoOrders = someAnswers.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc
      .array(fc.nat(all.length - 1), { maxLength: 5 })
      .map((places) => [...all, ...places.map((place) => all[place] as Transaction)])
      .chain((repeated) =>
        fc.shuffledSubarray(repeated, { minLength: repeated.length, maxLength: repeated.length }),
      ),
  ),
)

type Known = MergedTransaction | null

function fold(all: readonly Transaction[], known: Known = null): MergedTransaction {
  const merged = all.reduce<Known>((sofar, answer) => mergeTransaction<Transaction>(sofar, answer), known)
  if (merged === null) throw new Error('there was nothing to merge')
  return merged
}

/** Everything but the body: two answers of one instant that differ in nothing else may leave either's. */
function withoutBody(merged: MergedTransaction): Omit<MergedTransaction, 'raw'> {
  const { raw: _raw, ...rest } = merged
  return rest
}

const instantOf = ({ evidence }: Transaction): number => Date.parse(evidence.observedAt)
const isFinal = ({ status }: Transaction): boolean => statusInfo[status].final

/** The rule as the README words it, over all answers at once and pair by pair. */
function isContradictory(all: readonly Transaction[]): boolean {
  const allowed = ['success partial', 'success refunded', 'partial refunded']
  const finals = all.filter(isFinal)
  return finals.some((left) =>
    finals.some((right) => {
      if (left.status === right.status) return false
      const [gap, forth, back] = [
        instantOf(right) - instantOf(left),
        allowed.includes(`${left.status} ${right.status}`),
        allowed.includes(`${right.status} ${left.status}`),
      ]
      return gap > 0 ? !forth : gap < 0 ? !back : !forth && !back
    }),
  )
}

describe('mergeTransaction, for any answers,', () => {
  it('gives the same in whichever order they arrive, and however often each does', () => {
    fc.assert(
      fc.property(twoOrders, ([all, shuffled]) => {
        expect(withoutBody(fold(shuffled))).toEqual(withoutBody(fold(all)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives the same when what is known was stored in between', () => {
    fc.assert(
      fc.property(someAnswers, fc.nat(7), (all, place) => {
        const stored = JSON.stringify(fold(all.slice(0, place + 1)))
        const resumed = fold(all.slice(place + 1), JSON.parse(stored) as MergedTransaction)
        expect(JSON.parse(JSON.stringify(withoutBody(resumed)))).toEqual(
          JSON.parse(JSON.stringify(withoutBody(fold(all)))),
        )
      }),
    )
  })

  it('gives the same when what two places know is merged', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (here, there) => {
        const both = mergeTransaction<MergedTransaction>(fold(here), fold(there))
        expect(withoutBody(both)).toEqual(withoutBody(fold([...here, ...there])))
      }),
    )
  })

  it('changes nothing when one is merged again', () => {
    fc.assert(
      fc.property(someAnswers, (all) => {
        const merged = fold(all)
        for (const answer of [...all, merged]) {
          expect(withoutBody(fold([answer], merged))).toEqual(withoutBody(merged))
        }
      }),
    )
  })

  it('never loses finality, invents no status, and lets no open one take the place of a final one', () => {
    fc.assert(
      fc.property(someAnswers, (all) => {
        const merged = fold(all)
        const counting = all.some(isFinal) ? all.filter(isFinal) : all
        expect(merged.final).toBe(all.some(isFinal))
        const newest = Math.max(...counting.map(instantOf))
        expect(instantOf(merged)).toBe(newest)
        const candidates = counting.filter((answer) => instantOf(answer) === newest)
        expect(candidates.map(({ status }) => status)).toContain(merged.status)
      }),
    )
  })

  it('reports a contradiction exactly where two final states are not joined by a documented transition', () => {
    fc.assert(
      fc.property(someAnswers, (all) => {
        const merged = fold(all)
        expect(merged.contradiction).toBe(isContradictory(all))
        const finals = [...new Set(all.filter(isFinal).map(({ status }) => status))]
        expect(merged.finalAnswers.map(({ status }): Status => status).toSorted()).toEqual(finals.toSorted())
      }),
      { numRuns: 2_000 },
    )
  })

  it('advises to act only where the table does, the newest answers all do, and nothing contradicts them', () => {
    fc.assert(
      fc.property(someAnswers, (all) => {
        const merged = fold(all)
        const held = all.filter((answer) => {
          return answer.status === merged.status && instantOf(answer) === instantOf(merged)
        })
        const { advice } = statusInfo[merged.status]
        const agreed = !merged.contradiction && held.every((answer) => answer.advice === advice)
        expect(merged.advice).toBe(agreed ? advice : 'review')
      }),
    )
  })

  it('never ends a contradiction', () => {
    fc.assert(
      fc.property(someAnswers, (all) => {
        const contradictions = all.map((_, index) => fold(all.slice(0, index + 1)).contradiction)
        // False sorts before true.
        expect(contradictions).toEqual(contradictions.toSorted())
      }),
    )
  })
})
