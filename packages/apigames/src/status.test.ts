import { describe, expect, it } from 'vitest'
import { readStatusWord, statusMap } from './status.ts'

/** Written by hand from the page, so that the table is not only compared with itself. */
const words = [
  ['Pending', 'pending'],
  ['Proses', 'processing'],
  ['Sukses', 'success'],
  ['Gagal', 'failed'],
  ['Sukses Sebagian', 'partial'],
  ['Validasi Provider', 'unknown'],
] as const

describe('the words of API Games', () => {
  it.each(words)('%s means %s, in any case', (word, status) => {
    expect([word, word.toUpperCase(), ` ${word} `].map((text) => readStatusWord(text))).toEqual(
      Array(3).fill(status),
    )
  })

  it('are no others, and none is found inside another', () => {
    expect(statusMap).toHaveLength(words.length)
    const others = ['Tidak Sukses', 'Sukses Semua', 'Success', 'Validasi', 'Diproses', '']
    expect(others.map((word) => readStatusWord(word))).toEqual(others.map(() => undefined))
  })
})
