import { describe, expect, it } from 'vitest'
import vectorFile from './vectors.json' with { type: 'json' }
import { computeHmac, computeMd5, isSignatureValid } from './verify-signature.ts'

// The vectors of callbacks and of the create call sign an amount, too.
const vectors = vectorFile.vectors.flatMap(({ name, algorithm, inputs, expected }) => {
  const { merchantCode, merchantOrderId, apiKey, ...amounts } = inputs
  return apiKey === null || Object.keys(amounts).length > 0
    ? []
    : [{ name, algorithm, inputs: { merchantCode, merchantOrderId, apiKey }, expected: expected.value }]
})

describe('signature vectors', () => {
  it.each(vectors)('$name is reproduced', ({ algorithm, inputs, expected }) => {
    expect((algorithm.startsWith('MD5') ? computeMd5 : computeHmac)(inputs)).toBe(expected)
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
