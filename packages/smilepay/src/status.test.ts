import { describe, expect, it } from 'vitest'
import { isFailureWord, readStatusWord, statusMap } from './status.ts'

/** Written by hand from the pages, so that the table is not only compared with itself: as a payment, as a payout. */
const words = [
  ['INIT', 'pending', 'pending'],
  ['PROCESSING', 'processing', 'processing'],
  ['SUCCESS', 'success', 'success'],
  ['FAILED', 'failed', 'failed'],
  ['EXPIRED', 'expired', 'unknown'],
] as const

describe('the words of SmilePay', () => {
  it.each(words)('%s means %s for a payment and %s for a payout, in any case', (word, payment, payout) => {
    for (const text of [word, word.toLowerCase(), ` ${word} `]) {
      expect(readStatusWord(text, { kind: 'payment' })).toBe(payment)
      expect(readStatusWord(text, { kind: 'payout' })).toBe(payout)
    }
  })

  it('are no others, and none is found inside another', () => {
    expect(new Set(statusMap.map(({ providerStatus }) => providerStatus)).size).toBe(words.length)
    const others = ['UNSUCCESS', 'SUCCESSFUL', 'PAID', 'PENDING', '2009200', '']
    expect(others.map((word) => readStatusWord(word, { kind: 'payment' }))).toEqual(
      others.map(() => undefined),
    )
  })

  it('are failures where a remark is a reason', () => {
    expect(words.map(([word]) => word).filter(isFailureWord)).toEqual(['FAILED', 'EXPIRED'])
    expect(['failed', ' Expired '].map(isFailureWord)).toEqual([true, true])
  })
})
