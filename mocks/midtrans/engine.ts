import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { replaceReferences } from '../src/replace-references.ts'
import { noChoice } from '../src/situation/situation.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readKeySession, readReference } from './read-call.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

/** Path, method, key, situation or reference: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle(request, situations = noChoice) {
      const asked = readReference(request)
      if (!asked) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      if (readKeySession(request) === undefined) {
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the server key is missing or wrong')
      }
      const { merchantReference, providerReference } = asked
      const replacements = { order_id: merchantReference, transaction_id: providerReference }
      const answer = answerByReference({ ...asked, replacements }, situations.take())
      return answer.situation === 'dana-repeated-id'
        ? { ...answer, body: replaceReferences(answer.body, { order_id: providerReference }) }
        : answer
    },
  }
}
