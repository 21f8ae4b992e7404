import { createAnswerBook } from '../src/answer-book.ts'
import { answerWithReferences, methodNotAllowed, noSuchPath, plainRefusal } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { MockEngine } from '../src/provider.ts'
import type { ReferenceReplacements } from '../src/replace-references.ts'
import { type Choice, noChoice } from '../src/situation/situation.ts'
import type { EngineOptions, MockAnswer } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { createOrders } from './orders.ts'
import { path, readUsernameSession } from './read-call.ts'
import { type OrderRequest, readOrderRequest } from './read-request.ts'
import { formsTransaction } from './response-codes.ts'
import { isSignatureValid } from './verify-signature.ts'

/** The response for an order that neither a test number nor a situation decides. */
const undecided = fixtureOf(fixtures, 'pending')

/** Recognized by its own provenance object where the answer book finds nothing for the order. */
const nothingFound = { ...undecided, provenance: { ...undecided.provenance } }

const answerByReference = createAnswerBook({ fixtures, references, exceptions, notFound: nothingFound })

/** What the answer repeats of the request. */
function replacementsOf({ refId, customerNo, buyerSkuCode }: OrderRequest): ReferenceReplacements {
  return {
    ref_id: refId,
    customer_no: customerNo,
    buyer_sku_code: buyerSkuCode,
  }
}

function refuse(code: string, request: OrderRequest | null, because: string): MockAnswer {
  return answerWithReferences(
    fixtureOf(fixtures, `rc-${code}`),
    request ? replacementsOf(request) : {},
    because,
  )
}

/** The page: the key has to be that of the mode, development or production. */
function keyOf({ testing }: { testing: boolean }): string {
  return testing ? credentials.developmentKey : credentials.apiKey
}

function isAuthentic(request: OrderRequest): boolean {
  return isSignatureValid(request.sign, {
    username: request.username,
    apiKey: keyOf(request),
    refId: request.refId,
  })
}

/** The fixtures of the first and of later responses for a number of https://developer.digiflazz.com/api/buyer/test-case/. */
interface TestCase {
  first: string
  later: string
}

const productCode = 'xld10'

const byNumber: Readonly<Record<string, TestCase>> = {
  '087800001230': { first: 'sukses', later: 'sukses' },
  '087800001232': { first: 'gagal', later: 'gagal' },
  '087800001233': { first: 'pending', later: 'sukses' },
  '087800001234': { first: 'pending', later: 'gagal' },
}

/** The fixtures of a test number; undefined for any other order. */
function testCaseOf(buyerSkuCode: string, customerNo: string): TestCase | undefined {
  return buyerSkuCode === productCode && Object.hasOwn(byNumber, customerNo)
    ? byNumber[customerNo]
    : undefined
}

/** A sample of a page is identified by reference, product and number. */
function isSample({ refId, buyerSkuCode, customerNo }: OrderRequest): boolean {
  return fixtures.some(({ ask: { query, variation } }) => {
    return (
      variation === undefined &&
      query.merchantReference === refId &&
      query.productCode === buyerSkuCode &&
      query.target === customerNo
    )
  })
}

/** The first that applies: situation, sample, situation in the reference, test number. */
function answerOrder(request: OrderRequest, isFirst: boolean, choice: Choice | null): MockAnswer {
  const testCase = testCaseOf(request.buyerSkuCode, request.customerNo)
  const answersAsSample = isSample(request) && (isFirst || testCase === undefined)
  const replacements = replacementsOf(request)
  const chosen = answerByReference(
    { reference: answersAsSample ? request.refId : '', word: request.refId, replacements },
    choice,
  )
  if (chosen.provenance !== nothingFound.provenance) return chosen
  const fixture = testCase && fixtureOf(fixtures, isFirst ? testCase.first : testCase.later)
  if (choice || !fixture) {
    const answer = answerWithReferences(fixture ?? undecided, replacements, chosen.because)
    return { ...chosen, body: answer.body, provenance: answer.provenance }
  }
  const because = `the number is a test case: ${isFirst ? 'first response' : 'later response'}`
  const answer = answerWithReferences(fixture, replacements, because)
  return { ...answer, rule: 'documented-reference', situation: fixture.case }
}

const effects = {
  new: 'created an order: the ref_id was new',
  forgotten: 'created an order: the one under this ref_id is more than 90 days old',
  same: 'existing order',
} as const

function withEffect(answer: MockAnswer, state: keyof typeof effects): MockAnswer {
  return {
    ...answer,
    effect: state === 'same' ? 'asked-again' : 'created-order',
    because: `${effects[state]}; ${answer.because}`,
  }
}

/** Path, method, body, command, members, username, signature, order, situation: checked in this order. */
export function createEngine({ now, settings }: EngineOptions): MockEngine {
  const orders = createOrders(now)
  return {
    handle({ method, path: askedPath, body }, situations = noChoice) {
      if (askedPath !== path) return noSuchPath()
      if (method !== 'POST') return methodNotAllowed('POST')
      const request = readOrderRequest(body)
      if (!request) return refuse('40', null, 'the body is not a JSON object')
      if (request.command !== null) {
        return plainRefusal(501, 'The mock supports prepaid orders only; "commands" is for postpaid ones.')
      }
      if (request.fault !== null) {
        return refuse('40', request, `${request.fault} is missing or has the wrong type`)
      }
      if (readUsernameSession(request.username) === undefined) {
        return refuse('42', request, 'the username is unknown')
      }
      if (!isAuthentic(request)) return refuse('41', request, 'the signature is wrong')
      const known = orders.find(request)
      if (known.state === 'different') {
        return refuse('49', request, 'the ref_id belongs to an order for another product or number')
      }
      if (settings?.().rateLimits === true && known.isTooSoon) {
        const refusal = refuse('85', request, 'less than a minute after the previous request for this order')
        return { ...refusal, rule: 'rate-limit', situation: 'rc-85' }
      }
      const answer = answerOrder(request, known.state !== 'same', situations.take())
      if (!formsTransaction(answer.body)) return answer
      orders.take(request, known)
      return withEffect(answer, known.state)
    },
  }
}
