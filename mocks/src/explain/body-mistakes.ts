import { readMembers } from '../json-members.ts'
import { digest } from './mistakes.ts'
import { type Mistake, mistake } from './recipe.ts'

/** An empty body, and an object printed as text. */
const unmade = ['', '{}', '[]', 'null', 'undefined', '[object Object]', 'Array']

/** Far longer than any request that is signed. */
const longestRewritten = 16_384

function spaced(members: Record<string, unknown>, comma: string, colon: string): string {
  const printed = Object.entries(members).map((pair) => pair.map((it) => JSON.stringify(it)).join(colon))
  return `{${printed.join(comma)}}`
}

function escapeUnicode(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** For the part `name` that holds the SHA-256 of the minified body; `optional` are members that may be absent. */
export function bodyHashMistakes(
  name: string,
  body: string,
  minified: string,
  optional: readonly string[],
): Mistake[] {
  const put = (id: string, fix: string, texts: () => string[]) =>
    mistake(id, fix, ({ parts }) => texts().map((text) => ({ parts: { ...parts, [name]: text } })))
  const row = (id: string, what: string, texts: () => string[]) =>
    put(id, `the hashed body ${what}; make the text once, hash it and send it`, () =>
      texts().map((text) => digest('sha256', text).toString('hex')),
    )
  const hashed = (id: string, what: string, texts: () => string[]) =>
    put(id, `${what}; sign the SHA-256 of the minified body as lower-case hex`, texts)
  const members = (body.length <= longestRewritten && readMembers(body)) || {}
  const entries = Object.entries(members)
  const isFlat = entries.every(([, member]) => typeof member !== 'object' || member === null)
  const absent = optional.filter((key) => members[key] === undefined).map((key) => [key, null])
  const rewritten = [
    row('body-spaces', 'has spaces after commas or colons', () =>
      [', ', ','].map((comma) => spaced(members, comma, ': ')),
    ),
    row('body-pretty-printed', 'is pretty-printed', () =>
      [2, 4, '\t'].map((indent) => JSON.stringify(members, null, indent)),
    ),
    row('body-key-order', 'has its keys in another order', () =>
      [[...entries].sort(), [...entries].reverse()].map((other) => JSON.stringify(Object.fromEntries(other))),
    ),
    row('body-null-members', 'has or lacks null members', () =>
      [[...entries, ...absent], entries.filter(([, member]) => member !== null)].map((other) =>
        JSON.stringify(Object.fromEntries(other)),
      ),
    ),
  ]
  return [
    row('body-not-minified', 'has its white space', () => [body]),
    ...(isFlat && entries.length > 0 ? rewritten : []),
    row('body-slashes-escaped', 'has escaped slashes', () => [minified.replaceAll('/', '\\/')]),
    row('body-unicode-escaped', 'has \\u escapes', () => [escapeUnicode(minified)]),
    row('body-line-break', 'ends with a line break', () => [`${minified}\n`, `${body}\n`]),
    row('body-empty', 'is empty or was not made JSON', () => unmade),
    hashed('body-not-hashed', 'the body itself was signed', () => [minified, body]),
    hashed('body-hash-upper-case', 'the body hash is upper-case hex', () => [
      digest('sha256', minified).toString('hex').toUpperCase(),
    ]),
    hashed('body-hash-base64', 'the body hash is base64', () => [
      digest('sha256', minified).toString('base64'),
    ]),
    hashed('body-hash-algorithm', 'another hash was used for the body', () =>
      ['md5', 'sha1', 'sha512'].map((algorithm) => digest(algorithm, minified).toString('hex')),
    ),
  ]
}
