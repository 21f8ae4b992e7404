import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import type { CommonOptions, StatusQuery } from '@cekstatus/core'
import {
  createMockServer,
  fixtures,
  credentials as mockCredentials,
  provider,
} from '@cekstatus/mocks/digiflazz'
import {
  buildStatusRequest,
  capabilities,
  createDigiflazz,
  type DigiflazzOptions,
  type DigiflazzQuery,
  description,
  errorMap,
  parseStatusResponse,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { bodyOfWord, now, order } from './test-bodies.ts'

const { username, apiKey } = mockCredentials
const credentials = { username, apiKey }
const vectorCredentials = { username: 'testuser01', apiKey: 'not-a-real-key-0123456789abcdef' }

type OwnOption = Exclude<keyof DigiflazzOptions, keyof CommonOptions>

describeProvider<DigiflazzQuery>({
  name: 'digiflazz',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  // The orders of this suite have a time, so all of its clients have a clock.
  createClient: (options, changed = {}) =>
    createDigiflazz({ now, ...options, ...credentials, ...changed } as DigiflazzOptions),
  credentials,
  optionRows: {
    username: {},
    apiKey: {},
    maxPrice: {
      type: 'number',
      default: 'not sent',
      meaning: 'maximum price of a call in rupiah, sent as `max_price`',
    },
  } satisfies Record<OwnOption, Partial<OptionRow>>,
  secrets: [username, apiKey],
  vary: (variation) => ({
    credentials:
      variation === 'wrong-key' ? { username: 'nobody-canary' } : { apiKey: 'fake-canary-0123456789' },
  }),
  mock: { fixtures, createMockServer },
  queryFor: (merchantReference) => ({ ...order, merchantReference }),
  completeQuery: (query: StatusQuery) => {
    const listed = provider.references.find(({ reference }) => reference === query.merchantReference)?.fixture
    const sample = fixtures.find((fixture) => fixture.case === listed)?.ask.query
    return { ...order, ...sample, ...query } as DigiflazzQuery
  },
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001' }, field: 'productCode' },
    { query: { ...order, productCode: undefined }, field: 'productCode' },
    { query: { ...order, target: undefined }, field: 'target' },
    { query: { ...order, target: 'a\nb' }, field: 'target' },
    { query: { ...order, orderedAt: undefined }, field: 'orderedAt' },
    { query: { ...order, orderedAt: '2025-10-28T03:00:00Z' }, field: 'orderedAt' },
    { query: { ...order, orderedAt: '2026-01-27T03:00:00Z' }, field: 'orderedAt' },
    { query: { ...order, providerReference: 'T1' }, field: 'providerReference' },
    { query: { ...order, kind: 'payment' }, field: 'kind' },
  ],
  ownPaths: ['/v1', '/v1/transaction'],
  readReference: ({ body }) => JSON.parse(body).ref_id,
  readSecrets: ({ body }) => [JSON.parse(body).sign],
  requests: [
    {
      name: 'a request',
      build: () => buildStatusRequest({ ...order, merchantReference: 'INV-001' }, vectorCredentials, { now }),
      expected: request(
        'https://api.digiflazz.com/v1/transaction',
        '{"username":"testuser01","buyer_sku_code":"xld10","customer_no":"087800001230","ref_id":"INV-001","sign":"9543b9ef2e8acdedd86b3a60469f42b8"}',
      ),
    },
    {
      name: 'a request in the sandbox behind a base URL with a path, that may spend one rupiah',
      build: () =>
        buildStatusRequest({ ...order, merchantReference: 'INV-001', target: '12.34' }, vectorCredentials, {
          now,
          environment: 'sandbox',
          maxPrice: 1,
          baseUrl: 'http://127.0.0.1:4106/s/rina/',
        }),
      expected: request(
        'http://127.0.0.1:4106/s/rina/v1/transaction',
        '{"username":"testuser01","buyer_sku_code":"xld10","customer_no":"12.34","ref_id":"INV-001","sign":"9543b9ef2e8acdedd86b3a60469f42b8","testing":true,"max_price":1,"allow_dot":true}',
      ),
    },
  ],
  answerWith: ({ providerStatus }) => ({ body: bodyOfWord(providerStatus), query: order }),
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
