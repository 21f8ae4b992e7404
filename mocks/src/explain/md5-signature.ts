import type { LikelyMistake } from './explanation.ts'
import { type Dimension, findDeviations } from './find-deviations.ts'
import { createDigestMatcher } from './match-digest.ts'
import { describeSignature, readSignature } from './received-signature.ts'
import { possible, seen } from './stages.ts'

export interface Proof<Recipe> {
  mistakes: LikelyMistake[]
  recipe: Recipe
}

/** Looks which mistakes give exactly this signature, where the right one is a hash in hex. */
export const proveMd5 = <Recipe extends { hash: (text: string, recipe: Recipe) => Buffer }>(
  signature: string,
  recipe: Recipe,
  dimensions: ReadonlyArray<Dimension<Recipe>>,
  buildText: (recipe: Recipe) => string,
): { proof: Proof<Recipe> | null; tried: number } => {
  const matcher = createDigestMatcher(signature, 'hex')
  const { found, tried } = findDeviations(recipe, dimensions, (candidate) =>
    matcher(candidate.hash(buildText(candidate), candidate)),
  )
  if (!found) return { proof: null, tried }
  const findings = [...found.deviations, ...found.match]
  return {
    tried,
    proof: {
      recipe: found.recipe,
      mistakes: findings.map(({ id, what, fix }) => ({ id, certainty: 'proven', what, fix })),
    },
  }
}

const algorithmsBySize = new Map([
  [20, 'SHA-1'],
  [32, 'SHA-256'],
  [64, 'SHA-512'],
])

export interface Suspicion {
  /** Those that may have been sent in the place of a signature. */
  secrets: readonly string[]
  /** What the provider calls them: `secret key`. */
  secretName: string
  /** One sentence: what to send. */
  rule: string
  /** How many ways of signing gave something else. */
  tried: number
}

/** What can be said of a signature that no candidate reproduces. */
export const suspectMd5 = (
  signature: string,
  { secrets, secretName, rule, tried }: Suspicion,
): LikelyMistake[] => {
  if (secrets.includes(signature.trim())) {
    return [
      seen(
        'secret-sent',
        'The secret itself was sent as the signature.',
        `${rule} Never send the secret; change it if it was a real one.`,
      ),
    ]
  }
  const readings = readSignature(signature, 'hex')
  const fitting = readings.find(({ bytes }) => bytes.length === 16)
  if (!fitting) {
    const size = readings[0]?.bytes.length ?? 0
    const algorithm = algorithmsBySize.get(size)
    return [
      seen(
        algorithm ? 'another-algorithm' : 'signature-unreadable',
        `The signature is ${describeSignature(signature)}${algorithm ? `, as ${algorithm} gives` : ''}; MD5 gives 32 of hex.`,
        rule,
      ),
    ]
  }
  return [
    ...fitting.findings.map(({ id, what, fix }) => seen(id, what, fix)),
    possible(
      'another-secret',
      `None of the ${tried} ways tried gives this signature, so it was most likely made with another secret.`,
      `Compare the ${secretName} with the one that the mock prints, character by character.`,
    ),
    possible(
      'another-reference',
      'Or another reference was signed than the one in the body.',
      'Print the text before hashing it and compare it with the expected one.',
    ),
  ]
}
