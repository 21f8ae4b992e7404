import type { TextDeviation } from './text-deviations.ts'

/** One way in which a signature can be made differently from the page. */
export interface Deviation<Recipe> {
  id: string
  /** What was done, in plain words; completes "This comes out when …". */
  what: string
  fix: string
  apply(recipe: Recipe): Recipe
  /** Left out of the pairs: there are many of its kind, and they rarely come with another mistake. */
  alone?: true
}

/** The ways in which one part can differ; a signature is made with at most one of them. */
export type Dimension<Recipe> = ReadonlyArray<Deviation<Recipe>>

/** Deviations that put another text into one field of the recipe. */
export const replacing = <Recipe>(
  field: keyof Recipe,
  deviations: readonly TextDeviation[],
): Dimension<Recipe> =>
  deviations.map(({ text, ...deviation }) => ({
    ...deviation,
    apply: (recipe) => ({ ...recipe, [field]: text }),
  }))

interface FoundDeviations<Recipe, Match> {
  deviations: ReadonlyArray<Deviation<Recipe>>
  recipe: Recipe
  match: Match
}

export interface DeviationSearch<Recipe, Match> {
  /** The fewest deviations that reproduce the signature; `null` where none of those tried does. */
  found: FoundDeviations<Recipe, Match> | null
  /** How many candidates were made. */
  tried: number
}

/** Enough for every pair of the providers' dimensions; a request costs at most so many signatures. */
const candidateLimit = 20_000

/**
 * Makes signatures as a mistaken signer would and looks which of them is the received one: the right way first,
 * then every single deviation, then every pair from two dimensions.
 */
export const findDeviations = <Recipe, Match>(
  correct: Recipe,
  dimensions: ReadonlyArray<Dimension<Recipe>>,
  matches: (recipe: Recipe) => Match | null,
): DeviationSearch<Recipe, Match> => {
  let tried = 0
  const attempt = (
    recipe: Recipe,
    deviations: ReadonlyArray<Deviation<Recipe>>,
  ): FoundDeviations<Recipe, Match> | null => {
    tried += 1
    const match = matches(recipe)
    return match === null ? null : { deviations, recipe, match }
  }
  const right = attempt(correct, [])
  if (right) return { found: right, tried }
  for (const deviation of dimensions.flat()) {
    const found = attempt(deviation.apply(correct), [deviation])
    if (found) return { found, tried }
  }
  const paired = dimensions.map((dimension) => dimension.filter(({ alone }) => !alone))
  for (const [index, dimension] of paired.entries()) {
    for (const first of dimension) {
      const recipe = first.apply(correct)
      for (const second of paired.slice(index + 1).flat()) {
        if (tried >= candidateLimit) return { found: null, tried }
        const found = attempt(second.apply(recipe), [first, second])
        if (found) return { found, tried }
      }
    }
  }
  return { found: null, tried }
}
