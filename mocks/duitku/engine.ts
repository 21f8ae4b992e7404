import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { MockAnswer } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { path, readMerchantSession, readStatusRequest } from './read-call.ts'
import { isSignatureValid } from './verify-signature.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'unknown-reference'),
})

function refuse(fixture: string, because: string): MockAnswer {
  return answerWithFixture(fixtureOf(fixtures, fixture), because)
}

/** Path, method, members, merchant, signature, situation or reference: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle({ method, path: askedPath, body }, situations = noChoice) {
      if (askedPath !== path) return noSuchPath()
      if (method !== 'POST') return methodNotAllowed('POST')
      const request = readStatusRequest(body)
      if (!request?.merchantCode || !request.merchantOrderId || !request.signature) {
        return refuse('mandatory-field', 'the body is no JSON object with the three fields as text')
      }
      const { merchantCode, merchantOrderId, signature } = request
      if (readMerchantSession(merchantCode) === undefined) {
        return refuse('merchant-not-found', 'merchantCode is unknown')
      }
      if (!isSignatureValid(signature, { merchantCode, merchantOrderId, apiKey: credentials.apiKey })) {
        return refuse('wrong-signature', 'the signature matches neither HMAC-SHA256 nor MD5')
      }
      return answerByReference(
        { reference: merchantOrderId, word: merchantOrderId, replacements: { merchantOrderId } },
        situations.take(),
      )
    },
  }
}
