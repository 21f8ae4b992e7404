import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectorFile from './vectors.json' with { type: 'json' }
import { buildStringToSign, isSignatureValid } from './verify-signature.ts'

interface Vector {
  name: string
  inputs: { username: string; apiKey: string | null; refId: string }
  intermediate: { stringToSign: string } | null
  expected: { value: string }
  verifies: boolean
  commonMistakes?: Record<string, string>
}

const vectors: readonly Vector[] = vectorFile.vectors

const computed = vectors.flatMap(({ name, inputs, intermediate, expected, commonMistakes = {} }) =>
  inputs.apiKey !== null && intermediate
    ? [
        {
          name,
          parts: { ...inputs, apiKey: inputs.apiKey },
          stringToSign: intermediate.stringToSign,
          signature: expected.value,
          mistakes: Object.entries(commonMistakes),
        },
      ]
    : [],
)

describe('signature vectors', () => {
  it('are the six computed ones and the one that the pages print', () => {
    expect(vectors.map(({ verifies }) => verifies).sort()).toEqual([false, ...Array(6).fill(true)])
    expect(computed).toHaveLength(6)
  })

  it.each(computed)('$name is accepted, in every stage', ({ parts, stringToSign, signature }) => {
    expect(buildStringToSign(parts)).toBe(stringToSign)
    expect(isSignatureValid(signature, parts)).toBe(true)
  })

  it.each(computed)('$name is refused in upper case, cut, extended or for another part', (vector) => {
    const { parts, signature } = vector
    expect(isSignatureValid(signature.toUpperCase(), parts)).toBe(false)
    expect(isSignatureValid(signature.slice(0, -1), parts)).toBe(false)
    expect(isSignatureValid(`${signature}0`, parts)).toBe(false)
    expect(isSignatureValid('', parts)).toBe(false)
    expect(isSignatureValid(` ${signature}`, parts)).toBe(false)
    expect(isSignatureValid(`${signature}\n`, parts)).toBe(false)
    expect(isSignatureValid('0'.repeat(32), parts)).toBe(false)
    for (const part of ['username', 'apiKey', 'refId'] as const) {
      expect(isSignatureValid(signature, { ...parts, [part]: `${parts[part]}x` })).toBe(false)
    }
  })

  const mistakes = computed.flatMap(({ parts, mistakes: list }) =>
    list.map(([mistake, signature]) => ({ mistake, signature, parts })),
  )

  it('include six mistakes', () => {
    expect(mistakes).toHaveLength(6)
  })

  it.each(mistakes)('the mistake $mistake is refused', ({ signature, parts }) => {
    expect(isSignatureValid(signature, parts)).toBe(false)
  })

  it('the printed one proves nothing', () => {
    const [printed] = vectors.filter(({ verifies }) => !verifies)
    expect(printed?.inputs.apiKey).toBeNull()
    for (const apiKey of ['', 'apiKey', 'not-a-real-key-0123456789abcdef']) {
      const parts = { username: 'username', apiKey, refId: 'some1d' }
      expect(isSignatureValid(printed?.expected.value ?? '', parts)).toBe(false)
    }
  })

  it('sign the reference as UTF-8', () => {
    const parts = { username: 'u', apiKey: 'k', refId: 'é' }
    const latin1 = createHash('md5').update(buildStringToSign(parts), 'latin1').digest('hex')
    expect(isSignatureValid(latin1, parts)).toBe(false)
  })
})
