import { describe, expect, it } from 'vitest'
import { readStatusWord, statusMap } from './status.ts'

/** Written by hand from the pages, so that the table is not only compared with itself. */
const words = [
  ['pending', 'pending'],
  ['paid', 'success'],
  ['failed', 'failed'],
  ['expired', 'expired'],
  ['cancelled', 'canceled'],
  ['refunded', 'refunded'],
  ['partially_refunded', 'partial'],
] as const

describe('the words of Paymenku', () => {
  it.each(words)('%s means %s, in any case', (word, status) => {
    expect([word, word.toUpperCase(), ` ${word} `].map((text) => readStatusWord(text))).toEqual(
      Array(3).fill(status),
    )
  })

  it('are no others, and none is found inside another', () => {
    expect(statusMap).toHaveLength(words.length)
    const others = ['unpaid', 'paid out', 'success', 'settlement', 'canceled', 'refund', '']
    expect(others.map((word) => readStatusWord(word))).toEqual(others.map(() => undefined))
  })
})
