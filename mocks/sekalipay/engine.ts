import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
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
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
      }
      // Some documented bodies have no invoice, and none is added.
      const replacements = { ref_id: asked.merchantReference, invoice: asked.providerReference }
      return answerByReference({ ...asked, replacements }, situations.take())
    },
  }
}
