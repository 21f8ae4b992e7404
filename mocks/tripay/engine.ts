import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { Fixture } from '../src/types.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readKeySession, readReference } from './read-call.ts'

function createBook(ofCall: readonly Fixture[], notFound: string) {
  return createAnswerBook({
    fixtures: ofCall,
    references: references.filter(({ fixture }) => ofCall.includes(fixtureOf(fixtures, fixture))),
    exceptions,
    notFound: fixtureOf(fixtures, notFound),
  })
}

const ofDetail = fixtures.filter(({ endpoint }) => endpoint === 'transaction-detail')
const ofList = fixtures.filter(({ endpoint }) => endpoint === 'merchant-transactions')
/** The same for both calls; only one of them has fixtures for them. */
const refusals = ofDetail.filter(({ expected }) => 'error' in expected)

const books = {
  'transaction-detail': createBook(ofDetail, 'unknown-reference'),
  'merchant-transactions': createBook([...ofList, ...refusals], 'list-none'),
}

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
      const replacements =
        asked.reference === ''
          ? {}
          : { merchant_ref: asked.merchantReference, reference: asked.providerReference }
      const answer = books[asked.endpoint]({ ...asked, replacements }, situations.take())
      // Only the first element gets its reference from the book.
      const second = '"merchant_ref": "list-several-001"'
      const body = answer.body.replace(
        second,
        () => `"merchant_ref": ${JSON.stringify(asked.merchantReference)}`,
      )
      return answer.situation === 'list-several' ? { ...answer, body } : answer
    },
  }
}
