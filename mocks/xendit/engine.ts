import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { readKeySession, readReference } from './read-call.ts'

/** The same for every call; only that for one invoice has fixtures for them. */
const shared = ['forbidden', 'rate-limited', 'rate-limited-404', 'server-error', 'maintenance']

function createBook(endpoint: string, notFound: string, unauthorized: string) {
  const ofCall = fixtures.filter(
    (fixture) =>
      fixture.endpoint === endpoint || fixture.case === unauthorized || shared.includes(fixture.case),
  )
  const answer = createAnswerBook({
    fixtures: ofCall,
    references: references.filter(({ fixture }) => ofCall.includes(fixtureOf(fixtures, fixture))),
    exceptions,
    notFound: fixtureOf(fixtures, notFound),
  })
  return { answer, unauthorized: fixtureOf(fixtures, unauthorized) }
}

const books = {
  invoices: createBook('invoices', 'invoice-list-none', 'unauthorized'),
  invoice: createBook('invoice', 'not-found', 'unauthorized'),
  'payment-request': createBook('payment-request', 'request-not-found', 'unauthorized'),
  payout: createBook('payout', 'payout-not-found', 'payout-unauthorized'),
  payouts: createBook('payouts', 'payout-list-none', 'payout-unauthorized'),
}

/** Member names of both references, by call. */
const members = {
  invoices: ['external_id', 'id'],
  invoice: ['external_id', 'id'],
  'payment-request': ['reference_id', 'payment_request_id'],
  payout: ['reference_id', 'id'],
  payouts: ['reference_id', 'id'],
} as const

/** Path, method, key, version, situation or reference: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle(request, situations = noChoice) {
      const asked = readReference(request)
      if (!asked) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      const { endpoint, reference, merchantReference, providerReference } = asked
      const { answer: answerByReference, unauthorized } = books[endpoint]
      if (readKeySession(request) === undefined) {
        return answerWithFixture(unauthorized, 'the secret key is missing or wrong')
      }
      if (endpoint === 'payment-request' && request.headers['api-version'] !== '2024-11-11') {
        return answerWithFixture(
          fixtureOf(fixtures, 'api-version-missing'),
          'the header api-version is not 2024-11-11',
        )
      }
      const [merchantMember, providerMember] = members[endpoint]
      const replacements =
        reference === '' ? {} : { [merchantMember]: merchantReference, [providerMember]: providerReference }
      const answer = answerByReference({ ...asked, replacements }, situations.take())
      if (!answer.situation?.endsWith('-list-several')) return answer
      // Only the first element gets its reference from the book.
      const second = `"${merchantMember}": "${answer.situation}-001"`
      const body = answer.body.replace(
        second,
        () => `"${merchantMember}": ${JSON.stringify(merchantReference)}`,
      )
      return { ...answer, body }
    },
  }
}
