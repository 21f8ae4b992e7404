import type { ExplainSignature } from '../src/explain/explanation.ts'
import { readRequestForm } from '../src/explain/json-request-form.ts'
import { clip, maskSecret, withoutSecrets } from '../src/explain/mask.ts'
import { proveMd5, suspectMd5 } from '../src/explain/md5-signature.ts'
import { describeSignature } from '../src/explain/received-signature.ts'
import { seen, summarize, withoutRepeats } from '../src/explain/stages.ts'
import { credentials } from './credentials.ts'
import { statusDimensions } from './explain/deviations.ts'
import { buildMaskedText, buildText, correctRecipe } from './explain/recipe.ts'
import { wantedForm } from './explain/request-form.ts'
import { path, readMerchantSession } from './read-call.ts'
import { references } from './references.ts'
import { isSignatureValid } from './verify-signature.ts'

const rule = 'Send md5(merchant_id:secret_key:ref_id) as 32 characters of lower-case hex.'

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Says why a status request is accepted or refused. The page is https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path !== path) return null
  const { secretKey } = credentials
  const { members, mistakes: formMistakes } = readRequestForm(request, wantedForm)
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
      : proveMd5(
          signature,
          recipe,
          statusDimensions({
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
          }),
          buildText,
        )
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
    isSigned || signature === ''
      ? []
      : (proof?.mistakes ??
        suspectMd5(signature, { secrets: [secretKey], secretName: 'secret key', rule, tried }))
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
