/** How a signature is made: the provider's formula, or the same with a mistake in it. */
export interface Recipe {
  /** The signed values by their names on the page, except the secret. */
  parts: Readonly<Record<string, string>>
  /** Names of parts; `secret` is the place of the secret where the text contains it. */
  order: readonly string[]
  separator: string
  /** Changes the joined text, such as a line break at its end. */
  finish: (text: string, recipe: Recipe) => string
  secret: string | Buffer
  sign: (text: string | Buffer, secret: string | Buffer) => Buffer
  encode: (bytes: Buffer) => string
  /** Compares by itself where signing again cannot reproduce the signature, or is slow; otherwise `null`. */
  matches: ((text: string, received: string) => boolean) | null
}

/** One row of a table of mistakes. */
export interface Mistake {
  /** In kebab case. */
  id: string
  /** What was done and what to do instead, in lower case and without a full stop. */
  fix: string
  /** Returns the changed fields of the recipe; several where the mistake has several forms. */
  apply: (recipe: Recipe, received: string) => Partial<Recipe> | ReadonlyArray<Partial<Recipe>>
}

export function mistake(id: string, fix: string, apply: Mistake['apply']): Mistake {
  return { id, fix, apply }
}

type Defaults = Pick<Recipe, 'finish' | 'matches'>

/** Completes a formula with the fields that most formulas share. */
export function recipe(formula: Omit<Recipe, keyof Defaults> & Partial<Defaults>): Recipe {
  return { finish: (text) => text, matches: null, ...formula }
}

function partOf({ parts, secret }: Recipe, name: string): string {
  return name === 'secret' ? secret.toString() : (parts[name] ?? '')
}

/** Returns the text that is signed. */
export function textToSign(of: Recipe): string {
  return of.finish(of.order.map((name) => partOf(of, name)).join(of.separator), of)
}

export function signatureOf(of: Recipe): string {
  return of.encode(of.sign(textToSign(of), of.secret))
}

export function reproduces(of: Recipe, received: string): boolean {
  return of.matches ? of.matches(textToSign(of), received) : signatureOf(of) === received
}

/** Returns the rows that reproduce the received signature, each with its recipe. */
export function findMistakes(correct: Recipe, mistakes: readonly Mistake[], received: string) {
  return mistakes.flatMap(({ id, fix, apply }) => {
    const recipes = [apply(correct, received)].flat().map((change) => ({ ...correct, ...change }))
    const made = recipes.find((candidate) => reproduces(candidate, received))
    return made ? [{ id, fix, made }] : []
  })
}

/** Makes the `apply` of a row that puts other texts in the place of one part, or of the secret. */
export function replacing(name: string, texts: (text: string) => readonly unknown[]): Mistake['apply'] {
  return (correct) =>
    texts(partOf(correct, name))
      .filter((text) => typeof text === 'string')
      .map((text) => (name === 'secret' ? { secret: text } : { parts: { ...correct.parts, [name]: text } }))
}

/** The same for every part but the secret. */
export function replacingAny(texts: (text: string) => readonly string[]): Mistake['apply'] {
  return (correct, received) =>
    Object.keys(correct.parts).flatMap((name) => replacing(name, texts)(correct, received))
}
