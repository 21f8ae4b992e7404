import { createHash, createHmac } from 'node:crypto'
import type { Deviation, Dimension } from './find-deviations.ts'
import { type TextDeviation, unsetText } from './text-deviations.ts'

export const md5 = (text: string | Buffer): Buffer => createHash('md5').update(text).digest()

/** A deviation that puts other values into a recipe. */
export const changeRecipe = <Recipe>(
  id: string,
  what: string,
  fix: string,
  change: Partial<Recipe>,
): Deviation<Recipe> => ({ id, what, fix, apply: (recipe) => ({ ...recipe, ...change }) })

const signSent = 'Sign the reference as it stands in the body, before any encoding.'

const decodeUrl = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface SignedReference {
  /** As it stands in the body. */
  reference: string
  /** What the provider calls it: `ref_id`. */
  name: string
  /** Other texts of the request, by member name. */
  otherMembers: Readonly<Record<string, unknown>>
  /** References that the session asked for, or that the pages show. */
  otherReferences: readonly string[]
}

/** Forms of the reference, and other texts that a request carries or a session asked for. */
export const referenceDeviations = ({
  reference,
  name,
  otherMembers,
  otherReferences,
}: SignedReference): TextDeviation[] => {
  const form = (id: string, what: string, text: string): TextDeviation => ({ id, what, fix: signSent, text })
  const encoded = (what: string, text: string): TextDeviation => form('reference-encoded', what, text)
  const others = Object.entries(otherMembers).filter(([, value]) => typeof value === 'string')
  return [
    encoded('The reference was URL-encoded before signing.', encodeURIComponent(reference)),
    encoded(
      'The reference was form-encoded before signing.',
      new URLSearchParams({ '': reference }).toString().slice(1),
    ),
    encoded('The reference was URL-decoded before signing.', decodeUrl(reference)),
    encoded('The reference was signed in quotation marks, as JSON.', JSON.stringify(reference)),
    encoded('The reference was signed as JSON escapes it.', JSON.stringify(reference).slice(1, -1)),
    encoded('The reference was encoded as base64 before signing.', Buffer.from(reference).toString('base64')),
    form('reference-case', 'The reference was signed in lower case.', reference.toLowerCase()),
    form('reference-case', 'The reference was signed in upper case.', reference.toUpperCase()),
    form('reference-white-space', 'The reference was trimmed for signing only.', reference.trim()),
    form(
      'reference-as-number',
      'The reference was signed as a number: its zeros in front are gone.',
      /^\d+$/.test(reference) ? reference.replace(/^0+(?=\d)/, '') : reference,
    ),
    form(
      'reference-normalized',
      'Characters of the reference were composed for signing.',
      reference.normalize('NFC'),
    ),
    form(
      'reference-normalized',
      'Characters of the reference were decomposed for signing.',
      reference.normalize('NFD'),
    ),
    ...others.map(([member, value]) =>
      form(
        'another-member-signed',
        `The member ${member} was signed in the place of ${name}.`,
        String(value),
      ),
    ),
    ...[...new Set(otherReferences)].map((text) => ({
      ...form(
        'another-reference-signed',
        `Another reference was signed than the one in the body: ${JSON.stringify(text)}.`,
        text,
      ),
      alone: true as const,
    })),
    ...unsetText('reference', 'The reference'),
  ].filter(({ text }) => text !== reference)
}

const algorithmRule = 'Use MD5 of the text, as 32 characters of lower-case hex.'

export interface Md5Parts<Recipe> {
  keyOf: (recipe: Recipe) => string
  /** The text without the key. */
  messageOf: (recipe: Recipe) => string
  /** The same in words: `merchant_id:ref_id`. */
  messageName: string
}

/** Everything that is hashed otherwise than by MD5 over UTF-8, once. The recipe reaches `hash` for mistakes that use the key apart. */
export const md5Deviations = <Recipe extends { hash: (text: string, recipe: Recipe) => Buffer }>({
  keyOf,
  messageOf,
  messageName,
}: Md5Parts<Recipe>): Dimension<Recipe> => {
  const hashing = (id: string, what: string, fix: string, hash: Recipe['hash']): Deviation<Recipe> => ({
    id,
    what,
    fix,
    apply: (recipe) => ({ ...recipe, hash }),
  })
  return [
    ...['sha1', 'sha256', 'sha512'].map((algorithm) =>
      hashing('another-algorithm', `The hash is ${algorithm}, not MD5.`, algorithmRule, (text) =>
        createHash(algorithm).update(text).digest(),
      ),
    ),
    ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => [
      hashing(
        'hmac-instead-of-md5',
        `The signature is HMAC with ${algorithm} over the whole text.`,
        algorithmRule,
        (text, recipe) => createHmac(algorithm, keyOf(recipe)).update(text).digest(),
      ),
      hashing(
        'hmac-instead-of-md5',
        `The signature is HMAC with ${algorithm} over ${messageName}.`,
        algorithmRule,
        (_text, recipe) => createHmac(algorithm, keyOf(recipe)).update(messageOf(recipe)).digest(),
      ),
    ]),
    hashing(
      'key-and-text-swapped',
      'The signature is an HMAC-MD5 with key and text swapped.',
      algorithmRule,
      (text, recipe) => createHmac('md5', text).update(keyOf(recipe)).digest(),
    ),
    hashing('hashed-twice', 'The hex of the MD5 was hashed again.', algorithmRule, (text) =>
      md5(md5(text).toString('hex')),
    ),
    hashing('hashed-twice', 'The bytes of the MD5 were hashed again.', algorithmRule, (text) =>
      md5(md5(text)),
    ),
    hashing('character-set', 'The text was hashed as Latin-1.', 'Hash it as UTF-8.', (text) =>
      md5(Buffer.from(text, 'latin1')),
    ),
    hashing('character-set', 'The text was hashed as UTF-16.', 'Hash it as UTF-8.', (text) =>
      md5(Buffer.from(text, 'utf16le')),
    ),
  ]
}
