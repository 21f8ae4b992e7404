import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readPathReference } from '../src/path-reference.ts'
import type { MockEngine } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

const pathPrefix = '/api/v1/trx/'

/** Begins every invoice that Sekalipay shows. */
const invoicePrefix = 'SPY'

const answerByReference = createAnswerBook({
  fixtures,
  references,
  exceptions,
  notFound: fixtureOf(fixtures, 'not-found'),
})

/**
 * An order is looked up by ref_id or by invoice, so one scenario word stands for one order with both.
 * Some documented bodies leave the invoice out, and keep doing so.
 */
const askedReference = (reference: string) => {
  const word = reference.startsWith(invoicePrefix) ? reference.slice(invoicePrefix.length) : reference
  return { reference, word, replacements: { ref_id: word, invoice: `${invoicePrefix}${word}` } }
}

/** Path, method, key, reference: checked in this order. */
export const createEngine = (): MockEngine => ({
  handle(request) {
    const reference = readPathReference(request.path, pathPrefix)
    if (reference === null) return noSuchPath()
    if (request.method !== 'GET') return methodNotAllowed('GET')
    if (request.headers['x-apikey'] !== credentials.apiKey) {
      return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the API key is missing or wrong')
    }
    return answerByReference(askedReference(reference))
  },
})
