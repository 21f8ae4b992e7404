import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

function pathOf({ merchantReference = '', providerReference, resource = 'invoice' }: FixtureAsk['query']) {
  const id = providerReference === undefined ? undefined : encodeURIComponent(providerReference)
  if (resource === 'payment_request') return `v3/payment_requests/${id}`
  const [collection, parameter] =
    resource === 'payout' ? ['payouts', 'reference_id'] : ['invoices', 'external_id']
  return id === undefined
    ? `v2/${collection}?${new URLSearchParams({ [parameter]: merchantReference })}`
    : `v2/${collection}/${id}`
}

export function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const secretKey = variation === 'wrong-key' ? 'xnd_production_unknown' : credentials.secretKey
  return send(
    new Request(`${baseUrl}/${pathOf(query)}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`,
        accept: 'application/json',
        ...(query.resource === 'payment_request' && { 'api-version': '2024-11-11' }),
      },
    }),
  )
}
