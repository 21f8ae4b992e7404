import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectorFile from './vectors.json' with { type: 'json' }
import { buildStringToSign, isSignatureValid } from './verify-signature.ts'

interface Vector {
  name: string
  inputs: { merchantId: string; secretKey: string | null; refId: string }
  intermediate: { stringToSign: string } | null
  expected: { value: string }
  verifies: boolean
  commonMistakes?: Record<string, string>
}

const vectors: readonly Vector[] = vectorFile.vectors

const computed = vectors.flatMap(({ name, inputs, intermediate, expected, commonMistakes = {} }) =>
  inputs.secretKey !== null && intermediate
    ? [
        {
          name,
          parts: { ...inputs, secretKey: inputs.secretKey },
          stringToSign: intermediate.stringToSign,
          signature: expected.value,
          mistakes: Object.entries(commonMistakes),
        },
      ]
    : [],
)

describe('signature vectors', () => {
  it('are the six computed ones and the two that the pages print', () => {
    expect(vectors.map(({ verifies }) => verifies).sort()).toEqual([false, false, ...Array(6).fill(true)])
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
    for (const part of ['merchantId', 'secretKey', 'refId'] as const) {
      expect(isSignatureValid(signature, { ...parts, [part]: `${parts[part]}x` })).toBe(false)
    }
  })

  const mistakes = computed.flatMap(({ parts, mistakes: list }) =>
    list.map(([mistake, signature]) => ({ mistake, signature, parts })),
  )

  it('include five mistakes', () => {
    expect(mistakes).toHaveLength(5)
  })

  it.each(mistakes)('the mistake $mistake is refused', ({ signature, parts }) => {
    expect(isSignatureValid(signature, parts)).toBe(false)
  })

  /** The pages mask the merchant id and print no secret with it; the other secret is the computed vectors' own. */
  it.each(vectors.filter(({ verifies }) => !verifies))('$name is printed but proves nothing', (vector) => {
    const { inputs, expected } = vector
    expect(inputs.secretKey).toBeNull()
    expect(expected.value).toMatch(/^[0-9a-f]{32}$/)
    for (const secretKey of ['', 'secret_key', 'not-a-real-secret-0123456789abcdef']) {
      expect(isSignatureValid(expected.value, { ...inputs, secretKey })).toBe(false)
    }
  })

  it('sign the reference as UTF-8', () => {
    const parts = { merchantId: 'M', secretKey: 's', refId: 'é' }
    const latin1 = createHash('md5').update(buildStringToSign(parts), 'latin1').digest('hex')
    expect(isSignatureValid(latin1, parts)).toBe(false)
  })
})
