import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/paymenku'
import {
  buildStatusRequest,
  capabilities,
  createPaymenku,
  description,
  errorMap,
  type PaymenkuOptions,
  type PaymenkuQuery,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import type { PaymenkuCredentials } from './provider.ts'
import { oracle } from './reference-reading.ts'
import { paidBody } from './test-bodies.ts'

const fakeKey = 'sk_live_canary-0123456789'

describeProvider<PaymenkuQuery>({
  name: 'paymenku',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createPaymenku({ ...options, apiKey: credentials.apiKey, ...changed } as PaymenkuOptions),
  credentials: { apiKey: credentials.apiKey },
  optionRows: { apiKey: {} } satisfies Record<keyof PaymenkuCredentials, Partial<OptionRow>>,
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
    { query: { merchantReference: 'INV-001', kind: 'payout' }, field: 'kind' },
  ],
  ownPaths: ['/api/v1', '/api/v1/check-status'],
  readReference: ({ target }) => decodeURIComponent(target.split('/').at(-1) ?? ''),
  readSecrets: ({ headers }) => [headers.authorization ?? ''],
  requests: [
    {
      name: 'a request by merchantReference',
      build: () => buildStatusRequest({ merchantReference: 'INV-001' }, { apiKey: 'sk_live_xxxxxxx' }),
      expected: request('https://paymenku.com/api/v1/check-status/INV-001'),
    },
    {
      name: 'a request by providerReference, which wins when both are given',
      build: () =>
        buildStatusRequest(
          { merchantReference: 'INV-001', providerReference: 'IDP202602271039768990' },
          { apiKey: 'sk_live_xxxxxxx' },
          { environment: 'sandbox' },
        ),
      expected: request('https://paymenku.com/api/v1/check-status/IDP202602271039768990'),
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest(
          { merchantReference: '../a?b#c%2F' },
          { apiKey: 'sk_live_xxxxxxx' },
          { baseUrl: 'http://127.0.0.1:4101/s/rina/' },
        ),
      expected: request('http://127.0.0.1:4101/s/rina/api/v1/check-status/..%2Fa%3Fb%23c%252F'),
    },
  ],
  answerWith: ({ providerStatus }) => ({
    body: paidBody({ status: providerStatus }),
    query: { merchantReference: 'INV-001' },
  }),
  oracle,
})

function request(url: string) {
  return {
    method: 'GET' as const,
    url,
    headers: {
      authorization: 'Bearer sk_live_xxxxxxx',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: null,
  }
}
