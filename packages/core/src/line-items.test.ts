import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statusFromLines } from './line-items.ts'
import { isFinal, type Status, statuses } from './status.ts'

const read = (...words: Status[]) => statusFromLines(words.map((status) => ({ status })))
const list = fc.array(fc.constantFrom(...statuses), { maxLength: 6 })
const certain = statuses.filter(isFinal)

describe('statusFromLines', () => {
  it.each<[Status[], Status]>([
    [[], 'unknown'],
    [['success'], 'success'],
    [['failed'], 'failed'],
    [['pending'], 'processing'],
    [['processing'], 'processing'],
    [['unknown'], 'unknown'],
    [['success', 'success'], 'success'],
    [['failed', 'failed'], 'failed'],
    [['success', 'failed'], 'partial'],
    [['refunded', 'success'], 'partial'],
    [['partial', 'partial'], 'partial'],
    [['success', 'pending'], 'processing'],
    [['failed', 'processing'], 'processing'],
    [['pending', 'processing'], 'processing'],
    [['success', 'unknown'], 'unknown'],
    [['pending', 'unknown'], 'unknown'],
    [['failed', 'pending', 'success', 'unknown'], 'unknown'],
  ])('reads %j as %s', (words, status) => {
    expect(read(...words)).toBe(status)
  })

  it('is undecided while one line is', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        expect(read(...before, 'unknown', ...after)).toBe('unknown')
      }),
    )
  })

  it('gives every line its say: no success without every line a success', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...certain), { minLength: 1, maxLength: 6 }), (words) => {
        const kinds = new Set(words)
        expect(read(...words)).toBe(kinds.size === 1 ? words[0] : 'partial')
      }),
    )
  })

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(list, (words) => {
        expect(read(...words.toReversed())).toBe(read(...words))
      }),
    )
  })
})
