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
import { path, readUsernameSession } from './read-call.ts'

const formula = 'username + apiKey + ref_id'
const rule = `md5(${formula}) as 32 characters of lower-case hex`
const known = references.map(({ reference }) => reference)
const otherCalls = ['depo', 'pricelist', 'deposit', 'cs']
const names = ['username', 'buyer_sku_code', 'customer_no', 'ref_id', 'sign']
const production = { mode: 'production', key: credentials.apiKey }
const development = { mode: 'development', key: credentials.developmentKey }

/** Explains an order. The page is https://developer.digiflazz.com/api/buyer/topup/. */
export function explain(request: ExplainedRequest, { session, recentReferences = [] }: ExplainContext) {
  if (request.path !== path) return null
  const { member, members, problems } = readSignedBody(request, names)
  const username = member('username')
  const ownNames = [credentials.username, ...(session ? [`${credentials.username}-${session}`] : [])]
  if (username !== '' && readUsernameSession(username) === undefined) {
    problems.push(seen('wrong-username', `username is not that of this mock; send ${ownNames.join(' or ')}`))
  }
  const [{ mode, key }, other] =
    members.testing === true ? [development, production] : [production, development]
  const otherKey = `the ${other.mode} key was used; use the ${mode} key`
  const otherWord = 'the word of another call was signed; sign the ref_id'
  return explainSignature({
    call: 'transaction',
    problems,
    recipe: recipe({
      parts: { username, ref_id: member('ref_id') },
      order: ['username', 'secret', 'ref_id'],
      separator: '',
      secret: key,
      sign: (text) => digest('md5', text),
      encode: (bytes) => bytes.toString('hex'),
    }),
    rule: `${rule}, with the ${mode} key`,
    secretName: 'apiKey',
    received: member('sign'),
    mistakes: [
      otherValue(`${other.mode}-key`, otherKey, 'secret', [other.key]),
      otherValue('word-of-another-call', otherWord, 'ref_id', otherCalls),
      ...standardMistakes({ formula, rule, secretName: 'apiKey', form: 'hex', key: 'in-text' }),
      ...referenceMistakes('ref_id', [...recentReferences, ...known, ...Object.values(members)]),
      otherValue('another-username-signed', 'sign the username that is sent', 'username', ownNames),
      otherText('body-signed', `the body was signed; sign ${formula}`, () => request.body),
    ],
    secrets: [{ name: `${other.mode} key`, text: other.key }],
  })
}
