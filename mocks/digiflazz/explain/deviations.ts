import { changeRecipe, md5Deviations, referenceDeviations } from '../../src/explain/digest-deviations.ts'
import { type Dimension, replacing } from '../../src/explain/find-deviations.ts'
import { permutationsOf, separatorDeviations, wrapDeviations } from '../../src/explain/string-deviations.ts'
import { secretDeviations, type TextDeviation, unsetText } from '../../src/explain/text-deviations.ts'
import { correctOrder, type Part, type SignatureRecipe } from './recipe.ts'

const formula = 'The text is username, apiKey and ref_id, joined without anything between them.'

const changing = changeRecipe<SignatureRecipe>

const partNames: Record<Part, string> = { username: 'username', apiKey: 'apiKey', refId: 'ref_id' }

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
    changing('part-left-out', `The signed text lacks ${partNames[left]}.`, formula, {
      order: correctOrder.filter((part) => part !== left),
    }),
  ),
]

const separatorDimension: Dimension<SignatureRecipe> = replacing(
  'separator',
  separatorDeviations('', 'nothing between them').filter(({ text }) => text !== ''),
)

const wrapDimension: Dimension<SignatureRecipe> = wrapDeviations(formula).map(({ id, what, fix, wrap }) =>
  changing(id, what, fix, { wrap }),
)

/** The words that other calls of Digiflazz sign in the place of the reference, each with its call. */
const otherSuffixes = [
  ['depo', 'the call for the balance'],
  ['pricelist', 'the call for prices'],
  ['deposit', 'the call for a deposit'],
  ['cs', 'the check of a seller'],
] as const

const suffixDeviations: TextDeviation[] = otherSuffixes.map(([text, call]) => ({
  id: 'formula-of-another-call',
  what: `The signed text ends in "${text}", as for ${call}, instead of the reference.`,
  fix: 'Sign the ref_id of this order.',
  text,
}))

/** The key of the other mode, and what is made of the right one. */
const keyDeviations = ({ recipe, otherKey, testing, session }: OrderFacts): TextDeviation[] => [
  {
    id: testing ? 'production-key' : 'development-key',
    what: testing
      ? 'The production key signs a request with testing: true.'
      : 'The development key signs a request without testing: true.',
    fix: testing
      ? 'Sign with the development key, or leave testing out.'
      : 'Sign with the production key, or send testing: true.',
    text: otherKey,
  },
  ...secretDeviations(recipe.apiKey, { session }).map((deviation) =>
    deviation.id === 'session-in-secret'
      ? { ...deviation, fix: 'Attach it to the username; every session signs with the same key.' }
      : deviation,
  ),
]

const usernameDeviations = (username: string, sent: string, accepted: readonly string[]): TextDeviation[] => {
  const form = (id: string, what: string, fix: string, text: string): TextDeviation => ({
    id,
    what,
    fix,
    text,
  })
  const asSent = 'Sign the username that is sent, as it is.'
  return [
    form(
      'another-username-signed',
      'The username of the body is signed, and it is not that of this mock.',
      `Send and sign ${accepted.join(' or ')}.`,
      sent,
    ),
    ...accepted.map((text) =>
      form('another-username-signed', `The username ${text} is signed, the body has another.`, asSent, text),
    ),
    form('username-case', 'The username was signed in lower case.', asSent, username.toLowerCase()),
    form('username-case', 'The username was signed in upper case.', asSent, username.toUpperCase()),
    form(
      'username-white-space',
      'White space follows the username in the signed text.',
      'Trim it.',
      `${username} `,
    ),
    form(
      'username-white-space',
      'A line break follows the username in the signed text.',
      'Trim it.',
      `${username}\n`,
    ),
    ...unsetText('username', 'The username'),
  ].filter(({ text }) => text !== username)
}

/** Texts of other calls, and other ways of writing the parts down. */
const foreignTexts = ({ recipe, body }: OrderFacts): Dimension<SignatureRecipe> => {
  const { username, apiKey, refId } = recipe
  const named = [
    ['username', username],
    ['apiKey', apiKey],
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
    changing('text-of-another-call', 'The body was hashed.', formula, { wrap: () => body }),
    changing('text-of-another-call', 'The reference alone was hashed.', formula, { wrap: () => refId }),
    changing('text-of-another-call', 'The key alone was hashed.', formula, { wrap: () => apiKey }),
  ]
}

const algorithmDimension: Dimension<SignatureRecipe> = md5Deviations({
  keyOf: ({ apiKey }) => apiKey,
  messageOf: ({ username, refId, separator }) => `${username}${separator}${refId}`,
  messageName: 'username and ref_id',
})

/** What the deviations are made from. */
export interface OrderFacts {
  recipe: SignatureRecipe
  /** The key of the mode that the request does not ask for. */
  otherKey: string
  testing: boolean
  /** The members of the body, or of the query. */
  members: Readonly<Record<string, unknown>>
  body: string
  sentUsername: string
  acceptedUsernames: readonly string[]
  otherReferences: readonly string[]
  session: string | null
}

/** Every way of signing an order otherwise than the page says; the likelier ones first. */
export const orderDimensions = (facts: OrderFacts): Dimension<SignatureRecipe>[] => {
  const { recipe } = facts
  const { ref_id: _refId, sign: _sign, ...otherMembers } = facts.members
  return [
    replacing('apiKey', keyDeviations(facts)),
    separatorDimension,
    orderDimension,
    // Before the whole text: without separators, both can come to the same.
    replacing('refId', [
      ...suffixDeviations,
      ...referenceDeviations({
        reference: recipe.refId,
        name: 'ref_id',
        otherMembers,
        otherReferences: facts.otherReferences,
      }),
    ]),
    wrapDimension,
    replacing('username', usernameDeviations(recipe.username, facts.sentUsername, facts.acceptedUsernames)),
    algorithmDimension,
    foreignTexts(facts),
  ]
}
