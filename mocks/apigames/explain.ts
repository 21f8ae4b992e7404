import type { ExplainSignature, LikelyMistake } from '../src/explain/explanation.ts'
import { findDeviations } from '../src/explain/find-deviations.ts'
import { clip, maskSecret, withoutSecrets } from '../src/explain/mask.ts'
import { createDigestMatcher } from '../src/explain/match-digest.ts'
import { describeSignature, readSignature } from '../src/explain/received-signature.ts'
import { possible, seen, summarize, withoutRepeats } from '../src/explain/stages.ts'
import { credentials } from './credentials.ts'
import { type StatusFacts, statusDimensions } from './explain/deviations.ts'
import { buildMaskedText, buildText, correctRecipe, type SignatureRecipe } from './explain/recipe.ts'
import { readRequestForm } from './explain/request-form.ts'
import { path, readMerchantSession } from './read-call.ts'
import { references } from './references.ts'
import { isSignatureValid } from './verify-signature.ts'

const rule = 'Send md5(merchant_id:secret_key:ref_id) as 32 characters of lower-case hex.'

interface Proof {
  mistakes: LikelyMistake[]
  recipe: SignatureRecipe
}

const prove = (signature: string, facts: StatusFacts): { proof: Proof | null; tried: number } => {
  const matcher = createDigestMatcher(signature, 'hex')
  const { found, tried } = findDeviations(facts.recipe, statusDimensions(facts), (recipe) =>
    matcher(recipe.hash(buildText(recipe), recipe)),
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

/** What can be said of a signature that no candidate reproduces. */
const suspect = (signature: string, secretKey: string, tried: number): LikelyMistake[] => {
  if (signature.trim() === secretKey) {
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
      'Compare the secret key with the one that the mock prints, character by character.',
    ),
    possible(
      'another-reference',
      'Or another reference was signed than the one in the body.',
      'Print the text before hashing it and compare it with the expected one.',
    ),
  ]
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Says why a status request is accepted or refused. The page is https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path !== path) return null
  const { secretKey } = credentials
  const { members, mistakes: formMistakes } = readRequestForm(request)
  const merchantIds =
    context.session === null
      ? [credentials.merchantId]
      : [`${credentials.merchantId}-${context.session}`, credentials.merchantId]
  const sentMerchantId = textOf(members.merchant_id)
  const refId = textOf(members.ref_id)
  const signature = textOf(members.signature)
  const isMerchant = readMerchantSession(sentMerchantId) !== undefined
  const merchantId = isMerchant ? sentMerchantId : credentials.merchantId
  const recipe = correctRecipe(merchantId, secretKey, refId)
  const isSigned = isSignatureValid(signature, { merchantId, secretKey, refId })
  const { proof, tried } =
    isSigned || signature === ''
      ? { proof: null, tried: 0 }
      : prove(signature, {
          recipe,
          members,
          body: request.body,
          sentMerchantId,
          session: context.session,
          acceptedMerchantIds: merchantIds,
          otherReferences: [
            ...(context.recentReferences ?? []).slice(0, 20),
            ...references.map(({ reference }) => reference),
          ],
        })
  const methodMistakes =
    request.method === 'POST'
      ? []
      : [
          seen(
            'http-method',
            `The method is ${clip(request.method, 20)}. API Games documents GET too; this mock imitates the POST form.`,
            'Send POST with a JSON body.',
          ),
        ]
  const merchantMistakes =
    isMerchant || sentMerchantId === ''
      ? []
      : [
          seen(
            'wrong-merchant-id',
            'merchant_id is not the merchant of this mock.',
            `Send ${merchantIds.join(' or ')}.`,
          ),
        ]
  const signatureMistakes =
    isSigned || signature === '' ? [] : (proof?.mistakes ?? suspect(signature, secretKey, tried))
  const mistakes = withoutRepeats([
    ...formMistakes,
    ...methodMistakes,
    ...merchantMistakes,
    ...signatureMistakes,
  ])
  const expectedText = buildMaskedText(recipe)
  const receivedText = isSigned ? expectedText : proof ? buildMaskedText(proof.recipe) : null
  return withoutSecrets(
    {
      call: 'cek-status',
      verifies: formMistakes.length === 0 && methodMistakes.length === 0 && isMerchant && isSigned,
      summary: summarize(mistakes, 'Merchant and signature are right.'),
      stages: [
        {
          name: 'request',
          expected: 'POST with a JSON object of the texts merchant_id, ref_id and signature',
          received: `${clip(request.method, 20)}, members: ${clip(Object.keys(members).join(', ') || 'none', 200)}`,
          agrees: formMistakes.length === 0 && methodMistakes.length === 0,
        },
        {
          name: 'merchant',
          expected: merchantIds.join(' or '),
          received: sentMerchantId.length > 40 ? maskSecret(sentMerchantId) : sentMerchantId || 'missing',
          agrees: isMerchant,
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
    [
      { name: 'secret_key', text: secretKey },
      { name: 'signature', text: signature },
    ],
  )
}
