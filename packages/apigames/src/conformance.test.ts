import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/apigames'
import type { ApigamesCredentials } from './index.ts'
import {
  type ApigamesOptions,
  type ApigamesQuery,
  buildStatusRequest,
  capabilities,
  createApigames,
  description,
  errorMap,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { suksesBody } from './test-bodies.ts'

const vectorCredentials = {
  merchantId: 'M000000TESTXX0001',
  secretKey: 'not-a-real-secret-0123456789abcdef',
}

describeProvider<ApigamesQuery>({
  name: 'apigames',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createApigames({ ...options, ...credentials, ...changed } as ApigamesOptions),
  credentials,
  optionRows: { merchantId: {}, secretKey: {} } satisfies Record<
    keyof ApigamesCredentials,
    Partial<OptionRow>
  >,
  secrets: [credentials.merchantId, credentials.secretKey],
  vary: () => ({ credentials: { secretKey: 'fake-canary-0123456789' } }),
  mock: { fixtures, createMockServer },
  queryFor: (merchantReference) => ({ merchantReference }),
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { providerReference: 'T220926XXXXX00003' }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', providerReference: '' }, field: 'providerReference' },
    { query: { merchantReference: 'INV-001', kind: 'payment' }, field: 'kind' },
  ],
  ownPaths: ['/v2', '/v2/transaksi', '/v2/transaksi/status'],
  readReference: ({ body }) => JSON.parse(body).ref_id,
  readSecrets: ({ body }) => [JSON.parse(body).signature],
  requests: [
    {
      name: 'a request',
      build: () => buildStatusRequest({ merchantReference: 'INV-001' }, vectorCredentials),
      expected: request(
        'https://v1.apigames.id/v2/transaksi/status',
        '{"ref_id":"INV-001","merchant_id":"M000000TESTXX0001","signature":"c0eff6096a4aeb9feef920f9c1d96e81"}',
      ),
    },
    {
      name: 'a request that also names the provider reference, which is not sent',
      build: () =>
        buildStatusRequest(
          {
            merchantReference: 'order:with:colons',
            providerReference: 'T220926XXXXX00003',
            kind: 'purchase',
          },
          vectorCredentials,
          { environment: 'production' },
        ),
      expected: request(
        'https://v1.apigames.id/v2/transaksi/status',
        '{"ref_id":"order:with:colons","merchant_id":"M000000TESTXX0001","signature":"2b939c52584ec947f2edf31a551a1d95"}',
      ),
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest({ merchantReference: 'spasi dan/é' }, vectorCredentials, {
          environment: 'sandbox',
          baseUrl: 'http://127.0.0.1:4103/s/rina/',
        }),
      expected: request(
        'http://127.0.0.1:4103/s/rina/v2/transaksi/status',
        '{"ref_id":"spasi dan/é","merchant_id":"M000000TESTXX0001","signature":"6c3860182800206aecd2e1403fc0053f"}',
      ),
    },
  ],
  answerWith: ({ providerStatus }) => ({
    body: suksesBody({ status: providerStatus }),
    query: { merchantReference: 'sdfsdx2' },
  }),
  oracle,
})

function request(url: string, body: string) {
  return {
    method: 'POST' as const,
    url,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body,
  }
}
