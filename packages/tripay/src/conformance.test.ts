import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/tripay'
import {
  buildStatusRequest,
  capabilities,
  createTripay,
  description,
  errorMap,
  parseStatusResponse,
  statusMap,
  type TripayCredentials,
  type TripayOptions,
  type TripayQuery,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { detailBody } from './test-bodies.ts'

const key = { apiKey: 'DEV-xxxxxxx' }

describeProvider<TripayQuery>({
  name: 'tripay',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createTripay({ ...options, ...credentials, ...changed } as TripayOptions),
  credentials,
  optionRows: { apiKey: {} } satisfies Record<keyof TripayCredentials, Partial<OptionRow>>,
  secrets: [credentials.apiKey],
  vary: () => ({ credentials: { apiKey: 'fake-canary-0123456789' } }),
  mock: { fixtures, createMockServer },
  queryFor: (providerReference) => ({ providerReference }),
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', providerReference: '' }, field: 'providerReference' },
    { query: { merchantReference: 'INV-001', kind: 'payout' }, field: 'kind' },
  ],
  ownPaths: ['/api/transaction/detail'],
  readReference: ({ target }) => new URLSearchParams(target.split('?')[1]).get('reference') ?? '',
  readSecrets: ({ headers }) => [headers.authorization ?? ''],
  requests: [
    {
      name: 'a request by merchantReference, for the list',
      build: () => buildStatusRequest({ merchantReference: 'INV 1&status=PAID' }, key),
      expected: request(
        'https://tripay.co.id/api/merchant/transactions?merchant_ref=INV%201%26status%3DPAID',
      ),
    },
    {
      name: 'a request by providerReference, which wins when both are given',
      build: () =>
        buildStatusRequest({ merchantReference: 'INV-001', providerReference: 'T0001000000000000006' }, key),
      expected: request('https://tripay.co.id/api/transaction/detail?reference=T0001000000000000006'),
    },
    {
      name: 'a request to the sandbox, which is another path',
      build: () =>
        buildStatusRequest({ providerReference: 'DEV-T0001' }, key, {
          environment: 'sandbox',
          baseUrl: 'http://127.0.0.1:4108/s/rina/',
        }),
      expected: request('http://127.0.0.1:4108/s/rina/api-sandbox/transaction/detail?reference=DEV-T0001'),
    },
  ],
  answerWith: ({ providerStatus }) => ({
    body: detailBody({ status: providerStatus }),
    query: { providerReference: 'T0001000000000000006' },
  }),
  oracle,
})

function request(url: string) {
  return {
    method: 'GET' as const,
    url,
    headers: { authorization: `Bearer ${key.apiKey}`, accept: 'application/json' },
    body: null,
  }
}
