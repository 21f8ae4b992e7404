import { describe, expect, it } from 'vitest'
import vectorFile from './vectors.json' with { type: 'json' }
import { computeHmac, computeMd5, isSignatureValid } from './verify-signature.ts'

const { vectors } = vectorFile

describe('signature vectors', () => {
  it.each(vectors)('$name is reproduced', ({ scheme, inputs, expected }) => {
    expect((scheme === 'md5' ? computeMd5 : computeHmac)(inputs)).toBe(expected)
    expect(isSignatureValid(expected, inputs)).toBe(true)
  })

  it.each(vectors)('$name is rejected in upper case, cut, extended or for another part', (vector) => {
    const { inputs, expected } = vector
    for (const wrong of [expected.toUpperCase(), expected.slice(0, -1), `${expected}0`, '', ` ${expected}`]) {
      expect(isSignatureValid(wrong, inputs)).toBe(false)
    }
    for (const part of ['merchantCode', 'merchantOrderId', 'apiKey'] as const) {
      expect(isSignatureValid(expected, { ...inputs, [part]: `${inputs[part]}x` })).toBe(false)
    }
  })
})
