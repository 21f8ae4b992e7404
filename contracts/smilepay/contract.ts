import { credentials, provider as mock } from '@cekstatus/mocks/smilepay'
import {
  buildAccessTokenRequest,
  parseAccessTokenResponse,
  type SmilepayAccessToken,
} from '@cekstatus/smilepay'
import { signTransaction } from '@cekstatus/snap-bi'
import { Matchers } from '@pact-foundation/pact'
import { type Contract, findFixture, frozenNow, type Interaction } from '../src/contract-types.ts'
import { answerTokenCalls, createClient, foreignToken, wrongSecret } from './client.ts'

const inquiryPath = '/v1.0/inquiry-status'
const tokenPath = '/v1.0/access-token/b2b'
const timestamp = '2026-01-26T10:00:00+07:00'

const base64 = '^[A-Za-z0-9+/]+={0,2}$'

/** The token that the mock issues under the frozen clock: the same one in every run. */
const tokenRequest = buildAccessTokenRequest(credentials, { now: frozenNow })
const tokenAnswer = mock.createEngine({ now: frozenNow }).handle({
  method: tokenRequest.method,
  path: tokenPath,
  query: new URLSearchParams(),
  headers: tokenRequest.headers,
  body: tokenRequest.body ?? '',
})
const { accessToken } = JSON.parse(tokenAnswer.body) as { accessToken: string }

interface Inquiry {
  kind: 'payment' | 'payout'
  reference: string
  token?: string
  clientSecret?: string
}

let lastExternalId = 10n ** 31n

/**
 * The pact holds a real signature for the body as Pact replays it, with its members in alphabetical order;
 * the client's own signatures are held by the vectors.
 */
function inquiry({
  kind,
  reference,
  token = accessToken,
  clientSecret = credentials.merchantSecret,
}: Inquiry): Interaction['request'] {
  const body = { orderNo: reference, tradeType: kind === 'payment' ? 1 : 2 }
  const { signature } = signTransaction({
    method: 'POST',
    path: inquiryPath,
    accessToken: token,
    body: JSON.stringify(body),
    timestamp,
    clientSecret,
  })
  lastExternalId += 1n
  return {
    method: 'POST',
    path: inquiryPath,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-TIMESTAMP': timestamp,
      'X-SIGNATURE': Matchers.regex(base64, signature),
      'X-PARTNER-ID': credentials.partnerId,
      'X-EXTERNAL-ID': Matchers.regex('^\\d{20,36}$', String(lastExternalId)),
      'CHANNEL-ID': '95221',
    },
    body,
  }
}

function transaction(
  outcome: Interaction['outcome'] & ('success' | 'pending' | 'failed' | 'expired'),
  kind: 'payment' | 'payout',
  expected: Record<string, unknown>,
): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title: `a ${kind} that is ${outcome}`,
    state: { scenario: outcome, reference },
    request: inquiry({ kind, reference }),
    fixture: findFixture(mock, `${kind}-${outcome}`),
    references: { orderNo: reference },
    exact: ['responseCode', 'status', 'tradeType'],
    typed: ['paymentMethod', 'money.amount', 'money.currency'],
    query: { merchantReference: reference, kind },
    expected: { answer: { merchantReference: reference, kind, ...expected } },
  }
}

const refused = { references: {}, exact: ['responseCode'], typed: ['responseMessage'] }

async function askToken(baseUrl: string, privateKey: string): Promise<SmilepayAccessToken> {
  const { url, ...request } = buildAccessTokenRequest(
    { ...credentials, privateKey },
    { now: frozenNow, baseUrl },
  )
  const response = await fetch(url, request)
  return parseAccessTokenResponse(
    { status: response.status, headers: response.headers, body: await response.text() },
    { now: frozenNow },
  )
}

export const contract: Contract = {
  provider: 'smilepay',
  mock,
  createClient,
  neverSent: ['merchantSecret', 'privateKey'],
  consumerOptions: { fetch: answerTokenCalls(accessToken) },
  prepare: async (mockUrl) => void (await askToken(mockUrl, credentials.privateKey)),
  interactions: [
    {
      outcome: 'preparation',
      title: 'an access token',
      state: { scenario: 'success', reference: 'success-001' },
      request: {
        method: 'POST',
        path: tokenPath,
        headers: {
          'X-TIMESTAMP': timestamp,
          'X-CLIENT-KEY': credentials.partnerId,
          'X-SIGNATURE': Matchers.regex(base64, tokenRequest.headers['x-signature']),
        },
        body: { grantType: 'client_credentials' },
      },
      fixture: { response: { status: tokenAnswer.status, headers: {}, body: [tokenAnswer.body] } },
      references: {},
      exact: ['responseCode'],
      typed: ['accessToken', 'expiresIn'],
      query: {},
      ask: (baseUrl) => askToken(baseUrl, credentials.privateKey),
      expected: { answer: { accessToken, lifetimeMs: 900_000 } },
    },
    transaction('success', 'payment', { status: 'success', advice: 'fulfill' }),
    transaction('success', 'payout', { status: 'success', advice: 'fulfill' }),
    transaction('pending', 'payment', { status: 'pending', advice: 'wait' }),
    transaction('failed', 'payout', { status: 'failed', advice: 'release' }),
    transaction('expired', 'payment', { status: 'expired', advice: 'release' }),
    transaction('expired', 'payout', { status: 'unknown', advice: 'review' }),
    {
      ...refused,
      outcome: 'not-found',
      title: 'a payment that nobody knows',
      state: { scenario: 'not-found', reference: 'not-found-001' },
      request: inquiry({ kind: 'payment', reference: 'not-found-001' }),
      fixture: findFixture(mock, 'not-found'),
      query: { merchantReference: 'not-found-001', kind: 'payment' },
      expected: { error: { code: 'NOT_FOUND' } },
    },
    {
      ...refused,
      outcome: 'unauthorized',
      title: 'an inquiry signed with a wrong secret',
      state: { scenario: 'documented', reference: 'D_1740470950370' },
      request: inquiry({ kind: 'payout', reference: 'D_1740470950370', clientSecret: wrongSecret }),
      fixture: findFixture(mock, 'invalid-signature'),
      query: { merchantReference: 'D_1740470950370', kind: 'payout' },
      variation: 'wrong-secret',
      expected: { error: { code: 'AUTHENTICATION' } },
    },
    {
      ...refused,
      outcome: 'unauthorized',
      title: 'an inquiry with a token that was never issued',
      state: { scenario: 'documented', reference: 'D_1740470950370' },
      request: inquiry({ kind: 'payout', reference: 'D_1740470950370', token: foreignToken }),
      fixture: findFixture(mock, 'invalid-token'),
      query: { merchantReference: 'D_1740470950370', kind: 'payout' },
      variation: 'foreign-token',
      expected: { error: { code: 'AUTHENTICATION' } },
    },
  ],
  exceptions: [{ outcome: 'partial', reason: 'SmilePay documents no status word for a part' }],
}
