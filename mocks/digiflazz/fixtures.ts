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
  { scenario: 'partial', reason: 'none of the three documented statuses means partial' },
  { scenario: 'processing', reason: 'the documented status is "Pending"' },
  { scenario: 'expired', reason: 'none of the three documented statuses means expired' },
  { scenario: 'canceled', reason: 'none of the three documented statuses means canceled' },
  { scenario: 'refunded', reason: 'a refund has code 74 and the status of a failure; use rc-74' },
  { scenario: 'not-found', reason: 'an unknown ref_id is not refused: the request places an order' },
  { scenario: 'server-error', reason: 'no page shows a failure on the side of Digiflazz' },
]
