import { type AnswerBook, createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { Choice } from '../src/situation/situation.ts'
import type { Fixture, MockAnswer } from '../src/types.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { wordOfNumber } from './order-number.ts'

type Kind = 'payment' | 'payout'
type Field = 'merchantReference' | 'providerReference'

/** The numbers of an inquiry; at least one is set. */
export interface AskedNumbers {
  kind: Kind
  orderNo: string | null
  tradeNo: string | null
}

const notFound = fixtureOf(fixtures, 'not-found')

const otherKind = { payment: 'payout', payout: 'payment' } as const

/** An order number is never taken for a trade number, so each book knows the fixtures by one field only. */
function knownBy(fixture: Fixture, field: Field): Fixture {
  const reference = fixture.ask.query[field]
  const query = reference === undefined ? {} : { [field]: reference }
  return { ...fixture, ask: { ...fixture.ask, query } }
}

function bookOf(kind: Kind, field: Field): AnswerBook {
  return createAnswerBook({
    fixtures: fixtures
      .filter((fixture) => !fixture.case.startsWith(`${otherKind[kind]}-`))
      .map((fixture) => knownBy(fixture, field)),
    references: references.filter((entry) => entry.kind === kind),
    exceptions,
    notFound,
  })
}

function booksOf(kind: Kind) {
  return {
    byOrderNo: bookOf(kind, 'merchantReference'),
    byTradeNo: bookOf(kind, 'providerReference'),
  }
}

const books = { payment: booksOf('payment'), payout: booksOf('payout') }

/** A request by trade number gets the number back, even where the body has null. */
function withTradeNo(answer: MockAnswer, tradeNo: string): MockAnswer {
  return {
    ...answer,
    body: answer.body.replace('"tradeNo": null', () => `"tradeNo": ${JSON.stringify(tradeNo)}`),
  }
}

/** A scenario's order has the requested number as both numbers where the request has only one. */
export function answerByNumber({ kind, orderNo, tradeNo }: AskedNumbers, choice: Choice | null): MockAnswer {
  const replacements = { orderNo: orderNo ?? tradeNo ?? '', tradeNo: tradeNo ?? orderNo ?? '' }
  const find = (book: AnswerBook, number: string | null): MockAnswer | null =>
    number === null ? null : book({ reference: number, word: wordOfNumber(number), replacements }, choice)
  const byOrderNo = find(books[kind].byOrderNo, orderNo)
  const byTradeNo = find(books[kind].byTradeNo, tradeNo)
  if (byOrderNo && byTradeNo && byOrderNo.body !== byTradeNo.body) {
    return { ...answerWithFixture(notFound, 'no order has both numbers'), rule: 'unknown-reference' }
  }
  const answer = byOrderNo ?? byTradeNo ?? answerWithFixture(notFound, 'the request has no number')
  return tradeNo === null ? answer : withTradeNo(answer, tradeNo)
}
