import { type AnswerBook, createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import { type Choice, noChoice } from '../src/situation/situation.ts'
import type { MockAnswer } from '../src/types.ts'
import { exceptions, fixtures, idPrefixes, references } from './fixtures.ts'
import { path, readTokenSession, toIdString, wordOf } from './read-call.ts'

interface Product {
  /** Begins the ids of this product. */
  prefix: string
  answer: AnswerBook
}

const casePrefixes = { qris: 'qris-', ewallet: 'ewallet-', virtualAccount: 'va-', sendMoney: 'send-money-' }

/** Refusals belong to no product and answer for all of them. */
function isOfProduct(fixtureCase: string, casePrefix: string): boolean {
  return (
    fixtureCase.startsWith(casePrefix) ||
    Object.values(casePrefixes).every((otherPrefix) => !fixtureCase.startsWith(otherPrefix))
  )
}

/** The same scenario has another body per product. */
function createProduct(prefix: string, casePrefix: string): Product {
  return {
    prefix,
    answer: createAnswerBook({
      fixtures: fixtures.filter((fixture) => isOfProduct(fixture.case, casePrefix)),
      references: references.filter(({ fixture }) => isOfProduct(fixture, casePrefix)),
      exceptions,
      notFound: fixtureOf(fixtures, 'not-found'),
    }),
  }
}

const paymentProducts = [
  createProduct(idPrefixes.qris, casePrefixes.qris),
  createProduct(idPrefixes.ewallet, casePrefixes.ewallet),
  createProduct(idPrefixes.virtualAccount, casePrefixes.virtualAccount),
]

/** Its ids carry no prefix, so every other id is taken for one of them. */
const sendMoney = createProduct('', casePrefixes.sendMoney)

function answerById(id: string, choice: Choice | null): MockAnswer {
  const { answer } = paymentProducts.find((product) => id.startsWith(product.prefix)) ?? sendMoney
  return answer({ reference: id, word: wordOf(id), replacements: { id } }, choice)
}

/** Path, method, token, situation or id: checked in this order. */
export function createEngine(): MockEngine {
  return {
    handle(request, situations = noChoice) {
      if (request.path !== path) return noSuchPath()
      if (request.method !== 'GET') return methodNotAllowed('GET')
      if (readTokenSession(request) === undefined) {
        return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the access token is missing or wrong')
      }
      return answerById(toIdString(request), situations.take())
    },
  }
}
