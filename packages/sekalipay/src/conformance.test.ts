import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import type { StatusRow } from '@cekstatus/core/provider'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/sekalipay'
import type { SekalipayCredentials } from './index.ts'
import {
  buildStatusRequest,
  capabilities,
  createSekalipay,
  description,
  errorMap,
  parseStatusResponse,
  type SekalipayOptions,
  type SekalipayQuery,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { failedH2hResult, h2hBody, smmBody, smmDelivered } from './test-bodies.ts'

const fakeKey = 'sk_live_canary-0123456789'

describeProvider<SekalipayQuery>({
  name: 'sekalipay',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createSekalipay({ ...options, apiKey: credentials.apiKey, ...changed } as SekalipayOptions),
  credentials: { apiKey: credentials.apiKey },
  optionRows: { apiKey: {} } satisfies Record<keyof SekalipayCredentials, Partial<OptionRow>>,
  secrets: [credentials.apiKey],
  vary: () => ({ credentials: { apiKey: fakeKey } }),
  mock: { fixtures, createMockServer },
  queryFor: (merchantReference) => ({ merchantReference }),
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { merchantReference: '.' }, field: 'merchantReference' },
    { query: { merchantReference: '..' }, field: 'merchantReference' },
    { query: { providerReference: '..' }, field: 'providerReference' },
    { query: { merchantReference: 'INV-001', providerReference: '' }, field: 'providerReference' },
    { query: { merchantReference: 'x'.repeat(192) }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', kind: 'payment' }, field: 'kind' },
  ],
  ownPaths: ['/api/v1', '/api/v1/trx'],
  readReference: ({ target }) => decodeURIComponent(target.split('/').at(-1) ?? ''),
  readSecrets: ({ headers }) => [headers['x-apikey'] ?? ''],
  requests: [
    {
      name: "the page's example request, by merchantReference",
      build: () => buildStatusRequest({ merchantReference: 'TRX-001' }, { apiKey: 'sk_live_xXxXx' }),
      expected: request('https://sekalipay.com/api/v1/trx/TRX-001'),
    },
    {
      name: 'a request by providerReference, which wins when both are given',
      build: () =>
        buildStatusRequest(
          { merchantReference: 'TRX-20260210-001', providerReference: 'SPY1770673917X5' },
          { apiKey: 'sk_live_xXxXx' },
          { environment: 'sandbox' },
        ),
      expected: request('https://sekalipay.com/api/v1/trx/SPY1770673917X5'),
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest(
          { merchantReference: 'sk:1/a?b#c%2F' },
          { apiKey: 'sk_live_xXxXx' },
          { baseUrl: 'http://127.0.0.1:4104/s/rina/' },
        ),
      expected: request('http://127.0.0.1:4104/s/rina/api/v1/trx/sk%3A1%2Fa%3Fb%23c%252F'),
    },
    {
      name: 'a request with the longest reference that the page allows',
      build: () => buildStatusRequest({ merchantReference: 'x'.repeat(191) }, { apiKey: 'sk_live_xXxXx' }),
      expected: request(`https://sekalipay.com/api/v1/trx/${'x'.repeat(191)}`),
    },
  ],
  answerWith: ({ providerStatus, scope }) => ({
    body: bodyWith(providerStatus, scope),
    query: { merchantReference: 'INV-001' },
  }),
  oracle,
})

function request(url: string) {
  return {
    method: 'GET' as const,
    url,
    headers: { 'x-apikey': 'sk_live_xXxXx', accept: 'application/json' },
    body: null,
  }
}

/** An order word stands beside an H2H item without a result, so that nothing but the word speaks. */
function bodyWith(word: string, scope: StatusRow['scope']): string {
  if (scope === 'order') return h2hBody({ order: { status: word }, body: { h2h_results: [] } })
  if (scope === 'SMM line') {
    // A line that waits makes a completed order processing, so here the order waits too.
    const order = isOneOf(word, ['pending']) ? { status: 'pending' } : {}
    return smmBody({ order, item: { status: undefined }, result: { ...smmDelivered.result, status: word } })
  }
  // A failed line under a completed order would be a contradiction, so here the order failed too.
  return isOneOf(word, ['failed'])
    ? h2hBody({ order: { status: 'failed' }, result: { ...failedH2hResult, dispatch_status: word } })
    : h2hBody({ result: { dispatch_status: word } })
}

function isOneOf(word: unknown, words: readonly string[]): boolean {
  return typeof word === 'string' && words.includes(word.trim().toLowerCase())
}
