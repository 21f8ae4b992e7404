import { createHash } from 'node:crypto'
import type { ExplainedRequest } from '../../src/explain/explanation.ts'
import { type Deviation, type Dimension, replacing } from '../../src/explain/find-deviations.ts'
import { headerOf } from '../../src/explain/stages.ts'
import { separatorDeviations, wrapDeviations } from '../../src/explain/string-deviations.ts'
import { unsetText } from '../../src/explain/text-deviations.ts'
import { timestampDeviations } from '../../src/explain/timestamp-deviations.ts'
import { tokenPath } from '../read-call.ts'

/** What goes into a token request's signature. */
export interface TokenRecipe {
  clientKey: string
  timestamp: string
  isReversed: boolean
  separator: string
  wrap: (text: string) => string
}

export const buildTokenText = ({ clientKey, timestamp, isReversed, separator, wrap }: TokenRecipe): string =>
  wrap((isReversed ? [timestamp, clientKey] : [clientKey, timestamp]).join(separator))

const formula = 'The text is X-CLIENT-KEY|X-TIMESTAMP.'

const changing = (
  id: string,
  what: string,
  fix: string,
  change: Partial<TokenRecipe>,
): Deviation<TokenRecipe> => ({ id, what, fix, apply: (recipe) => ({ ...recipe, ...change }) })

const clientKeyDimension = (
  clientKey: string,
  merchantIds: readonly string[],
  merchantSecret: string,
): Dimension<TokenRecipe> =>
  replacing(
    'clientKey',
    [
      ...merchantIds.map((text) => ({
        id: 'another-client-key-signed',
        what: `The signed text begins with ${text}, X-CLIENT-KEY is another.`,
        fix: 'Sign the merchant id that is sent.',
        text,
      })),
      {
        id: 'another-client-key-signed',
        what: 'The merchant id in the signed text is in another case than X-CLIENT-KEY.',
        fix: 'Sign it as it is sent.',
        text: clientKey.toUpperCase(),
      },
      {
        id: 'another-client-key-signed',
        what: 'The signed text has the merchant id without "sandbox-".',
        fix: 'Sign the merchant id that is sent.',
        text: clientKey.replace(/^sandbox-/, ''),
      },
      {
        id: 'secret-in-string',
        what: 'The signed text begins with the merchant secret.',
        fix: 'It begins with the merchant id; the secret is for the inquiry.',
        text: merchantSecret,
      },
      {
        id: 'client-key-white-space',
        what: 'White space follows the merchant id in the signed text.',
        fix: 'Trim the merchant id.',
        text: `${clientKey} `,
      },
      {
        id: 'client-key-white-space',
        what: 'A line break follows the merchant id in the signed text.',
        fix: 'Trim the merchant id.',
        text: `${clientKey}\n`,
      },
      ...unsetText('client-key', 'The merchant id'),
    ].filter(({ text }) => text !== clientKey),
  )

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

const wrapDimension: Dimension<TokenRecipe> = [
  ...wrapDeviations(formula).map(
    ({ id, what, fix, wrap }): Deviation<TokenRecipe> => changing(id, what, fix, { wrap }),
  ),
  ...[
    (text: string) => sha256Hex(text),
    (text: string) => sha256Hex(text).toUpperCase(),
    (text: string) => createHash('sha256').update(text).digest('base64'),
  ].map((wrap) =>
    changing(
      'string-hashed-first',
      'The text was hashed first, and the hash was signed as a text.',
      'Give the text itself to SHA256withRSA; it hashes once by itself.',
      { wrap },
    ),
  ),
]

/** Texts that belong to other calls. */
const foreignTexts = (request: ExplainedRequest, recipe: TokenRecipe): Dimension<TokenRecipe> =>
  [
    ['the timestamp alone', recipe.timestamp],
    ['the merchant id alone', recipe.clientKey],
    ['the body', request.body],
    [
      'a text like that of the inquiry, method:path::body hash:timestamp',
      `POST:${tokenPath}::${sha256Hex(request.body)}:${recipe.timestamp}`,
    ],
    [
      'a text of four parts, method:path:body hash:timestamp',
      `POST:${tokenPath}:${sha256Hex(request.body)}:${recipe.timestamp}`,
    ],
  ].map(([name, text = '']) =>
    changing('text-of-another-call', `What was signed is ${name}.`, formula, { wrap: () => text }),
  )

/** Every way of putting a token request's text together otherwise than the page says. */
export const tokenDimensions = (
  request: ExplainedRequest,
  recipe: TokenRecipe,
  merchantIds: readonly string[],
  merchantSecret: string,
): Dimension<TokenRecipe>[] => [
  replacing('timestamp', timestampDeviations(headerOf(request, 'X-TIMESTAMP'))),
  replacing('separator', separatorDeviations('|', 'a vertical bar')),
  clientKeyDimension(recipe.clientKey, merchantIds, merchantSecret),
  [
    changing(
      'parts-in-another-order',
      'The timestamp stands before the merchant id in the signed text.',
      formula,
      {
        isReversed: true,
      },
    ),
  ],
  wrapDimension,
  foreignTexts(request, recipe),
]
