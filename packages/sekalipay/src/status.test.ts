import { expect, it } from 'vitest'
import { isWord } from './status.ts'

it('isWord compares whole words in any case', () => {
  const words = [' Manual', 'MANUAL', 'manually', null, undefined]
  expect(words.map((word) => isWord(word, 'manual'))).toEqual([true, true, false, false, false])
})
