import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readPathReference } from '../src/path-reference.ts'
import type { MockEngine, MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

const pathPrefix = '/api/v1/check-status/'

/** Begins every transaction id that Paymenku shows. */
const transactionIdPrefix = 'IDP'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

/** The scheme's name is case-insensitive in HTTP; the key is not. */
const hasValidKey = ({ headers }: MockRequest): boolean =>
  headers.authorization?.replace(/^bearer +/i, 'Bearer ') === `Bearer ${credentials.apiKey}`

/** The page looks a transaction up by either id, so one scenario word stands for one transaction with both. */
const askedReference = (reference: string) => {
  const word = reference.startsWith(transactionIdPrefix)
    ? reference.slice(transactionIdPrefix.length)
    : reference
  return {
    reference,
    word,
    replacements: { reference_id: word, trx_id: `${transactionIdPrefix}${word}` },
  }
}

/** Path, method, key, reference: checked in this order. */
export const createEngine = (): MockEngine => ({
  handle(request) {
    const reference = readPathReference(request.path, pathPrefix)
    if (reference === null) return noSuchPath()
    if (request.method !== 'GET') return methodNotAllowed('GET')
    if (!hasValidKey(request)) {
      return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
    }
    return answerByReference(askedReference(reference))
  },
})
