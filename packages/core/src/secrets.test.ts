import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecret, maskSecrets as maskAll, toPlainLine } from './secrets.ts'

const maskSecrets = (text: string, secrets: string[]) => maskAll(text, secrets.map(createSecret))

const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  'URL-encoded': encodeURIComponent,
  'URL-encoded in lower case': (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  'form-encoded': (text) => new URLSearchParams({ text }).toString().slice('text='.length),
  'JSON text': (text) => JSON.stringify(text),
  'JSON text of PHP': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON text of Gson': (text) =>
    JSON.stringify(text).replace(/[<>&=']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
}

const secret = 'sk live/k+y=ü&"0123456789'

describe('maskSecrets', () => {
  it.each(Object.entries(encodings))('cuts out a secret that is echoed as %s', (_name, encode) => {
    const masked = maskSecrets(`before ${encode(secret)} after`, [secret])
    expect(masked).toMatch(/^before \S{0,5}\*\*\*\S{0,5} after$/)
  })

  it.each([0, 1, 2])(
    'cuts the beginning of a secret out of base64 that begins %i bytes before it',
    (bytesBefore) => {
      const echo = Buffer.from('x'.repeat(bytesBefore) + secret).toString('base64')
      for (let kept = 12; kept < echo.length; kept += 1) {
        const masked = maskSecrets(toPlainLine('-'.repeat(500 - kept) + echo), [secret])
        expect(masked.replace(/[-*…]/g, '').length).toBeLessThan(6)
      }
    },
  )

  it.each([0, 1, 2, 3, 4])('cuts a secret out of base64 that begins %i bytes before it', (bytesBefore) => {
    const echo = Buffer.from(`${'x'.repeat(bytesBefore)}${secret}yyy`).toString('base64')
    const shown = Buffer.from(maskSecrets(echo, [secret]).replaceAll('*', ''), 'base64').toString('latin1')
    expect(maskSecrets(echo, [secret])).toContain('***')
    expect(shown).not.toContain(secret.slice(2, -2))
  })

  it('cuts out every occurrence, and the longest secret first', () => {
    expect(maskSecrets('token-1 and token-12', ['token-1', 'token-12'])).toBe('*** and ***')
  })

  it('leaves other text alone and ignores empty secrets', () => {
    expect(maskSecrets('Transaction not found', ['', 'sk_live_1'])).toBe('Transaction not found')
  })

  it('reads no secret as a pattern', () => {
    expect(maskSecrets('abc a.c', ['a.c'])).toBe('abc ***')
    expect(maskSecrets('$& (x)[y]{z}|^$', ['(x)[y]{z}|^$'])).toBe('$& ***')
  })

  it('takes a secret with half a surrogate pair, as a foreign token can have', () => {
    expect(maskSecrets('token ab\ud800cd', ['ab\ud800cd'])).toBe('token ***')
  })

  it.each(Object.entries(encodings))('leaves no secret that is echoed as %s', (_name, encode) => {
    // The mask itself is excluded, because a secret made of asterisks cannot be told from it.
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).filter((part) => !part.includes('*'))
    const secrets = text.filter((part) => part.length >= 4)
    fc.assert(
      fc.property(secrets, text, text, (hidden, before, after) => {
        const masked = maskSecrets(`${before}${encode(hidden)}${after}`, [hidden])
        expect(masked).not.toContain(hidden)
        expect(masked).not.toContain(encode(hidden).replace(/=+$/, ''))
      }),
    )
  })

  it.each(Object.entries(encodings))(
    'leaves no telling beginning of a secret that is echoed as %s at the cut of a long text',
    (_name, encode) => {
      const echo = encode(secret)
      for (let kept = 4; kept < echo.length; kept += 1) {
        const masked = maskSecrets(toPlainLine('-'.repeat(500 - kept) + echo), [secret])
        expect(masked.replace(/[-*…]/g, '').length).toBeLessThan(6)
      }
    },
  )
})

describe('toPlainLine', () => {
  it('makes one line of control characters and line separators', () => {
    expect(toPlainLine(' a\r\n\tb\u2028c\u0000\u0085d ')).toBe('a b c d')
  })

  it('keeps 500 characters and marks the cut', () => {
    expect(toPlainLine('x'.repeat(500))).toBe('x'.repeat(500))
    expect(toPlainLine('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`)
  })

  it('changes nothing the second time', () => {
    const characters = fc.constantFrom('a', ' ', '\n', '\u0000', '\u2028', '\u{1F600}', '…')
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 1000 }), (parts) => {
        const line = toPlainLine(parts.join(''))
        expect(toPlainLine(line)).toBe(line)
      }),
    )
  })
})
