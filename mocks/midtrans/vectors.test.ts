import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeBasicKey } from '../src/session/basic-key.ts'
import vectorFile from './vectors.json' with { type: 'json' }

describe('vectors', () => {
  const [basic, ...notifications] = vectorFile.vectors

  it('have the header of the page first', () => {
    expect(encodeBasicKey(basic?.inputs.serverKey ?? '')).toBe(basic?.expected.value)
  })

  it.each(notifications)('$name is the SHA-512 of its text', ({ intermediate, expected }) => {
    expect(createHash('sha512').update(intermediate.stringToSign).digest('hex')).toBe(expected.value)
  })
})
