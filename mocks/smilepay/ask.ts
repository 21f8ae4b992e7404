import { createHash, createHmac, sign } from 'node:crypto'
import type { Send } from '../src/ask.ts'
import type { FixtureAsk } from '../src/types.ts'
import { credentials } from './credentials.ts'

const timestamp = '2025-02-25T16:14:05+07:00'

const inquiryPath = '/v1.0/inquiry-status'

let requestCount = 0

/** Digits, another text for every request of this process. */
function nextExternalId(): string {
  requestCount += 1
  return String(requestCount).padStart(20, '0')
}

function requestToken(send: Send, baseUrl: string, clientKey: string): Promise<Response> {
  return send(
    new Request(`${baseUrl}/v1.0/access-token/b2b`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-client-key': clientKey,
        'x-signature': sign(
          'sha256',
          Buffer.from(`${credentials.partnerId}|${timestamp}`),
          credentials.privateKey,
        ).toString('base64'),
      },
      body: JSON.stringify({ grantType: 'client_credentials' }),
    }),
  )
}

function requestStatus(
  send: Send,
  baseUrl: string,
  { body, accessToken, secret }: { body: string; accessToken: string; secret: string },
): Promise<Response> {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const stringToSign = `POST:${inquiryPath}:${accessToken}:${bodyHash}:${timestamp}`
  return send(
    new Request(`${baseUrl}${inquiryPath}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${accessToken}`,
        'x-timestamp': timestamp,
        'x-signature': createHmac('sha512', secret).update(stringToSign).digest('base64'),
        'x-partner-id': credentials.partnerId,
        'x-external-id': nextExternalId(),
        'channel-id': '95221',
      },
      body,
    }),
  )
}

/** Fetches a token for every inquiry; returns the refusal of a token request. The default kind is payout. */
export async function ask(send: Send, baseUrl: string, { query, variation }: FixtureAsk): Promise<Response> {
  const clientKey = variation === 'wrong-key' ? 'sandbox-10002' : credentials.partnerId
  const tokenResponse = await requestToken(send, baseUrl, clientKey)
  if (!tokenResponse.ok) return tokenResponse
  const { accessToken } = await tokenResponse.json()
  return requestStatus(send, baseUrl, {
    body: JSON.stringify({
      tradeType: query.kind === 'payment' ? 1 : 2,
      orderNo: query.merchantReference,
      tradeNo: query.providerReference,
    }),
    accessToken: variation === 'foreign-token' ? `${accessToken}x` : accessToken,
    secret: variation === 'wrong-secret' ? 'another-secret' : credentials.merchantSecret,
  })
}
