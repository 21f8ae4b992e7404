import { createHash, createHmac } from 'node:crypto'
import { type Deviation, type Dimension, replacing } from '../../src/explain/find-deviations.ts'
import { permutationsOf, separatorDeviations, wrapDeviations } from '../../src/explain/string-deviations.ts'
import { secretDeviations, type TextDeviation, unsetText } from '../../src/explain/text-deviations.ts'
import { correctOrder, md5, type Part, type SignatureRecipe } from './recipe.ts'

const formula = 'The text is merchant_id:secret_key:ref_id.'

const changing = (
  id: string,
  what: string,
  fix: string,
  change: Partial<SignatureRecipe>,
): Deviation<SignatureRecipe> => ({ id, what, fix, apply: (recipe) => ({ ...recipe, ...change }) })

const signSent = 'Sign the reference as it stands in the body, before any encoding.'

const decodeUrl = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Forms of the reference, and other texts that a request carries or a session asked for. */
const referenceDeviations = (
  refId: string,
  members: Readonly<Record<string, unknown>>,
  otherReferences: readonly string[],
): TextDeviation[] => {
  const form = (id: string, what: string, text: string): TextDeviation => ({ id, what, fix: signSent, text })
  const encoded = (what: string, text: string): TextDeviation => form('reference-encoded', what, text)
  const others = Object.entries(members).filter(
    ([name, value]) => name !== 'ref_id' && name !== 'signature' && typeof value === 'string',
  )
  return [
    encoded('The reference was URL-encoded before signing.', encodeURIComponent(refId)),
    encoded(
      'The reference was form-encoded before signing.',
      new URLSearchParams({ '': refId }).toString().slice(1),
    ),
    encoded('The reference was URL-decoded before signing.', decodeUrl(refId)),
    encoded('The reference was signed in quotation marks, as JSON.', JSON.stringify(refId)),
    encoded('The reference was signed as JSON escapes it.', JSON.stringify(refId).slice(1, -1)),
    encoded('The reference was encoded as base64 before signing.', Buffer.from(refId).toString('base64')),
    form('reference-case', 'The reference was signed in lower case.', refId.toLowerCase()),
    form('reference-case', 'The reference was signed in upper case.', refId.toUpperCase()),
    form('reference-white-space', 'The reference was trimmed for signing only.', refId.trim()),
    form(
      'reference-as-number',
      'The reference was signed as a number: its zeros in front are gone.',
      /^\d+$/.test(refId) ? refId.replace(/^0+(?=\d)/, '') : refId,
    ),
    form(
      'reference-normalized',
      'Characters of the reference were composed for signing.',
      refId.normalize('NFC'),
    ),
    form(
      'reference-normalized',
      'Characters of the reference were decomposed for signing.',
      refId.normalize('NFD'),
    ),
    ...others.map(([name, value]) =>
      form('another-member-signed', `The member ${name} was signed in the place of ref_id.`, String(value)),
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
  ].filter(({ text }) => text !== refId)
}

const merchantDeviations = (merchantId: string, sent: string, accepted: readonly string[]): TextDeviation[] =>
  [
    {
      id: 'another-merchant-signed',
      what: 'The merchant id of the body is signed, and it is not that of this mock.',
      fix: `Send and sign ${accepted.join(' or ')}.`,
      text: sent,
    },
    ...accepted.map((text) => ({
      id: 'another-merchant-signed',
      what: `The merchant id ${text} is signed, the body has another.`,
      fix: 'Sign the merchant id that is sent.',
      text,
    })),
    {
      id: 'merchant-case',
      what: 'The merchant id was signed in lower case.',
      fix: 'Sign it as it is.',
      text: merchantId.toLowerCase(),
    },
    {
      id: 'merchant-white-space',
      what: 'White space follows the merchant id in the signed text.',
      fix: 'Trim it.',
      text: `${merchantId} `,
    },
    {
      id: 'merchant-white-space',
      what: 'A line break follows the merchant id in the signed text.',
      fix: 'Trim it.',
      text: `${merchantId}\n`,
    },
    ...unsetText('merchant', 'The merchant id'),
  ].filter(({ text }) => text !== merchantId)

const partNames: Record<Part, string> = {
  merchantId: 'merchant_id',
  secretKey: 'secret_key',
  refId: 'ref_id',
}

const orderDimension: Dimension<SignatureRecipe> = [
  ...permutationsOf(correctOrder)
    .filter((order) => order.join() !== correctOrder.join())
    .map((order) =>
      changing(
        'parts-in-another-order',
        `The parts are in another order: ${order.map((part) => partNames[part]).join(', ')}.`,
        formula,
        { order },
      ),
    ),
  ...correctOrder.map((left) =>
    changing(
      left === 'refId' ? 'formula-of-another-call' : 'part-left-out',
      left === 'refId'
        ? 'The signed text has no ref_id: that is the formula of the account and check calls.'
        : `The signed text lacks ${partNames[left]}.`,
      formula,
      { order: correctOrder.filter((part) => part !== left) },
    ),
  ),
]

const algorithmRule = 'Use MD5 of the text, as 32 characters of lower-case hex.'

const algorithmDimension: Dimension<SignatureRecipe> = [
  ...['sha1', 'sha256', 'sha512'].map((algorithm) =>
    changing('another-algorithm', `The hash is ${algorithm}, not MD5.`, algorithmRule, {
      hash: (text) => createHash(algorithm).update(text).digest(),
    }),
  ),
  ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => [
    changing(
      'hmac-instead-of-md5',
      `The signature is HMAC with ${algorithm} over the whole text.`,
      algorithmRule,
      {
        hash: (text, { secretKey }) => createHmac(algorithm, secretKey).update(text).digest(),
      },
    ),
    changing(
      'hmac-instead-of-md5',
      `The signature is HMAC with ${algorithm} over merchant_id:ref_id.`,
      algorithmRule,
      {
        hash: (_text, { secretKey, merchantId, refId, separator }) =>
          createHmac(algorithm, secretKey).update(`${merchantId}${separator}${refId}`).digest(),
      },
    ),
  ]),
  changing('key-and-text-swapped', 'The signature is an HMAC-MD5 with key and text swapped.', algorithmRule, {
    hash: (text, { secretKey }) => createHmac('md5', text).update(secretKey).digest(),
  }),
  changing('hashed-twice', 'The hex of the MD5 was hashed again.', algorithmRule, {
    hash: (text) => md5(md5(text).toString('hex')),
  }),
  changing('hashed-twice', 'The bytes of the MD5 were hashed again.', algorithmRule, {
    hash: (text) => md5(md5(text)),
  }),
  changing('character-set', 'The text was hashed as Latin-1.', 'Hash it as UTF-8.', {
    hash: (text) => md5(Buffer.from(text, 'latin1')),
  }),
  changing('character-set', 'The text was hashed as UTF-16.', 'Hash it as UTF-8.', {
    hash: (text) => md5(Buffer.from(text, 'utf16le')),
  }),
]

const isText = (value: unknown): value is string => typeof value === 'string'

/** Texts that belong to other calls. */
const foreignTexts = (
  { merchantId, secretKey, refId }: SignatureRecipe,
  members: Readonly<Record<string, unknown>>,
  body: string,
): Dimension<SignatureRecipe> => {
  const product = isText(members.produk) ? members.produk : ''
  const target = isText(members.tujuan) ? members.tujuan : ''
  const named = [
    ['merchant_id', merchantId],
    ['secret_key', secretKey],
    ['ref_id', refId],
  ]
  return [
    ...permutationsOf(named).map((order) =>
      changing('names-in-string', 'The parts are signed with their names, as in an address.', formula, {
        wrap: () => order.map((pair) => pair.join('=')).join('&'),
      }),
    ),
    changing('names-in-string', 'The parts are signed as a JSON object.', formula, {
      wrap: () => JSON.stringify(Object.fromEntries(named)),
    }),
    changing(
      'formula-of-another-call',
      'The formula is that of version 1: secret_key, merchant_id, ref_id, product and destination joined.',
      formula,
      { wrap: () => `${secretKey}${merchantId}${refId}${product}${target}` },
    ),
    changing('text-of-another-call', 'The body was hashed.', formula, { wrap: () => body }),
    changing('text-of-another-call', 'The reference alone was hashed.', formula, { wrap: () => refId }),
    changing('text-of-another-call', 'The secret alone was hashed.', formula, { wrap: () => secretKey }),
  ]
}

const wrapDimension: Dimension<SignatureRecipe> = wrapDeviations(formula).map(({ id, what, fix, wrap }) =>
  changing(id, what, fix, { wrap }),
)

/** What the deviations are made from. */
export interface StatusFacts {
  recipe: SignatureRecipe
  /** The members of the body, or of the query. */
  members: Readonly<Record<string, unknown>>
  body: string
  sentMerchantId: string
  acceptedMerchantIds: readonly string[]
  otherReferences: readonly string[]
  session: string | null
}

/** Every way of signing a status request otherwise than the page says; the likelier ones first. */
export const statusDimensions = (facts: StatusFacts): Dimension<SignatureRecipe>[] => {
  const { recipe, members } = facts
  return [
    separatorDimension,
    replacing('secretKey', secretDeviations(recipe.secretKey, { session: facts.session })),
    orderDimension,
    wrapDimension,
    replacing('refId', referenceDeviations(recipe.refId, members, facts.otherReferences)),
    replacing(
      'merchantId',
      merchantDeviations(recipe.merchantId, facts.sentMerchantId, facts.acceptedMerchantIds),
    ),
    algorithmDimension,
    foreignTexts(recipe, members, facts.body),
  ]
}

const separatorDimension: Dimension<SignatureRecipe> = replacing(
  'separator',
  separatorDeviations(':', 'a colon'),
)
