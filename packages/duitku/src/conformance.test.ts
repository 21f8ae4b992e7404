import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import type { CommonOptions } from '@cekstatus/core'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/duitku'
import {
  buildStatusRequest,
  capabilities,
  createDuitku,
  type DuitkuOptions,
  type DuitkuQuery,
  description,
  errorMap,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { statusBody, credentials as vectorCredentials } from './test-bodies.ts'

describeProvider<DuitkuQuery>({
  name: 'duitku',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createDuitku({ ...options, ...credentials, ...changed } as DuitkuOptions),
  credentials,
  optionRows: {
    merchantCode: {},
    apiKey: {},
    signatureMethod: { default: "`'hmac-sha256'`" },
  } satisfies Record<Exclude<keyof DuitkuOptions, keyof CommonOptions>, Partial<OptionRow>>,
  secrets: [credentials.apiKey],
  vary: (variation) => ({
    credentials: variation === 'wrong-key' ? { merchantCode: 'D9999' } : { apiKey: 'fake-canary-0123456789' },
  }),
  mock: { fixtures, createMockServer },
  queryFor: (merchantReference) => ({ merchantReference }),
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { providerReference: 'DXXXXCX80TZJ85Q70QCI' }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001', providerReference: '' }, field: 'providerReference' },
    { query: { merchantReference: 'INV-001', kind: 'payout' }, field: 'kind' },
  ],
  ownPaths: ['/webapi/api/merchant/transactionStatus'],
  readReference: ({ body }) => JSON.parse(body).merchantOrderId,
  readSecrets: ({ body }) => [JSON.parse(body).signature],
  requests: [
    {
      name: 'a request',
      build: () => buildStatusRequest({ merchantReference: 'abcde12345' }, vectorCredentials),
      expected: request(
        'https://passport.duitku.com/webapi/api/merchant/transactionStatus',
        '{"merchantCode":"D0001","merchantOrderId":"abcde12345","signature":"bffa737e84c77b8871b3aa5b2df8abcd8dacce914fcc66b36dda2f55bf6e981b"}',
      ),
    },
    {
      name: 'a sandbox request with MD5 that also names the provider reference, which is not sent',
      build: () =>
        buildStatusRequest(
          { merchantReference: 'abcde12345', providerReference: 'DXXXXCX80TZJ85Q70QCI', kind: 'payment' },
          vectorCredentials,
          { environment: 'sandbox', signatureMethod: 'md5' },
        ),
      expected: request(
        'https://sandbox.duitku.com/webapi/api/merchant/transactionStatus',
        '{"merchantCode":"D0001","merchantOrderId":"abcde12345","signature":"6ba7e2dce729b8bd1094af39a485862a"}',
      ),
    },
    {
      name: 'a request behind a base URL with a path',
      build: () =>
        buildStatusRequest({ merchantReference: '150000abcde12345' }, vectorCredentials, {
          baseUrl: 'http://127.0.0.1:4103/s/rina/',
        }),
      expected: request(
        'http://127.0.0.1:4103/s/rina/webapi/api/merchant/transactionStatus',
        '{"merchantCode":"D0001","merchantOrderId":"150000abcde12345","signature":"4897b408fd8e4ccdcf93308a92ee48e17b8dafcf78221aa362c911aa6f2530f0"}',
      ),
    },
  ],
  answerWith: ({ providerStatus }) => ({
    body: statusBody({ statusCode: providerStatus }),
    query: { merchantReference: 'abcde12345' },
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
