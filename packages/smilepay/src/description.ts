import type { ProviderDescription, SignatureStage } from '@cekstatus/core/provider'
import { accessTokenStringToSign, hashBody, transactionStringToSign } from '@cekstatus/snap-bi'
import { buildAccessTokenRequest } from './access-token.ts'
import { buildStatusRequest, inquiryPath, type SmilepayQuery, type SmilepaySignedRequest } from './request.ts'
import type { SmilepayCredentials } from './sign.ts'

/** Stands for the token that the request before the inquiry would have fetched. */
const placeholder = 'ACCESS_TOKEN'

/** What tools need to know about SmilePay besides its capabilities and tables. */
export const description: ProviderDescription<SmilepayQuery, SmilepayCredentials> = {
  title: 'SmilePay',
  settings: [
    {
      name: 'partnerId',
      required: true,
      secret: false,
      meaning: 'merchant id; `sandbox-…` in the sandbox',
    },
    {
      name: 'merchantSecret',
      required: true,
      secret: true,
      meaning: 'signs inquiries; used as the text it is, not as hex',
    },
    {
      name: 'privateKey',
      required: true,
      secret: true,
      multiline: true,
      meaning: 'your RSA key of 2048 bits or more, as PEM or its base64; signs requests for an access token',
    },
    { name: 'channelId', required: false, secret: false, meaning: 'sent as `CHANNEL-ID`' },
    { name: 'origin', required: false, secret: false, meaning: 'your domain, sent as `ORIGIN`' },
  ],
  personalFields: [],
  explainRequests: (query, credentials, { accessToken = placeholder, ...context } = {}) => {
    // One instant for both requests, as near as a real inquiry comes to it.
    const instant = (context.now ?? (() => new Date()))()
    const fixed = { ...context, now: () => instant }
    const tokenRequest = buildAccessTokenRequest(credentials, fixed)
    const inquiry = buildStatusRequest(query, credentials, { ...fixed, accessToken })
    return [
      { purpose: 'access token', request: tokenRequest, stages: listTokenStages(tokenRequest, credentials) },
      { purpose: 'status', request: inquiry, stages: listInquiryStages(inquiry, accessToken) },
    ]
  },
}

function listTokenStages({ headers }: SmilepaySignedRequest, { partnerId }: SmilepayCredentials) {
  const { 'x-timestamp': timestamp = '' } = headers as Record<string, string>
  const stringToSign = accessTokenStringToSign({ clientKey: partnerId, timestamp })
  return [{ name: 'stringToSign', value: stringToSign, secret: false }, signatureOf(headers)]
}

function listInquiryStages({ method, headers, body }: SmilepaySignedRequest, accessToken: string) {
  const { 'x-timestamp': timestamp = '' } = headers as Record<string, string>
  const bodyHash = hashBody(body ?? '')
  const stringToSign = transactionStringToSign({
    method,
    path: inquiryPath,
    accessToken,
    bodyHash,
    timestamp,
  })
  return [
    { name: 'bodyHash', value: bodyHash, secret: false },
    { name: 'stringToSign', value: stringToSign, secret: false },
    signatureOf(headers),
  ]
}

function signatureOf(headers: SmilepaySignedRequest['headers']): SignatureStage {
  return { name: 'signature', value: headers['x-signature'], secret: true }
}
