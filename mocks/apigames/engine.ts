import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, jsonAnswer, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { MockAnswer } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { path, readMerchantSession, readStatusRequest, type StatusRequest } from './read-call.ts'
import { isSignatureValid } from './verify-signature.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'unknown-reference'),
})

/** The words that another page of API Games has for a body that it cannot read; this call's page has none. */
function unreadableBody(): MockAnswer {
  return jsonAnswer(
    200,
    { error_msg: 'Data JSON tidak valid', status: 0 },
    {
      kind: 'inferred',
      source: 'https://docs.apigames.id/docs/radeem/status',
      note: 'The text is that of the redeem status call; the page of this call shows no answer for it.',
    },
    'the body is not a JSON object',
  )
}

/** A session's merchant id signs with the same secret. */
function isAuthentic({ merchantId, refId, signature }: StatusRequest): boolean {
  return (
    readMerchantSession(merchantId) !== undefined &&
    isSignatureValid(signature, { merchantId, secretKey: credentials.secretKey, refId })
  )
}

/** The line for people begins with the reference as well (`R#sdfsdx2 ff5.4645, …`), so it has to follow. */
function replaceMention(answer: MockAnswer, reference: string): MockAnswer {
  const escaped = JSON.stringify(reference).slice(1, -1)
  const body = answer.body.replace(/("message": ")R#\S+ /, (_match, start: string) => `${start}R#${escaped} `)
  if (body === answer.body) return answer
  const note = 'ref_id is replaced, and with it its mention after R# in message.'
  return { ...answer, body, provenance: { ...answer.provenance, note } }
}

/** Path, method, body, merchant and signature, situation or reference: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle({ method, path: askedPath, body }, situations = noChoice) {
      if (askedPath !== path) return noSuchPath()
      if (method !== 'POST') return methodNotAllowed('POST')
      const request = readStatusRequest(body)
      if (!request) return unreadableBody()
      if (!isAuthentic(request)) {
        return answerWithFixture(
          fixtureOf(fixtures, 'invalid-signature'),
          'the merchant or the signature is wrong',
        )
      }
      const { refId } = request
      return replaceMention(
        answerByReference(
          { reference: refId, word: refId, replacements: { ref_id: refId } },
          situations.take(),
        ),
        refId,
      )
    },
  }
}
