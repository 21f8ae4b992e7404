import { describe, expect, it } from 'vitest'
import { readStatusWord, statusMap } from './status.ts'

/** Written by hand from the page, so that the table is not only compared with itself: as a payment, as a payout. */
const words = [
  ['PENDING', 'pending', 'pending'],
  ['PROCESSING', 'processing', 'processing'],
  ['PAID', 'success', 'success'],
  ['COMPLETED', 'success', 'success'],
  ['EXPIRED', 'expired', 'unknown'],
  ['FAILED', 'failed', 'failed'],
] as const

describe('the words of Paystrator', () => {
  it.each(words)('%s means %s for a payment and %s for a payout, in any case', (word, payment, payout) => {
    for (const text of [word, word.toLowerCase(), ` ${word} `]) {
      expect(readStatusWord(text, { kind: 'payment' })).toBe(payment)
      expect(readStatusWord(text, { kind: 'payout' })).toBe(payout)
      expect(readStatusWord(text, { kind: 'unknown' })).toBe(payout)
    }
  })

  it('are no others, and none is found inside another', () => {
    expect(new Set(statusMap.map(({ providerStatus }) => providerStatus)).size).toBe(words.length)
    const others = ['UNPAID', 'PAID OUT', 'SUCCESS', 'CANCELED', '200', '']
    expect(others.map((word) => readStatusWord(word, { kind: 'payment' }))).toEqual(
      others.map(() => undefined),
    )
  })
})
