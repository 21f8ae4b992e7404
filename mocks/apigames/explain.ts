import type { ExplainSignature } from '../src/explain/explanation.ts'
import { explainMd5Request, textOf } from '../src/explain/md5-request.ts'
import { credentials } from './credentials.ts'
import { statusDimensions } from './explain/deviations.ts'
import { buildMaskedText, buildText, correctRecipe } from './explain/recipe.ts'
import { wantedForm } from './explain/request-form.ts'
import { references } from './fixtures.ts'
import { path, readMerchantSession } from './read-call.ts'
import { isSignatureValid } from './verify-signature.ts'

const { secretKey } = credentials

/** Says why a status request is accepted or refused. The page is https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path !== path) return null
  return explainMd5Request(request, context, {
    call: 'cek-status',
    wanted: wantedForm,
    rule: 'Send md5(merchant_id:secret_key:ref_id) as 32 characters of lower-case hex.',
    allRight: 'Merchant and signature are right.',
    wrongMethod: (method) =>
      `The method is ${method}. API Games documents GET too; this mock imitates the POST form.`,
    wrongName: { id: 'wrong-merchant-id', what: 'merchant_id is not the merchant of this mock.' },
    secretName: 'secret key',
    buildText,
    buildMaskedText,
    judge(members, { session, recentReferences = [] }) {
      const acceptedNames =
        session === null
          ? [credentials.merchantId]
          : [`${credentials.merchantId}-${session}`, credentials.merchantId]
      const sentName = textOf(members.merchant_id)
      const refId = textOf(members.ref_id)
      const signature = textOf(members.signature)
      const isKnownName = readMerchantSession(sentName) !== undefined
      const merchantId = isKnownName ? sentName : credentials.merchantId
      const recipe = correctRecipe(merchantId, secretKey, refId)
      return {
        name: 'merchant',
        acceptedNames,
        sentName,
        isKnownName,
        signature,
        isSigned: isSignatureValid(signature, { merchantId, secretKey, refId }),
        recipe,
        dimensions: () =>
          statusDimensions({
            recipe,
            members,
            body: request.body,
            sentMerchantId: sentName,
            session,
            acceptedMerchantIds: acceptedNames,
            otherReferences: [
              ...recentReferences.slice(0, 20),
              ...references.map(({ reference }) => reference),
            ],
          }),
        expectedText: buildMaskedText(recipe),
        secrets: [{ name: 'secret_key', text: secretKey }],
      }
    },
  })
}
