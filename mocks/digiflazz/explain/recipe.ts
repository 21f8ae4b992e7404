import { md5 } from '../../src/explain/digest-deviations.ts'

export type Part = 'username' | 'apiKey' | 'refId'

/** What goes into a signature; the right values are those of the request. */
export interface SignatureRecipe {
  username: string
  apiKey: string
  refId: string
  order: readonly Part[]
  separator: string
  /** Around the whole string, such as a line break at its end. */
  wrap: (text: string) => string
  /** The key is given for the mistake of using it apart from the text. */
  hash: (text: string, recipe: SignatureRecipe) => Buffer
}

export const correctOrder: readonly Part[] = ['username', 'apiKey', 'refId']

/** The text that is hashed. */
export const buildText = (recipe: SignatureRecipe): string =>
  recipe.wrap(recipe.order.map((part) => recipe[part]).join(recipe.separator))

/** The same with the key, in whatever spelling, replaced by its name. */
export const buildMaskedText = (recipe: SignatureRecipe): string =>
  buildText({ ...recipe, apiKey: recipe.apiKey === '' ? '' : '<apiKey>' })

/** The recipe of https://developer.digiflazz.com/api/buyer/topup/. */
export const correctRecipe = (username: string, apiKey: string, refId: string): SignatureRecipe => ({
  username,
  apiKey,
  refId,
  order: correctOrder,
  separator: '',
  wrap: (text) => text,
  hash: (text) => md5(text),
})
