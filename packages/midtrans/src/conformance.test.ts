import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/midtrans'
import {
  buildStatusRequest,
  capabilities,
  createMidtrans,
  description,
  errorMap,
  type MidtransCredentials,
  type MidtransOptions,
  type MidtransQuery,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { settledBody } from './test-bodies.ts'
import { settledQuery } from './test-reading.ts'

const pageCredentials = { serverKey: 'SB-Mid-server-abc123cde456' }

describeProvider<MidtransQuery>({
  name: 'midtrans',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createMidtrans({ ...options, ...credentials, ...changed } as MidtransOptions),
  credentials,
  optionRows: { serverKey: {} } satisfies Record<keyof MidtransCredentials, Partial<OptionRow>>,
  secrets: [credentials.serverKey],
  vary: () => ({ credentials: { serverKey: 'fake-canary-0123456789' } }),
  mock: { fixtures, createMockServer },
  // An order_id has few characters, so any other text is an id of the provider's.
  queryFor: (reference) =>
    /^[\w.~-]*$/.test(reference) ? { merchantReference: reference } : { providerReference: reference },
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { merchantReference: 'INV#001' }, field: 'merchantReference' },
    { query: { merchantReference: '..' }, field: 'merchantReference' },
    { query: { providerReference: '.' }, field: 'providerReference' },
    { query: { merchantReference: 'INV-001', kind: 'payout' }, field: 'kind' },
  ],
  ownPaths: ['/v2'],
  readReference: ({ target }) => decodeURIComponent(target.split('/').at(-2) ?? ''),
  readSecrets: ({ headers }) => [headers.authorization?.replace('Basic ', '') ?? ''],
  requests: [
    {
      name: "a request with the page's example of a key",
      build: () => buildStatusRequest({ merchantReference: 'Postman-1578568851' }, pageCredentials),
      expected: request('https://api.midtrans.com/v2/Postman-1578568851/status'),
    },
    {
      name: 'a sandbox request by the provider reference',
      build: () =>
        buildStatusRequest(
          { merchantReference: 'a#b', providerReference: '57d5293c-e65f-4a29-95e4-5959c3fa335b' },
          pageCredentials,
          { environment: 'sandbox' },
        ),
      expected: request('https://api.sandbox.midtrans.com/v2/57d5293c-e65f-4a29-95e4-5959c3fa335b/status'),
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest({ providerReference: 'a/b?c' }, pageCredentials, {
          baseUrl: 'http://127.0.0.1:4107/s/rina/',
        }),
      expected: request('http://127.0.0.1:4107/s/rina/v2/a%2Fb%3Fc/status'),
    },
  ],
  answerWith: ({ providerStatus, qualifiers = [null] }) => ({
    body: settledBody({ transaction_status: providerStatus, fraud_status: qualifiers[0] }),
    query: settledQuery,
  }),
  oracle,
})

function request(url: string) {
  return {
    method: 'GET' as const,
    url,
    headers: {
      authorization: 'Basic U0ItTWlkLXNlcnZlci1hYmMxMjNjZGU0NTY6',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: null,
  }
}
