import type { ExplainContext, ExplainedRequest, LikelyMistake, SignatureExplanation } from './explanation.ts'
import type { Dimension } from './find-deviations.ts'
import { type RequestForm, readRequestForm, type WantedForm } from './json-request-form.ts'
import { clip, maskSecret, withoutSecrets } from './mask.ts'
import { proveMd5, suspectMd5 } from './md5-signature.ts'
import { describeSignature } from './received-signature.ts'
import { seen, summarize, withoutRepeats } from './stages.ts'

type HashedRecipe<Recipe> = { hash: (text: string, recipe: Recipe) => Buffer }

/** What of a request has to be signed how. */
interface Md5Judgement<Recipe> {
  /** Who asks: a merchant or a user. */
  name: 'merchant' | 'username'
  /** Those that this mock takes in this session. */
  acceptedNames: readonly string[]
  sentName: string
  isKnownName: boolean
  signature: string
  isSigned: boolean
  recipe: Recipe
  /** Ways of signing otherwise, the likelier ones first. */
  dimensions: () => ReadonlyArray<Dimension<Recipe>>
  /** The expected text, with the secret's name in its place. */
  expectedText: string
  /** All that must not be shown, by the name to show instead; the signature is added. */
  secrets: ReadonlyArray<{ name: string; text: string }>
}

/** How a provider is read. */
export interface Md5Explanation<Recipe, Member extends string> {
  /** As the folder of its fixtures is called. */
  call: string
  wanted: WantedForm<Member>
  /** One sentence each: what to send, that everything is right, what another method is. */
  rule: string
  allRight: string
  wrongMethod: (method: string) => string
  /** The mistake of a name that the mock does not know. */
  wrongName: { id: string; what: string }
  secretName: string
  buildText: (recipe: Recipe) => string
  buildMaskedText: (recipe: Recipe) => string
  judge: (members: RequestForm['members'], context: ExplainContext) => Md5Judgement<Recipe>
}

/** A member as text; what a client sent as a number was signed as its digits. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Explains a POST with a JSON object whose signature is MD5 in hex over joined parts. */
export const explainMd5Request = <Recipe extends HashedRecipe<Recipe>, Member extends string>(
  request: ExplainedRequest,
  context: ExplainContext,
  provider: Md5Explanation<Recipe, Member>,
): SignatureExplanation => {
  const { rule, secretName, buildText, buildMaskedText } = provider
  const form = readRequestForm(request, provider.wanted)
  const judged = provider.judge(form.members, context)
  const { signature, isSigned, isKnownName, sentName, recipe, expectedText } = judged
  const { proof, tried } =
    isSigned || signature === ''
      ? { proof: null, tried: 0 }
      : proveMd5(signature, recipe, judged.dimensions(), buildText)
  const named = judged.acceptedNames.join(' or ')
  const methodMistakes =
    request.method === 'POST'
      ? []
      : [seen('http-method', provider.wrongMethod(clip(request.method, 20)), 'Send POST with a JSON body.')]
  const nameMistakes: LikelyMistake[] =
    isKnownName || sentName === ''
      ? []
      : [seen(provider.wrongName.id, provider.wrongName.what, `Send ${named}.`)]
  const secrets = judged.secrets.map(({ text }) => text)
  const signatureMistakes =
    isSigned || signature === ''
      ? []
      : (proof?.mistakes ?? suspectMd5(signature, { secrets, secretName, rule, tried }))
  const mistakes = withoutRepeats([
    ...form.mistakes,
    ...methodMistakes,
    ...nameMistakes,
    ...signatureMistakes,
  ])
  const isFormRight = form.mistakes.length === 0 && methodMistakes.length === 0
  const receivedText = isSigned ? buildMaskedText(recipe) : proof ? buildMaskedText(proof.recipe) : null
  const members = Object.keys(provider.wanted.members)
  return withoutSecrets(
    {
      call: provider.call,
      verifies: isFormRight && isKnownName && isSigned,
      summary: summarize(mistakes, provider.allRight),
      stages: [
        {
          name: 'request',
          expected: `POST with a JSON object of the texts ${members.slice(0, -1).join(', ')} and ${members.at(-1)}`,
          received: `${clip(request.method, 20)}, members: ${clip(Object.keys(form.members).join(', ') || 'none', 200)}`,
          agrees: isFormRight,
        },
        {
          name: judged.name,
          expected: named,
          received: sentName.length > 40 ? maskSecret(sentName) : sentName || 'missing',
          agrees: isKnownName,
        },
        {
          name: 'string to sign',
          expected: clip(expectedText),
          received: receivedText === null ? null : clip(receivedText),
          agrees: isSigned ? true : proof ? buildText(proof.recipe) === buildText(recipe) : null,
        },
        {
          name: 'signature',
          expected: 'MD5 of it as 32 characters of lower-case hex',
          received:
            signature === '' ? 'missing' : `${describeSignature(signature)}, ${maskSecret(signature)}`,
          agrees: isSigned,
        },
      ],
      mistakes,
    },
    [...judged.secrets, { name: 'signature', text: signature }],
  )
}
