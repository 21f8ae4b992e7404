import { createHash, createHmac } from 'node:crypto'
import { type Mistake, mistake, type Recipe, replacing, replacingAny } from './recipe.ts'

type Bytes = string | Buffer

export function digest(algorithm: string, text: Bytes): Buffer {
  return createHash(algorithm).update(text).digest()
}

export function hmac(algorithm: string): Recipe['sign'] {
  return (text, secret) => createHmac(algorithm, secret).update(text).digest()
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

/** An unset variable, as languages print it. */
const unset = ['', 'undefined', 'null', 'None']

/** `name` is that of the secret on the page: `secret_key`. */
function secretMistakes(name: string): Mistake[] {
  const row = (id: string, fix: string, texts: (text: string) => string[]) =>
    mistake(id, `${name} ${fix}`, replacing('secret', texts))
  return [
    row('secret-white-space', 'has white space or a line break around it; trim it where it is read', (text) =>
      ['\n', ' ', '\r\n', '\r', '\t'].flatMap((space) => [text + space, space + text]),
    ),
    row('secret-quoted', 'was used with its quotation marks; remove them', (s) => [`"${s}"`, `'${s}'`]),
    row('secret-case', 'is in another case; use it as it is', (s) => [s.toUpperCase(), s.toLowerCase()]),
    row('secret-missing', 'is empty or the variable was not set; read it before signing', () => unset),
    row('secret-cut', 'was cut off; copy all of it', (text) =>
      Array.from(text).flatMap((_unit, index) => [text.slice(0, index), text.slice(index)]),
    ),
    ...(['hex', 'base64'] as const).map((form) =>
      mistake(
        `secret-${form}-decoded`,
        `${name} was ${form}-decoded before signing; use it as text`,
        (of) => ({
          secret: Buffer.from(String(of.secret), form),
        }),
      ),
    ),
    mistake('secret-sent', `${name} itself was sent as the signature; never send it`, ({ secret }) => ({
      encode: () => String(secret),
      matches: null,
    })),
  ]
}

const separators = [':', '|', '\n', ' ', '.', ',', '&', '-', '_', '+', ';', '/', '#', ': ', ' + ', '::', '||']

function permutationsOf(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}

/** How the parts are joined; `formula` is the text as the page writes it. */
export function textMistakes(formula: string): Mistake[] {
  const row = (id: string, what: string, apply: Mistake['apply']) =>
    mistake(id, `${what}; sign ${formula}`, apply)
  const part = (id: string, what: string, texts: (text: string) => string[]) =>
    row(id, what, replacingAny(texts))
  return [
    row('separators-missing', 'the parts were joined without a separator', () => ({ separator: '' })),
    row('another-separator', 'the parts were joined with another separator', () =>
      separators.map((separator) => ({ separator })),
    ),
    row('parts-in-another-order', 'the parts are in another order', ({ order }) =>
      permutationsOf(order).map((other) => ({ order: other })),
    ),
    row('part-missing', 'a part of the text is missing', ({ order }) =>
      order.flatMap((name) => [{ order: order.filter((other) => other !== name) }, { order: [name] }]),
    ),
    row('text-end', 'the text ends with a line break or a separator', () =>
      ['\n', '\r\n', ':', '|', ' '].map((end) => ({ finish: (text) => text + end })),
    ),
    part('part-empty', 'a part is empty or an unset variable', () => unset),
    part('part-case', 'a part is in another case', (text) => [text.toLowerCase(), text.toUpperCase()]),
    part('part-white-space', 'white space of a part was signed but not sent, or the reverse', (text) => [
      text.trim(),
      `${text} `,
      `${text}\n`,
    ]),
  ]
}

/** How the result is written down, where the page wants `form`. */
export function encodingMistakes(form: 'hex' | 'base64'): Mistake[] {
  const row = (id: string, fix: string, encodings: (bytes: Buffer, right: string) => string[]) =>
    mistake(id, `the signature ${fix}`, ({ encode }) =>
      encodings(Buffer.alloc(0), '').map((_text, index) => ({
        encode: (bytes) => encodings(bytes, encode(bytes))[index] ?? '',
        matches: null,
      })),
    )
  const once = `encode the raw bytes once, as ${form}`
  const ofForm = {
    hex: [
      row('upper-case-hex', 'is upper-case hex; send lower-case hex', (_bytes, right) => [
        right.toUpperCase(),
      ]),
      row('base64-instead-of-hex', `is base64; ${once}`, (bytes) => [bytes.toString('base64')]),
    ],
    base64: [
      row('hex-instead-of-base64', `is hex; ${once}`, (bytes) => {
        const hex = bytes.toString('hex')
        return [hex, hex.toUpperCase()]
      }),
      row('base64url-instead-of-base64', `is base64url; ${once}`, (bytes) => [bytes.toString('base64url')]),
      row('base64-without-padding', 'lacks its equals signs', (_bytes, right) => [right.replace(/=+$/, '')]),
      row('signature-plus-lost', 'was URL-decoded', (_bytes, right) => [right.replaceAll('+', ' ')]),
    ],
  }
  return [
    ...ofForm[form],
    row('encoded-twice', `was encoded twice; ${once}`, (bytes, right) =>
      [bytes.toString('hex'), right].flatMap((text) => [btoa(text), Buffer.from(text).toString('hex')]),
    ),
    row('signature-url-encoded', 'is URL-encoded', (_bytes, right) => [encodeURIComponent(right)]),
    row('signature-quoted', 'has quotation marks around it; remove them', (_bytes, right) =>
      [`"`, `'`, `b'`].map((mark) => mark + right + mark.slice(-1)),
    ),
    row('signature-white-space', 'has white space or a line break at its end; trim it', (_bytes, right) =>
      ['\n', ' ', '\r\n'].map((end) => right + end),
    ),
    mistake('signature-cut', 'the signature is cut off; send all of it', ({ encode }, received) => ({
      encode: (bytes) => encode(bytes).slice(0, Math.max(8, received.length)),
      matches: null,
    })),
  ]
}

const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512']

/** How the text is signed; `key` says where the page wants the secret. */
function algorithmMistakes(key: 'in-text' | 'hmac', rule: string): Mistake[] {
  const row = (id: string, what: string, apply: Mistake['apply']) =>
    mistake(id, `${what}; send ${rule}`, apply)
  const ofKey = {
    'in-text': [
      row('another-algorithm', 'another hash was used', () =>
        algorithms.map((algorithm) => ({ sign: (text) => digest(algorithm, text) })),
      ),
      row('hmac-instead-of-hash', 'the signature is an HMAC', ({ order }) =>
        algorithms
          .map(hmac)
          .flatMap((sign) => [{ sign }, { sign, order: order.filter((name) => name !== 'secret') }]),
      ),
    ],
    hmac: [
      row('another-algorithm', 'another hash was used', () =>
        algorithms.map((algorithm) => ({ sign: hmac(algorithm) })),
      ),
      row('hash-without-key', 'the signature is a plain hash without a key', () =>
        algorithms.flatMap((algorithm) => [
          { sign: (text) => digest(algorithm, text) },
          { sign: (text, secret) => digest(algorithm, `${secret}${text}`) },
          { sign: (text, secret) => digest(algorithm, `${text}${secret}`) },
        ]),
      ),
      row('key-and-text-swapped', 'key and text changed places in the HMAC', ({ sign }) => ({
        sign: (text, secret) => sign(secret, text),
      })),
    ],
  }
  return [
    ...ofKey[key],
    row('hashed-twice', 'the result was hashed again', ({ sign }) => ({
      sign: (text, secret) => sign(sign(text, secret).toString('hex'), secret),
    })),
    row('character-set', 'the text was signed as Latin-1, not UTF-8', ({ sign }) => ({
      sign: (text, secret) => sign(Buffer.from(String(text), 'latin1'), secret),
    })),
  ]
}

interface StandardFormula {
  /** The text as the page writes it: `merchant_id:secret_key:ref_id`. */
  formula: string
  /** The whole signature in words. */
  rule: string
  /** The secret's name on the page. */
  secretName: string
  form: 'hex' | 'base64'
  key: 'in-text' | 'hmac'
}

/** The rows that fit every formula of joined parts with a shared secret. */
export function standardMistakes({ formula, rule, secretName, form, key }: StandardFormula): Mistake[] {
  return [
    ...secretMistakes(secretName),
    ...textMistakes(formula),
    ...encodingMistakes(form),
    ...algorithmMistakes(key, rule),
  ]
}

/** For the part `name` that holds the merchant's reference; `others` are earlier ones and other members. */
export function referenceMistakes(name: string, others: readonly unknown[]): Mistake[] {
  const row = (id: string, fix: string, texts: (text: string) => readonly unknown[]) =>
    mistake(id, `${name} ${fix}`, replacing(name, texts))
  return [
    row('reference-encoded', 'was encoded before signing; sign it as it is', (text) => [
      formEncode(text),
      formEncode(text).replaceAll('+', '%20'),
      JSON.stringify(text),
    ]),
    row('reference-as-number', 'was signed without its leading zeros; sign it as text', (text) => [
      text.replace(/^0+(?=\d)/, ''),
    ]),
    row('another-reference-signed', 'is not the value that was signed; sign the one sent', () => others),
  ]
}

/** Signs other values in the place of the part `name`, or of the secret. */
export function otherValue(id: string, fix: string, name: string, values: readonly unknown[]): Mistake {
  const apply = replacing(name, () => values)
  return { id, fix, apply }
}

/** Signs another text. */
export function otherText(id: string, fix: string, text: (of: Recipe) => string): Mistake {
  return mistake(id, fix, () => ({ finish: (_text, of) => text(of) }))
}
