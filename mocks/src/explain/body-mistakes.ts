import { readMembers } from '../json-members.ts'
import { digest } from './mistakes.ts'
import { type Mistake, mistake } from './recipe.ts'

/** Far longer than any request that is signed. */
const longestRewritten = 16_384

const json = JSON.stringify

function spaced(entries: Array<[string, unknown]>, comma: string, colon: string): string {
  return `{${entries.map(([name, value]) => json(name) + colon + json(value)).join(comma)}}`
}

/** For the part `name` that holds the SHA-256 of the minified body; `optional` are members that may be absent. */
export function bodyHashMistakes(
  name: string,
  { body, minified, optional }: { body: string; minified: string; optional: readonly string[] },
): Mistake[] {
  const put = (id: string, fix: string, ...texts: string[]) =>
    mistake(id, fix, ({ parts }) => texts.map((text) => ({ parts: { ...parts, [name]: text } })))
  const hash = (algorithm: string) => digest(algorithm, minified)
  const row = (id: string, what: string, ...texts: string[]) =>
    put(
      id,
      `the hashed body ${what}; make the text once, hash it and send it`,
      ...texts.map((text) => digest('sha256', text).toString('hex')),
    )
  const value = body.length <= longestRewritten ? readMembers(body) : null
  const entries = Object.entries(value ?? {})
  const isFlat = value && entries.every(([, member]) => typeof member !== 'object' || member === null)
  const appended = {
    ...value,
    ...Object.fromEntries(optional.filter((key) => value?.[key] === undefined).map((key) => [key, null])),
  }
  const rewritten = isFlat
    ? [
        row(
          'body-spaces',
          'has spaces after commas or colons',
          spaced(entries, ', ', ': '),
          spaced(entries, ',', ': '),
        ),
        row(
          'body-pretty-printed',
          'is pretty-printed',
          ...[2, 4, '\t'].map((indent) => json(value, null, indent)),
        ),
        row(
          'body-key-order',
          'has its keys in another order',
          json(Object.fromEntries([...entries].sort())),
          json(Object.fromEntries([...entries].reverse())),
        ),
        row(
          'body-null-members',
          'has or lacks null members',
          json(appended),
          json(Object.fromEntries(entries.filter(([, member]) => member !== null))),
        ),
        row(
          'body-number-as-text',
          'has text for a number',
          json(value, (_key, member) => (typeof member === 'number' ? String(member) : member)),
        ),
        row(
          'body-form-encoded',
          'is form-encoded',
          entries.map(([key, member]) => `${key}=${member}`).join('&'),
        ),
      ]
    : []
  const rule = 'sign the SHA-256 of the minified body as lower-case hex'
  return [
    row('body-not-minified', 'has its white space', body),
    ...rewritten,
    row('body-slashes-escaped', 'has escaped slashes', minified.replaceAll('/', '\\/')),
    row(
      'body-unicode-escaped',
      'has \\u escapes',
      minified.replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
    row('body-line-break', 'ends with a line break', `${minified}\n`, `${body}\n`),
    row(
      'body-empty',
      'is empty or was not made JSON',
      '',
      '{}',
      '[]',
      'null',
      'undefined',
      '[object Object]',
      'Array',
    ),
    put('body-not-hashed', `the body itself was signed; ${rule}`, minified, body),
    put(
      'body-hash-upper-case',
      `the body hash is upper-case hex; ${rule}`,
      hash('sha256').toString('hex').toUpperCase(),
    ),
    put('body-hash-base64', `the body hash is base64; ${rule}`, hash('sha256').toString('base64')),
    put(
      'body-hash-algorithm',
      `another hash was used for the body; ${rule}`,
      ...['md5', 'sha1', 'sha512'].map((name) => hash(name).toString('hex')),
    ),
  ]
}
