import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import type { CommonOptions, Kind } from '@cekstatus/core'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/paystrator'
import {
  buildStatusRequest,
  capabilities,
  createPaystrator,
  description,
  errorMap,
  type PaystratorOptions,
  type PaystratorQuery,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { errorBody, paymentBody, paymentId, payoutBody, payoutId } from './test-bodies.ts'

const foreignToken = 'issued-by-nobody-0123456789'

describeProvider<PaystratorQuery>({
  name: 'paystrator',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createPaystrator({ ...options, accessToken: credentials.accessToken, ...changed } as PaystratorOptions),
  credentials: { accessToken: credentials.accessToken },
  optionRows: {
    accessToken: {},
    tokenHeader: { default: '`publicAccessToken`' },
    idParameter: { default: '`id`' },
    currency: { default: '`IDR`' },
  } satisfies Record<Exclude<keyof PaystratorOptions, keyof CommonOptions>, Partial<OptionRow>>,
  secrets: [credentials.accessToken],
  vary: () => ({ credentials: { accessToken: foreignToken } }),
  mock: { fixtures, createMockServer },
  queryFor: (providerReference) => ({ providerReference }),
  badQueries: [
    { query: {}, field: 'providerReference' },
    { query: { merchantReference: 'id-01' }, field: 'providerReference' },
    { query: { providerReference: paymentId, merchantReference: '' }, field: 'merchantReference' },
    { query: { providerReference: paymentId, kind: 'purchase' }, field: 'kind' },
  ],
  ownPaths: ['/v1', '/v1/get-status'],
  readReference: ({ target }) => decodeURIComponent(/\/v1\/get-status\?id=([^&]*)$/.exec(target)?.[1] ?? ''),
  readSecrets: ({ headers }) => [headers.publicaccesstoken ?? ''],
  staleToken: {
    answer: {
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: errorBody(401, 'Unauthorized', 'permission_denied'),
    },
    credentials: { accessToken: () => credentials.accessToken },
  },
  requests: [
    {
      name: 'a request in the default form',
      build: () => buildStatusRequest({ providerReference: paymentId }, { accessToken: 'token-1' }),
      expected: {
        method: 'GET',
        url: `https://api.paystrator.com/v1/get-status?id=${paymentId}`,
        headers: { publicAccessToken: 'Bearer token-1', accept: 'application/json' },
        body: null,
      },
    },
    {
      name: 'a sandbox request in the other form, with the token of the context',
      build: () =>
        buildStatusRequest(
          { providerReference: payoutId, merchantReference: 'id-01', kind: 'payout' },
          { accessToken: () => 'never asked' },
          {
            environment: 'sandbox',
            tokenHeader: 'authorization',
            idParameter: 'transaction_id',
            accessToken: 'token-2',
          },
        ),
      expected: {
        method: 'GET',
        url: `https://sandbox.paystrator.com/v1/get-status?transaction_id=${payoutId}`,
        headers: { authorization: 'Bearer token-2', accept: 'application/json' },
        body: null,
      },
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest(
          { providerReference: '../a?b#c%2F&d=e f+g' },
          { accessToken: 'token-1' },
          { baseUrl: 'http://127.0.0.1:4105/s/rina/' },
        ),
      expected: {
        method: 'GET',
        url: 'http://127.0.0.1:4105/s/rina/v1/get-status?id=..%2Fa%3Fb%23c%252F%26d%3De%20f%2Bg',
        headers: { publicAccessToken: 'Bearer token-1', accept: 'application/json' },
        body: null,
      },
    },
  ],
  answerWith: ({ providerStatus, kind }) => answerOf(kind ?? 'payment', providerStatus),
  oracle,
})

function answerOf(kind: Kind, status: string): { body: string; query: PaystratorQuery } {
  if (kind === 'payout') return { body: payoutBody({ status }), query: { providerReference: payoutId } }
  if (kind === 'unknown') {
    return { body: payoutBody({ status, attributes: {} }), query: { providerReference: payoutId } }
  }
  return { body: paymentBody({ status }), query: { providerReference: paymentId } }
}
