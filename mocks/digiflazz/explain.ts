import type { ExplainSignature } from '../src/explain/explanation.ts'
import { readRequestForm } from '../src/explain/json-request-form.ts'
import { clip, maskSecret, withoutSecrets } from '../src/explain/mask.ts'
import { proveMd5, suspectMd5 } from '../src/explain/md5-signature.ts'
import { describeSignature } from '../src/explain/received-signature.ts'
import { seen, summarize, withoutRepeats } from '../src/explain/stages.ts'
import { credentials } from './credentials.ts'
import { orderDimensions } from './explain/deviations.ts'
import { buildMaskedText, buildText, correctRecipe } from './explain/recipe.ts'
import { wantedForm } from './explain/request-form.ts'
import { path, readUsernameSession } from './read-call.ts'
import { references } from './references.ts'
import { isSignatureValid } from './verify-signature.ts'

const rule = 'Send md5(username + apiKey + ref_id) as 32 characters of lower-case hex.'

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Says why an order is accepted or refused. The page is https://developer.digiflazz.com/api/buyer/topup/. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path !== path) return null
  const { apiKey: productionKey, developmentKey } = credentials
  const { members, mistakes: formMistakes } = readRequestForm(request, wantedForm)
  const testing = members.testing === true
  const [apiKey, otherKey] = testing ? [developmentKey, productionKey] : [productionKey, developmentKey]
  const usernames =
    context.session === null
      ? [credentials.username]
      : [`${credentials.username}-${context.session}`, credentials.username]
  const sentUsername = textOf(members.username)
  const refId = textOf(members.ref_id)
  const sign = textOf(members.sign)
  const isUsername = readUsernameSession(sentUsername) !== undefined
  const username = isUsername ? sentUsername : credentials.username
  const recipe = correctRecipe(username, apiKey, refId)
  const isSigned = isSignatureValid(sign, { username, apiKey, refId })
  const { proof, tried } =
    isSigned || sign === ''
      ? { proof: null, tried: 0 }
      : proveMd5(
          sign,
          recipe,
          orderDimensions({
            recipe,
            otherKey,
            testing,
            members,
            body: request.body,
            sentUsername,
            session: context.session,
            acceptedUsernames: usernames,
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
      : [seen('http-method', `The method is ${clip(request.method, 20)}.`, 'Send POST with a JSON body.')]
  const usernameMistakes =
    isUsername || sentUsername === ''
      ? []
      : [seen('wrong-username', 'username is not that of this mock.', `Send ${usernames.join(' or ')}.`)]
  const signatureMistakes =
    isSigned || sign === ''
      ? []
      : (proof?.mistakes ??
        suspectMd5(sign, { secrets: [productionKey, developmentKey], secretName: 'key', rule, tried }))
  const mistakes = withoutRepeats([
    ...formMistakes,
    ...methodMistakes,
    ...usernameMistakes,
    ...signatureMistakes,
  ])
  const expectedText = buildMaskedText(recipe)
  const receivedText = isSigned ? expectedText : proof ? buildMaskedText(proof.recipe) : null
  return withoutSecrets(
    {
      call: 'transaction',
      verifies: formMistakes.length === 0 && methodMistakes.length === 0 && isUsername && isSigned,
      summary: summarize(mistakes, 'Username and signature are right.'),
      stages: [
        {
          name: 'request',
          expected:
            'POST with a JSON object of the texts username, buyer_sku_code, customer_no, ref_id and sign',
          received: `${clip(request.method, 20)}, members: ${clip(Object.keys(members).join(', ') || 'none', 200)}`,
          agrees: formMistakes.length === 0 && methodMistakes.length === 0,
        },
        {
          name: 'username',
          expected: usernames.join(' or '),
          received: sentUsername.length > 40 ? maskSecret(sentUsername) : sentUsername || 'missing',
          agrees: isUsername,
        },
        {
          name: 'string to sign',
          expected: clip(`${expectedText}, with the ${testing ? 'development' : 'production'} key`),
          received: receivedText === null ? null : clip(receivedText),
          agrees: isSigned ? true : proof ? buildText(proof.recipe) === buildText(recipe) : null,
        },
        {
          name: 'signature',
          expected: 'MD5 of it as 32 characters of lower-case hex',
          received: sign === '' ? 'missing' : `${describeSignature(sign)}, ${maskSecret(sign)}`,
          agrees: isSigned,
        },
      ],
      mistakes,
    },
    [
      { name: 'apiKey', text: productionKey },
      { name: 'developmentKey', text: developmentKey },
      { name: 'signature', text: sign },
    ],
  )
}
