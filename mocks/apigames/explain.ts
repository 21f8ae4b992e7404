import { explainSignature } from '../src/explain/explain-signature.ts'
import { type ExplainContext, type ExplainedRequest, seen } from '../src/explain/explanation.ts'
import {
  digest,
  otherText,
  otherValue,
  referenceMistakes,
  standardMistakes,
} from '../src/explain/mistakes.ts'
import { recipe } from '../src/explain/recipe.ts'
import { readSignedBody } from '../src/explain/signed-body.ts'
import { credentials } from './credentials.ts'
import { references } from './fixtures.ts'
import { path, readMerchantSession } from './read-call.ts'

const formula = 'merchant_id:secret_key:ref_id'
const rule = `md5(${formula}) as 32 characters of lower-case hex`
const known = references.map(({ reference }) => reference)
const names = ['ref_id', 'merchant_id', 'signature']

/** Explains a status request. The page is https://docs.apigames.id/docs/v2/cek-status/cek-status-post. */
export function explain(request: ExplainedRequest, { session, recentReferences = [] }: ExplainContext) {
  if (request.path !== path) return null
  const { member, members, problems } = readSignedBody(request, names)
  const merchantId = member('merchant_id')
  const ownIds = [credentials.merchantId, ...(session ? [`${credentials.merchantId}-${session}`] : [])]
  if (merchantId !== '' && readMerchantSession(merchantId) === undefined) {
    problems.push(seen('wrong-merchant-id', `merchant_id is not of this mock; send ${ownIds.join(' or ')}`))
  }
  return explainSignature({
    call: 'cek-status',
    problems,
    recipe: recipe({
      parts: { merchant_id: merchantId, ref_id: member('ref_id') },
      order: ['merchant_id', 'secret', 'ref_id'],
      separator: ':',
      secret: credentials.secretKey,
      sign: (text) => digest('md5', text),
      encode: (bytes) => bytes.toString('hex'),
    }),
    rule,
    secretName: 'secret_key',
    received: member('signature'),
    mistakes: [
      ...standardMistakes({ formula, rule, secretName: 'secret_key', form: 'hex', key: 'in-text' }),
      ...referenceMistakes('ref_id', [...recentReferences, ...known, ...Object.values(members)]),
      otherValue('another-merchant-signed', 'sign the merchant_id that is sent', 'merchant_id', ownIds),
      otherText(
        'formula-of-version-1',
        `the formula of version 1 was used; sign ${formula}`,
        ({ parts, secret }) => `${secret}${parts.merchant_id}${parts.ref_id}`,
      ),
      otherText('body-signed', `the body was signed; sign ${formula}`, () => request.body),
    ],
  })
}
