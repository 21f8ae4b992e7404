import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readPathReference } from '../src/path-reference.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { EngineOptions } from '../src/types.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { createRateLimit } from './rate-limit.ts'
import { pathPrefix, readKeySession } from './read-call.ts'
import { readReference } from './reference.ts'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

function askedReference(text: string) {
  const { reference, word, merchantReference, providerReference } = readReference(text)
  return { reference, word, replacements: { reference_id: merchantReference, trx_id: providerReference } }
}

/** Path, method, key, limit, situation or reference: checked in this order. */
export function createEngine(options: EngineOptions): MockEngine {
  const underLimit = createRateLimit(options)
  return {
    handle(request, situations = noChoice) {
      const reference = readPathReference(request.path, pathPrefix)
      if (reference === null) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      if (readKeySession(request) === undefined) {
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
      }
      return underLimit(() => answerByReference(askedReference(reference), situations.take()))
    },
  }
}
