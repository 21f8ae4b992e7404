import { createHash } from 'node:crypto'
import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures, references } from './fixtures.ts'

/** What was ordered under the reference: a buyer knows it, and has to say it with every call. */
function orderOf({ merchantReference = '', productCode, target }: FixtureAsk['query']) {
  const entry = references.find(({ reference }) => reference === merchantReference)
  const listed = fixtures.find((fixture) => fixture.case === entry?.fixture)?.ask.query
  return {
    buyer_sku_code: productCode ?? listed?.productCode ?? 'xld10',
    customer_no: target ?? listed?.target ?? '087800001233',
    ref_id: merchantReference,
  }
}

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const username = variation === 'wrong-key' ? 'unknown-user' : credentials.username
  const apiKey = variation === 'wrong-secret' ? 'another-key' : credentials.apiKey
  const order = orderOf(query)
  const sign = createHash('md5').update(`${username}${apiKey}${order.ref_id}`).digest('hex')
  return send(
    new Request(`${baseUrl}/v1/transaction`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, ...order, sign }),
    }),
  )
}
