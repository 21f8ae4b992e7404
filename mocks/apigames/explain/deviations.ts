import { changeRecipe, md5Deviations, referenceDeviations } from '../../src/explain/digest-deviations.ts'
import { type Dimension, replacing } from '../../src/explain/find-deviations.ts'
import { permutationsOf, separatorDeviations, wrapDeviations } from '../../src/explain/string-deviations.ts'
import { secretDeviations, type TextDeviation, unsetText } from '../../src/explain/text-deviations.ts'
import { correctOrder, type Part, type SignatureRecipe } from './recipe.ts'

const formula = 'The text is merchant_id:secret_key:ref_id.'

const changing = changeRecipe<SignatureRecipe>

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

const algorithmDimension: Dimension<SignatureRecipe> = md5Deviations({
  keyOf: ({ secretKey }) => secretKey,
  messageOf: ({ merchantId, refId, separator }) => `${merchantId}${separator}${refId}`,
  messageName: 'merchant_id:ref_id',
})

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
  const { ref_id: _refId, signature: _signature, ...otherMembers } = members
  return [
    separatorDimension,
    replacing('secretKey', secretDeviations(recipe.secretKey, { session: facts.session })),
    orderDimension,
    wrapDimension,
    replacing(
      'refId',
      referenceDeviations({
        reference: recipe.refId,
        name: 'ref_id',
        otherMembers,
        otherReferences: facts.otherReferences,
      }),
    ),
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
