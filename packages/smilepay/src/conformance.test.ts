import { fileURLToPath } from 'node:url'
import { describeProvider, type OptionRow } from '@cekstatus/conformance'
import type { CommonOptions } from '@cekstatus/core'
import { createMockServer, credentials, fixtures } from '@cekstatus/mocks/smilepay'
import {
  buildAccessTokenRequest,
  buildStatusRequest,
  capabilities,
  createSmilepay,
  description,
  errorMap,
  parseStatusResponse,
  type SmilepayOptions,
  type SmilepayQuery,
  statusMap,
} from './index.ts'
import { oracle } from './reference-reading.ts'
import { inquiryBody, refusalBody, sampleToken, tokenBody } from './test-bodies.ts'

const sampleTime = (): Date => new Date('2025-02-25T09:14:05.999Z')

/** The secret that the vendor published for `sandbox-10001`; the signatures below come from the vectors. */
const sampleCredentials = {
  ...credentials,
  merchantSecret: 'c14befbb5976d969a91db06439d7e0f964f1a92c0d5417f5cc0a64a9988bf479',
}

const sampleContext = {
  accessToken: sampleToken,
  now: sampleTime,
  createExternalId: () => '12345678901234567890',
}

describeProvider<SmilepayQuery>({
  name: 'smilepay',
  directory: fileURLToPath(new URL('..', import.meta.url)),
  capabilities,
  description,
  statusMap,
  errorMap,
  parseStatusResponse,
  createClient: (options, changed = {}) =>
    createSmilepay({ ...options, ...credentials, ...changed } as SmilepayOptions),
  credentials,
  optionRows: {
    partnerId: {},
    merchantSecret: {},
    privateKey: {},
    channelId: { default: '`95221`' },
    origin: { default: 'not sent' },
    tokenStore: {
      type: '`SmilepayTokenStore`',
      default: 'not shared',
      meaning: 'shares one access token between processes: `docs/one-token-for-a-fleet.md`',
    },
  } satisfies Record<Exclude<keyof SmilepayOptions, keyof CommonOptions>, Partial<OptionRow>>,
  secrets: [credentials.merchantSecret, credentials.privateKey],
  vary: (variation) => {
    if (variation === 'wrong-secret') return { credentials: { merchantSecret: 'another-secret' } }
    return { options: { fetch: fetchWithForeignToken } }
  },
  mock: { fixtures, createMockServer },
  queryFor: (merchantReference) => ({ merchantReference, kind: 'payment' }),
  badQueries: [
    { query: {}, field: 'merchantReference' },
    { query: { kind: 'payment' }, field: 'merchantReference' },
    { query: { merchantReference: 'INV-001' }, field: 'kind' },
    { query: { merchantReference: 'INV-001', kind: 'purchase' }, field: 'kind' },
    { query: { merchantReference: 'INV-001', kind: 1 }, field: 'kind' },
    { query: { providerReference: 'x'.repeat(33), kind: 'payout' }, field: 'providerReference' },
    {
      query: { merchantReference: 'INV-001', providerReference: '', kind: 'payout' },
      field: 'providerReference',
    },
  ],
  ownPaths: ['/v1.0', '/v1.0/access-token/b2b', '/v1.0/inquiry-status'],
  readReference: ({ body }) => JSON.parse(body).orderNo,
  readSecrets: ({ headers }) => [
    headers['x-signature'] ?? '',
    ...(headers.authorization === undefined ? [] : [headers.authorization.replace('Bearer ', '')]),
  ],
  issuedToken: sampleToken,
  prepare: ({ target }) =>
    target.endsWith('/v1.0/access-token/b2b')
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: tokenBody() }
      : null,
  staleToken: {
    answer: {
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: refusalBody('4019201', 'Invalid Token (B2B)'),
    },
  },
  requests: [
    {
      name: "the page's request of a payout by merchantReference",
      build: () =>
        buildStatusRequest(
          { merchantReference: 'D_1740470950370', kind: 'payout' },
          { ...sampleCredentials, origin: 'www.yourdomain.com' },
          { ...sampleContext, environment: 'sandbox' },
        ),
      expected: {
        method: 'POST',
        url: 'https://sandbox-gateway.smilepay.id/v1.0/inquiry-status',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sampleToken}`,
          'x-timestamp': '2025-02-25T16:14:05+07:00',
          'x-signature':
            '7nKWHVvpP7qQOS6oU8yCYTB1lMw+zfJFoPFCcFfXX37HpoE+XDHxE7gVMGVo2SbMtDc+Z3YLA352ALFqC7yU5g==',
          origin: 'www.yourdomain.com',
          'x-partner-id': 'sandbox-10001',
          'x-external-id': '12345678901234567890',
          'channel-id': '95221',
        },
        body: '{"tradeType":2,"orderNo":"D_1740470950370"}',
      },
    },
    {
      name: 'the same request behind a base URL with a path, which is not signed, without ORIGIN',
      build: () =>
        buildStatusRequest({ merchantReference: 'D_1740470950370', kind: 'payout' }, sampleCredentials, {
          ...sampleContext,
          baseUrl: 'http://127.0.0.1:4102/s/rina/',
        }),
      expected: {
        method: 'POST',
        url: 'http://127.0.0.1:4102/s/rina/v1.0/inquiry-status',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sampleToken}`,
          'x-timestamp': '2025-02-25T16:14:05+07:00',
          'x-signature':
            '7nKWHVvpP7qQOS6oU8yCYTB1lMw+zfJFoPFCcFfXX37HpoE+XDHxE7gVMGVo2SbMtDc+Z3YLA352ALFqC7yU5g==',
          'x-partner-id': 'sandbox-10001',
          'x-external-id': '12345678901234567890',
          'channel-id': '95221',
        },
        body: '{"tradeType":2,"orderNo":"D_1740470950370"}',
      },
    },
    {
      name: 'a request of a payment by both references',
      build: () => {
        const query = { providerReference: '101100012503031541003246', merchantReference: 'INV-001' }
        const credentialsOfChannel = { ...sampleCredentials, channelId: '95051' }
        const request = buildStatusRequest({ ...query, kind: 'payment' }, credentialsOfChannel, sampleContext)
        return { ...request, headers: { 'channel-id': request.headers['channel-id'] ?? '' } }
      },
      expected: {
        method: 'POST',
        url: 'https://gateway.smilepay.id/v1.0/inquiry-status',
        headers: { 'channel-id': '95051' },
        body: '{"tradeType":1,"orderNo":"INV-001","tradeNo":"101100012503031541003246"}',
      },
    },
    {
      name: 'a request of a payment by providerReference',
      build: () => ({
        ...buildStatusRequest(
          { providerReference: '101100012503031541003246', kind: 'payment' },
          sampleCredentials,
          sampleContext,
        ),
        headers: {},
      }),
      expected: {
        method: 'POST',
        url: 'https://gateway.smilepay.id/v1.0/inquiry-status',
        headers: {},
        body: '{"tradeType":1,"tradeNo":"101100012503031541003246"}',
      },
    },
    {
      name: 'a request for an access token',
      build: () => {
        const request = buildAccessTokenRequest(credentials, { now: sampleTime })
        return { ...request, headers: { ...request.headers, 'x-signature': 'see the vectors' } }
      },
      expected: {
        method: 'POST',
        url: 'https://gateway.smilepay.id/v1.0/access-token/b2b',
        headers: {
          'content-type': 'application/json',
          'x-timestamp': '2025-02-25T16:14:05+07:00',
          'x-client-key': 'sandbox-10001',
          'x-signature': 'see the vectors',
        },
        body: '{"grantType":"client_credentials"}',
      },
    },
  ],
  answerWith: ({ providerStatus, kind }) => {
    const asked = kind === 'payout' ? 'payout' : 'payment'
    return {
      body: inquiryBody({ status: providerStatus, tradeType: asked === 'payment' ? 1 : 2 }),
      query: { merchantReference: 'INV-001', kind: asked },
    }
  },
  oracle,
})

/** Makes the client bear a token that nobody issued, however often it fetches one. */
async function fetchWithForeignToken(...parameters: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...parameters)
  if (!String(parameters[0]).endsWith('/v1.0/access-token/b2b')) return response
  const answer = (await response.json()) as { accessToken: string }
  return Response.json({ ...answer, accessToken: `${answer.accessToken}x` })
}
