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

  it('cuts out every echo of a short secret, in any case', () => {
    const echoes = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 'pin-42' : 'PIN-42'))
    expect(maskSecrets(echoes.join(' '), ['pin-42'])).toBe(echoes.map(() => '***').join(' '))
  })

  it.each([0, 1, 2])(
    'cuts the beginning of a secret out of base64 that begins %i bytes before it',
    (bytesBefore) => {
      const echo = Buffer.from('x'.repeat(bytesBefore) + secret).toString('base64')
      for (let kept = 12; kept < echo.length; kept += 1) {
        const masked = maskSecrets(toPlainLine('-'.repeat(200 - kept) + echo), [secret])
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
        const masked = maskSecrets(toPlainLine('-'.repeat(200 - kept) + echo), [secret])
        expect(masked.replace(/[-*…]/g, '').length).toBeLessThan(6)
      }
    },
  )
})

describe('maskSecrets, of a long secret', () => {
  const long = 'aZ3kQ9xW7bN2mV5cR8tY1uJ6hG4fD0sLpOeIiKqXwBzE'
  const hidden = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '')
  const [left, right] = [long.slice(0, 22), long.slice(22)]

  it.each<[string, string]>([
    ['in halves with words between', `${left} was followed by ${right}`],
    ['in lines', long.replace(/(.{16})/g, '$1\r\n')],
    ['in groups of four', long.replace(/(.{4})/g, '$1-')],
    ['letter by letter', [...long].join(' ')],
    ['backwards', [...long].reverse().join('')],
    [
      'with its lines in another order',
      long
        .match(/.{1,15}/g)
        ?.reverse()
        .join('\n') ?? '',
    ],
    ['as hex with colons', Buffer.from(long).toString('hex').replace(/(..)/g, '$1:')],
    [
      'as base64 in lines',
      Buffer.from(long)
        .toString('base64')
        .replace(/(.{20})/g, '$1\n'),
    ],
    ['as escaped JSON in JSON', JSON.stringify(JSON.stringify({ '/': long }))],
    ['without its end', left],
    ['without its beginning', right],
    ['without both ends', long.slice(7, 30)],
  ])('cuts it out %s', (_name, echo) => {
    const masked = hidden(maskSecrets(`Unauthorized: ${echo} (401)`, [long]))
    expect(masked).toMatch(/^Unauthorized.*401$/)
    const pieces = [long, [...long].reverse().join(''), Buffer.from(long).toString('hex')]
    for (let first = 0; first + 12 <= masked.length; first += 1) {
      const piece = masked.slice(first, first + 12).toLowerCase()
      for (const text of pieces) expect(text.toLowerCase()).not.toContain(piece)
    }
  })

  it('leaves the names of fields alone that a made-up secret has in it', () => {
    const secrets = ['mock-public-access-token', 'fake-secret-key-of-nobody']
    const text = 'accessToken, secretKey and the key of the mock'
    expect(maskSecrets(text, secrets)).toBe(text)
  })
})

describe('toPlainLine', () => {
  it('makes one line of control characters and line separators', () => {
    expect(toPlainLine(' a\r\n\tb\u2028c\u0000\u0085d ')).toBe('a b c d')
  })

  it('keeps 200 characters and marks the cut', () => {
    expect(toPlainLine('x'.repeat(200))).toBe('x'.repeat(200))
    expect(toPlainLine('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`)
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
