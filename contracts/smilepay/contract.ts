import { credentials, provider as mock } from '@cekstatus/mocks/smilepay'
import {
  buildAccessTokenRequest,
  createSmilepay,
  parseAccessTokenResponse,
  type SmilepayAccessToken,
} from '@cekstatus/smilepay'
import { signTransaction } from '@cekstatus/snap-bi'
import { Matchers } from '@pact-foundation/pact'
import { defineContract, frozenNow } from '../src/contract-types.ts'

const inquiryPath = '/v1.0/inquiry-status'
const tokenPath = '/v1.0/access-token/b2b'
const timestamp = '2026-01-26T10:00:00+07:00'
const foreignToken = 'a-token-that-was-never-issued'

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

let lastExternalId = 10n ** 31n

async function requestToken(baseUrl: string): Promise<SmilepayAccessToken> {
  const { url, ...request } = buildAccessTokenRequest(credentials, { now: frozenNow, baseUrl })
  const response = await fetch(url, request)
  return parseAccessTokenResponse(
    { status: response.status, headers: response.headers, body: await response.text() },
    { now: frozenNow },
  )
}

/** A fetch that answers the token call by itself and passes every other call on. */
function answerTokenCalls(token: string): typeof fetch {
  return (input, init) =>
    String(input).endsWith(tokenPath)
      ? Promise.resolve(
          Response.json({
            responseCode: '2007300',
            responseMessage: 'Successful',
            accessToken: token,
            tokenType: 'Bearer',
            expiresIn: '900',
            additionalInfo: null,
          }),
        )
      : fetch(input, init)
}

export const contract = defineContract({
  provider: 'smilepay',
  mock,
  create: createSmilepay,
  variations: {
    'wrong-secret': {
      merchantSecret: 'facefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeed',
    },
    // The client signs and sends, quite correctly, a token that the provider never issued.
    'foreign-token': { fetch: answerTokenCalls(foreignToken) },
  },
  /**
   * The pact holds a real signature for the body as Pact replays it, with its members in alphabetical order; the
   * vectors prove the client's own signatures.
   */
  request: (query, { partnerId = '', merchantSecret = '' }, variation) => {
    const token = variation === 'foreign-token' ? foreignToken : accessToken
    const body = { orderNo: query.merchantReference, tradeType: query.kind === 'payment' ? 1 : 2 }
    const { signature } = signTransaction({
      method: 'POST',
      path: inquiryPath,
      accessToken: token,
      body: JSON.stringify(body),
      timestamp,
      clientSecret: merchantSecret,
    })
    lastExternalId += 1n
    return {
      method: 'POST',
      path: inquiryPath,
      headers: {
        Authorization: `Bearer ${token}`,
        'X-TIMESTAMP': timestamp,
        'X-SIGNATURE': Matchers.regex(base64, signature),
        'X-PARTNER-ID': partnerId,
        'X-EXTERNAL-ID': Matchers.regex('^\\d{20,36}$', String(lastExternalId)),
        'CHANNEL-ID': '95221',
      },
      body,
    }
  },
  references: ({ merchantReference = '' }) => ({ orderNo: merchantReference }),
  exact: ['responseCode', 'status', 'tradeType'],
  typed: ['responseMessage', 'paymentMethod', 'money.amount', 'money.currency'],
  statusWords: [{ field: 'status' }],
  neverSent: ['merchantSecret', 'privateKey'],
  consumerOptions: { fetch: answerTokenCalls(accessToken) },
  prepare: async (mockUrl) => void (await requestToken(mockUrl)),
  preparations: [
    {
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
      ask: requestToken,
      expected: { transaction: { accessToken, lifetimeMs: 900_000 } },
    },
  ],
})
