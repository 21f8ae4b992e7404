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
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)),
  'JSON text of PHP': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON text of Gson': (text) =>
    JSON.stringify(text).replace(/[<>&=']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
}

const secret = 'sk live/k+y=ü&"0123456789'

describe('maskSecrets', () => {
  it.each(Object.entries(encodings))('masks a secret that is echoed as %s', (_name, encode) => {
    const masked = maskSecrets(`before ${encode(secret)} after`, [secret])
    expect(masked).toMatch(/^before \S{0,5}\*\*\*\S{0,5} after$/)
  })

  it('masks every echo of a short secret, in any case', () => {
    const echoes = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 'pin-42' : 'PIN-42'))
    expect(maskSecrets(echoes.join(' '), ['pin-42'])).toBe(echoes.map(() => '***').join(' '))
  })

  it('masks a secret that begins a pair encoded as base64', () => {
    const echo = Buffer.from('sk_live_0123456:').toString('base64')
    expect(maskSecrets(`Basic ${echo}`, ['sk_live_0123456'])).toMatch(/^Basic \*{3}.{0,4}$/)
  })

  it('masks every occurrence, and the longest secret first', () => {
    expect(maskSecrets('token-1 and token-12', ['token-1', 'token-12'])).toBe('*** and ***')
  })

  it('changes no other text and ignores empty secrets', () => {
    expect(maskSecrets('Transaction not found', ['', 'sk_live_1'])).toBe('Transaction not found')
  })

  it('does not read a secret as a pattern', () => {
    expect(maskSecrets('abc a.c', ['a.c'])).toBe('abc ***')
    expect(maskSecrets('$& (x)[y]{z}|^$', ['(x)[y]{z}|^$'])).toBe('$& ***')
  })

  it('masks a secret that is not well-formed Unicode', () => {
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
        const masked = maskSecrets(toPlainLine('-'.repeat(200 - kept) + echo), [secret])
        expect(masked.replace(/[-*…]/g, '').length).toBeLessThan(6)
      }
    },
  )
})

describe('toPlainLine', () => {
  it('replaces control characters and line separators', () => {
    expect(toPlainLine(' a\r\n\tb\u2028c\u0000\u0085d ')).toBe('a b c d')
  })

  it('keeps 200 characters and marks the cut', () => {
    expect(toPlainLine('x'.repeat(200))).toBe('x'.repeat(200))
    expect(toPlainLine('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`)
  })

  it('is idempotent', () => {
    const characters = fc.constantFrom('a', ' ', '\n', '\u0000', '\u2028', '\u{1F600}', '…')
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 1000 }), (parts) => {
        const line = toPlainLine(parts.join(''))
        expect(toPlainLine(line)).toBe(line)
      }),
    )
  })
})
