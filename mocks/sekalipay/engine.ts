import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readPathReference } from '../src/path-reference.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { pathPrefix, readKeySession, readReference } from './read-call.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

/** Some documented bodies leave the invoice out, and keep doing so. */
function askedReference(text: string) {
  const { reference, word, merchantReference, providerReference } = readReference(text)
  return { reference, word, replacements: { ref_id: merchantReference, invoice: providerReference } }
}

/** Path, method, key, situation or reference: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle(request, situations = noChoice) {
      const reference = readPathReference(request.path, pathPrefix)
      if (reference === null) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      if (readKeySession(request) === undefined) {
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
      }
      return answerByReference(askedReference(reference), situations.take())
    },
  }
}
