import { fixtureBody } from '../src/fixtures.ts'
import { readFixtures } from '../src/read-fixtures.ts'
import type { Fixture, ScenarioException } from '../src/types.ts'
import transaction from './fixtures/transaction.json' with { type: 'json' }
import { formsTransaction } from './response-codes.ts'

/** The message of a response code, in the page's words. */
function describe(fixture: Fixture): string {
  const body = fixtureBody(fixture)
  const { message } = JSON.parse(body).data
  return formsTransaction(body) ? message : `${message}; no order is formed`
}

const read = readFixtures('transaction', transaction, {
  members: { merchantReference: 'ref_id', productCode: 'buyer_sku_code', target: 'customer_no' },
  describe,
})

/** Every response of the mock. */
export const fixtures = read.fixtures

/** What can be requested: the page's own references, one example per scenario, then further cases. */
export const references = read.references

export const exceptions: readonly ScenarioException[] = [
  { scenario: 'partial', reason: 'the page lists three status words, none of which means a part' },
  { scenario: 'processing', reason: 'the page lists three status words; being worked on is "Pending"' },
  { scenario: 'expired', reason: 'the page lists three status words, none of which means expired' },
  { scenario: 'canceled', reason: 'the page lists three status words, none of which means canceled' },
  { scenario: 'refunded', reason: 'the code of a refund, 74, goes with the word of a failure; ask rc-74' },
  { scenario: 'not-found', reason: 'an unknown ref_id is not refused: asking for it places an order' },
  { scenario: 'server-error', reason: 'no page shows a failure on the side of Digiflazz' },
]
