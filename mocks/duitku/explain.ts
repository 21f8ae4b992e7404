import { explainSignature } from '../src/explain/explain-signature.ts'
import { type ExplainContext, type ExplainedRequest, possible, seen } from '../src/explain/explanation.ts'
import {
  digest,
  hmac,
  otherText,
  otherValue,
  referenceMistakes,
  standardMistakes,
} from '../src/explain/mistakes.ts'
import { type Recipe, recipe } from '../src/explain/recipe.ts'
import { readSignedBody } from '../src/explain/signed-body.ts'
import { credentials } from './credentials.ts'
import { references } from './fixtures.ts'
import { path, readMerchantSession } from './read-call.ts'

interface Scheme {
  formula: string
  rule: string
  key: 'hmac' | 'in-text'
  order: readonly string[]
  sign: Recipe['sign']
}

const hmacScheme: Scheme = {
  formula: 'merchantCode + merchantOrderId',
  rule: 'HMAC-SHA256 of merchantCode + merchantOrderId with apiKey as 64 characters of lower-case hex',
  key: 'hmac',
  order: ['merchantCode', 'merchantOrderId'],
  sign: hmac('sha256'),
}
const md5Scheme: Scheme = {
  formula: 'merchantCode + merchantOrderId + apiKey',
  rule: 'md5(merchantCode + merchantOrderId + apiKey) as 32 characters of lower-case hex',
  key: 'in-text',
  order: ['merchantCode', 'merchantOrderId', 'secret'],
  sign: (text) => digest('md5', text),
}

const known = references.map(({ reference }) => reference)
const names = ['merchantCode', 'merchantOrderId', 'signature']

/** Explains a status request; its signature's length selects the scheme. The page is https://docs.duitku.com/api/id/. */
export function explain(request: ExplainedRequest, { session, recentReferences = [] }: ExplainContext) {
  if (request.path !== path) return null
  const { member, members, problems } = readSignedBody(request, names)
  const merchantCode = member('merchantCode')
  const ownCodes = [credentials.merchantCode, ...(session ? [`${credentials.merchantCode}-${session}`] : [])]
  if (merchantCode !== '' && readMerchantSession(merchantCode) === undefined) {
    problems.push(
      seen('wrong-merchant-code', `merchantCode is not of this mock; send ${ownCodes.join(' or ')}`),
    )
  }
  const received = member('signature')
  const { order, sign, ...scheme } = received.length === 32 ? md5Scheme : hmacScheme
  const { formula, rule } = scheme
  return explainSignature({
    call: 'transaction-status',
    problems,
    recipe: recipe({
      parts: { merchantCode, merchantOrderId: member('merchantOrderId') },
      order,
      separator: '',
      secret: credentials.apiKey,
      sign,
      encode: (bytes) => bytes.toString('hex'),
    }),
    rule,
    secretName: 'apiKey',
    received,
    mistakes: [
      ...standardMistakes({ ...scheme, secretName: 'apiKey', form: 'hex' }),
      ...referenceMistakes('merchantOrderId', [...recentReferences, ...known, ...Object.values(members)]),
      otherValue('another-merchant-signed', 'sign the merchantCode that is sent', 'merchantCode', ownCodes),
      otherText('body-signed', `the body was signed; sign ${formula}`, () => request.body),
    ],
    unexplained: possible(
      'another-secret',
      'none of the known mistakes reproduces this signature; the apiKey is most likely that of another project or of the other mode (sandbox and production have their own keys)',
    ),
  })
}
