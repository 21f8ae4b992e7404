import { describe, expect, it } from 'vitest'
import { isWord, readH2hWord, readOrderWord, readSmmWord, statusMap } from './status.ts'

/** Written by hand from the pages, so that the table is not only compared with itself. */
const places = [
  {
    place: 'an order',
    read: readOrderWord,
    words: {
      pending: 'pending',
      paid: 'processing',
      completed: 'unknown',
      failed: 'failed',
      canceled: 'canceled',
      cancelled: 'canceled',
      sandbox: 'unknown',
    },
  },
  {
    place: 'an H2H line',
    read: readH2hWord,
    words: { completed: 'success', success: 'success', failed: 'failed' },
  },
  {
    place: 'an SMM line',
    read: readSmmWord,
    words: {
      pending: 'pending',
      processing: 'processing',
      'in progress': 'processing',
      completed: 'success',
      partial: 'partial',
    },
  },
]

describe('the words of Sekalipay', () => {
  it.each(places)('for $place, in any case', ({ read, words }) => {
    for (const [word, status] of Object.entries(words)) {
      expect([word, word.toUpperCase(), ` ${word} `].map(read)).toEqual(Array(3).fill(status))
    }
  })

  it.each(places)('for $place are no others, and none is found inside another', ({ read, words }) => {
    const everywhere = places.flatMap((place) => Object.keys(place.words))
    const others = [...everywhere, 'not completed', 'failed: no stock', 'Sukses', ''].filter(
      (word) => !Object.hasOwn(words, word),
    )
    expect(others.map(read)).toEqual(others.map(() => undefined))
  })

  it('are all of the table', () => {
    expect(statusMap).toHaveLength(places.flatMap(({ words }) => Object.keys(words)).length)
  })

  it('are compared whole and in any case where a field is a mark', () => {
    expect([' Manual', 'MANUAL', 'manually', null, undefined].map((word) => isWord(word, 'manual'))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
