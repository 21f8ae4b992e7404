import { type LikelyMistake, possible, type SignatureExplanation, seen } from './explanation.ts'
import { clip, maskSecret, type NamedSecret, withoutSecrets } from './mask.ts'
import { findMistakes, type Mistake, type Recipe, reproduces, signatureOf, textToSign } from './recipe.ts'

/** A request whose signature is to be explained. */
export interface SignedCall {
  /** As the folder of its fixtures is called. */
  call: string
  /** Wrong in the request, whatever its signature. */
  problems: readonly LikelyMistake[]
  /** The formula with the values of this request. */
  recipe: Recipe
  /** The formula in words: `md5(merchant_id:secret_key:ref_id) as 32 characters of lower-case hex`. */
  rule: string
  /** The secret's name on the page: `secret_key`. */
  secretName: string
  /** Empty where the request has no signature. */
  received: string
  /** The likelier ones first. */
  mistakes: readonly Mistake[]
  /** Further texts that must not be shown. */
  secrets?: readonly NamedSecret[]
  /** Replaces the usual sentence about a signature that no mistake reproduces. */
  unexplained?: LikelyMistake | null
}

function explainUnknown({ recipe, received, rule, secretName, unexplained }: SignedCall): LikelyMistake {
  const { length } = signatureOf(recipe)
  if (received.length !== length) {
    return seen(
      'signature-form',
      `the signature has ${received.length} characters, not ${length}; send ${rule}`,
    )
  }
  return (
    unexplained ??
    possible(
      'another-secret',
      `none of the known mistakes reproduces this signature; it was most likely made with another ${secretName}, or the signed text has a part that does not belong`,
    )
  )
}

function summarize(problems: readonly LikelyMistake[], proven: readonly LikelyMistake[], isSigned: boolean) {
  const [problem] = problems.filter(({ certainty }) => certainty !== 'possible')
  if (isSigned) {
    return problem ? `The signature is right; refused because ${problem.fix}.` : 'The signature is right.'
  }
  const fixes = proven.map(({ fix }) => fix).join(', or ')
  if (proven[0]?.certainty === 'proven') return `Proven by signing again: ${fixes}.`
  const text = problem?.fix ?? fixes
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Signs the request again with each known mistake and names those that reproduce the received signature. */
export function explainSignature(signed: SignedCall): SignatureExplanation {
  const { recipe, received, secretName, problems } = signed
  const isSigned = received !== '' && reproduces(recipe, received)
  const found = isSigned || received === '' ? [] : findMistakes(recipe, signed.mistakes, received)
  const proven = found.map(({ id, fix }): LikelyMistake => ({ id, certainty: 'proven', fix }))
  const signatureMistakes =
    isSigned || received === '' || proven.length > 0 ? proven : [explainUnknown(signed)]
  const show = (of: Recipe) => clip(textToSign({ ...of, secret: `<${secretName}>` }))
  const expected = show(recipe)
  const made = isSigned ? recipe : found[0]?.made
  return withoutSecrets(
    {
      call: signed.call,
      verifies: isSigned && problems.every(({ certainty }) => certainty === 'possible'),
      summary: summarize(problems, signatureMistakes, isSigned),
      stages: [
        {
          name: 'string to sign',
          expected,
          received: made ? show(made) : null,
          agrees: made ? textToSign(made) === textToSign(recipe) : null,
        },
        {
          name: 'signature',
          expected: signed.rule,
          received: received === '' ? 'missing' : maskSecret(received),
          agrees: isSigned,
        },
      ],
      mistakes: [
        ...problems.filter(({ certainty }) => certainty === 'seen'),
        ...signatureMistakes,
        ...problems.filter(({ certainty }) => certainty === 'possible'),
      ],
    },
    [
      { name: secretName, text: recipe.secret.toString() },
      { name: 'signature', text: received },
      ...(signed.secrets ?? []),
    ],
  )
}
