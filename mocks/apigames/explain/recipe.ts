import { md5 } from '../../src/explain/digest-deviations.ts'

export type Part = 'merchantId' | 'secretKey' | 'refId'

/** What goes into a signature; the right values are those of the request. */
export interface SignatureRecipe {
  merchantId: string
  secretKey: string
  refId: string
  order: readonly Part[]
  separator: string
  /** Around the whole string, such as a line break at its end. */
  wrap: (text: string) => string
  /** The key is given for the mistake of using it apart from the text. */
  hash: (text: string, recipe: SignatureRecipe) => Buffer
}

export const correctOrder: readonly Part[] = ['merchantId', 'secretKey', 'refId']

/** The text that is hashed. */
export const buildText = (recipe: SignatureRecipe): string =>
  recipe.wrap(recipe.order.map((part) => recipe[part]).join(recipe.separator))

/** The same with the secret, in whatever spelling, replaced by its name. */
export const buildMaskedText = (recipe: SignatureRecipe): string =>
  buildText({ ...recipe, secretKey: recipe.secretKey === '' ? '' : '<secret_key>' })

/** The recipe of https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const correctRecipe = (merchantId: string, secretKey: string, refId: string): SignatureRecipe => ({
  merchantId,
  secretKey,
  refId,
  order: correctOrder,
  separator: ':',
  wrap: (text) => text,
  hash: (text) => md5(text),
})
