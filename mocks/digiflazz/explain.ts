import type { ExplainSignature } from '../src/explain/explanation.ts'
import { explainMd5Request, textOf } from '../src/explain/md5-request.ts'
import { credentials } from './credentials.ts'
import { orderDimensions } from './explain/deviations.ts'
import { buildMaskedText, buildText, correctRecipe } from './explain/recipe.ts'
import { wantedForm } from './explain/request-form.ts'
import { references } from './fixtures.ts'
import { path, readUsernameSession } from './read-call.ts'
import { isSignatureValid } from './verify-signature.ts'

const { apiKey: productionKey, developmentKey } = credentials

/** Says why an order is accepted or refused. The page is https://developer.digiflazz.com/api/buyer/topup/. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path !== path) return null
  return explainMd5Request(request, context, {
    call: 'transaction',
    wanted: wantedForm,
    rule: 'Send md5(username + apiKey + ref_id) as 32 characters of lower-case hex.',
    allRight: 'Username and signature are right.',
    wrongMethod: (method) => `The method is ${method}.`,
    wrongName: { id: 'wrong-username', what: 'username is not that of this mock.' },
    secretName: 'key',
    buildText,
    buildMaskedText,
    judge(members, { session, recentReferences = [] }) {
      const testing = members.testing === true
      const [apiKey, otherKey] = testing ? [developmentKey, productionKey] : [productionKey, developmentKey]
      const acceptedNames =
        session === null
          ? [credentials.username]
          : [`${credentials.username}-${session}`, credentials.username]
      const sentName = textOf(members.username)
      const refId = textOf(members.ref_id)
      const signature = textOf(members.sign)
      const isKnownName = readUsernameSession(sentName) !== undefined
      const username = isKnownName ? sentName : credentials.username
      const recipe = correctRecipe(username, apiKey, refId)
      return {
        name: 'username',
        acceptedNames,
        sentName,
        isKnownName,
        signature,
        isSigned: isSignatureValid(signature, { username, apiKey, refId }),
        recipe,
        dimensions: () =>
          orderDimensions({
            recipe,
            otherKey,
            testing,
            members,
            body: request.body,
            sentUsername: sentName,
            session,
            acceptedUsernames: acceptedNames,
            otherReferences: [
              ...recentReferences.slice(0, 20),
              ...references.map(({ reference }) => reference),
            ],
          }),
        expectedText: `${buildMaskedText(recipe)}, with the ${testing ? 'development' : 'production'} key`,
        secrets: [
          { name: 'apiKey', text: productionKey },
          { name: 'developmentKey', text: developmentKey },
        ],
      }
    },
  })
}
