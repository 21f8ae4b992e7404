import { type AnswerBook, createAnswerBook } from '../src/answer-book.ts'
import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import type { Choice } from '../src/situation/situation.ts'
import type { Fixture, MockAnswer } from '../src/types.ts'
import { exceptions, fixtures, references } from './fixtures.ts'
import { wordOfNumber } from './order-number.ts'

type Kind = 'payment' | 'payout'
type Field = 'merchantReference' | 'providerReference'

/** What an inquiry names; at least one of the numbers is there. */
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

/** Who asks by a trade number gets it back, also from a body in which it is null. */
function withTradeNo(answer: MockAnswer, tradeNo: string): MockAnswer {
  return {
    ...answer,
    body: answer.body.replace('"tradeNo": null', () => `"tradeNo": ${JSON.stringify(tradeNo)}`),
  }
}

/** A scenario's order has one text as both numbers where only one was asked. */
export function answerByNumber({ kind, orderNo, tradeNo }: AskedNumbers, choice: Choice | null): MockAnswer {
  const replacements = { orderNo: orderNo ?? tradeNo ?? '', tradeNo: tradeNo ?? orderNo ?? '' }
  const find = (book: AnswerBook, number: string | null): MockAnswer | null =>
    number === null ? null : book({ reference: number, word: wordOfNumber(number), replacements }, choice)
  const byOrderNo = find(books[kind].byOrderNo, orderNo)
  const byTradeNo = find(books[kind].byTradeNo, tradeNo)
  if (byOrderNo && byTradeNo && byOrderNo.body !== byTradeNo.body) {
    return { ...answerWithFixture(notFound, 'no order has both numbers'), rule: 'unknown-reference' }
  }
  const answer = byOrderNo ?? byTradeNo ?? answerWithFixture(notFound, 'no number was asked')
  return tradeNo === null ? answer : withTradeNo(answer, tradeNo)
}
