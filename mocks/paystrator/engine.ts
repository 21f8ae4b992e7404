import { type AnswerBook, createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture, methodNotAllowed, noSuchPath } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockAnswer, MockEngine, MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures } from './fixtures.ts'
import { exceptions, references } from './references.ts'

interface Product {
  /** Begins the ids of this product. */
  prefix: string
  answer: AnswerBook
}

const casePrefixes = { qris: 'qris-', ewallet: 'ewallet-', virtualAccount: 'va-', sendMoney: 'send-money-' }

/** Refusals belong to no product and answer for all of them. */
const isOfProduct = (fixtureCase: string, casePrefix: string): boolean =>
  fixtureCase.startsWith(casePrefix) ||
  Object.values(casePrefixes).every((otherPrefix) => !fixtureCase.startsWith(otherPrefix))

/** The same scenario has another body per product. */
const createProduct = (prefix: string, casePrefix: string): Product => ({
  prefix,
  answer: createAnswerBook({
    fixtures: fixtures.filter((fixture) => isOfProduct(fixture.case, casePrefix)),
    references: references.filter(({ fixture }) => isOfProduct(fixture, casePrefix)),
    exceptions,
    notFound: fixtureOf(fixtures, 'not-found'),
  }),
})

const paymentProducts = [
  createProduct('QR_', casePrefixes.qris),
  createProduct('EW_', casePrefixes.ewallet),
  createProduct('VA_', casePrefixes.virtualAccount),
]

/** Its ids carry no prefix, so every other id is taken for one of them. */
const sendMoney = createProduct('', casePrefixes.sendMoney)

/** The provider's pages disagree about the header; both forms are taken. */
const hasValidToken = ({ headers }: MockRequest): boolean =>
  [headers.publicaccesstoken, headers.authorization].some(
    (header) => header?.replace(/^bearer +/i, 'Bearer ') === `Bearer ${credentials.accessToken}`,
  )

/** The provider's pages disagree about the parameter too. An absent id is as unknown as any other. */
const readId = ({ query }: MockRequest): string => query.get('id') ?? query.get('transaction_id') ?? ''

const answerById = (id: string): MockAnswer => {
  const { prefix, answer } = paymentProducts.find((product) => id.startsWith(product.prefix)) ?? sendMoney
  return answer({ reference: id, word: id.slice(prefix.length), replacements: { id } })
}

/** Path, method, token, id: checked in this order. */
export const createEngine = (): MockEngine => ({
  handle(request) {
    if (request.path !== '/v1/get-status') return noSuchPath()
    if (request.method !== 'GET') return methodNotAllowed('GET')
    if (!hasValidToken(request)) {
      return answerWithFixture(fixtureOf(fixtures, 'unauthorized'), 'the access token is missing or wrong')
    }
    return answerById(readId(request))
  },
})
