import type { CommonOptions, ParseOptions, StatusClient, StatusResponse, Transaction } from '@cekstatus/core'
import {
  buildRequest,
  createStatusClient,
  type ProviderDescription,
  parseResponse,
  type SignatureStage,
} from '@cekstatus/core/provider'
import { accessTokenStringToSign, hashBody, transactionStringToSign } from '@cekstatus/snap-bi'
import {
  buildAccessTokenRequest,
  type SmilepayAccessTokenContext,
  type SmilepaySignedRequest,
  smilepay,
  withAccessToken,
} from './provider.ts'
import type { SmilepayResponse } from './response.ts'
import type { SmilepayCredentials } from './sign.ts'
import type { SmilepayTokenStore } from './token-cache.ts'

export {
  type Advice,
  type CallOptions,
  CekStatusError,
  type ErrorCode,
  isCekStatusError,
  type Money,
  redactTransaction,
  type Status,
  type Transaction,
  type TransactionLine,
  type Warning,
} from '@cekstatus/core'
export {
  parseAccessTokenResponse,
  type SmilepayAccessToken,
  type SmilepayAccessTokenResponse,
} from './access-token.ts'
export { errorMap } from './errors.ts'
export {
  buildAccessTokenRequest,
  capabilities,
  type SmilepayAccessTokenContext,
  type SmilepaySignedRequest,
} from './provider.ts'
export type { SmilepayResponse } from './response.ts'
export type { SmilepayCredentials } from './sign.ts'
export { statusMap } from './status.ts'
export type { SmilepayTokenStore } from './token-cache.ts'

/**
 * Which of the two kinds, and at least one reference. Given both references, both are sent and both are compared with
 * the response.
 */
export type SmilepayQuery = { kind: 'payment' | 'payout' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** What an inquiry needs besides query and credentials; with `now` and `createExternalId` it is the same to the byte. */
export interface SmilepayRequestContext extends SmilepayAccessTokenContext {
  /** From `parseAccessTokenResponse`, without `Bearer `. */
  accessToken: string
  /** Makes the X-EXTERNAL-ID of one request: 20 to 36 digits, not used before on that day. Default: 32 random digits. */
  createExternalId?: () => string
}

/** The credentials, the options of every client, and where the access token is shared. */
export interface SmilepayOptions extends SmilepayCredentials, CommonOptions {
  /** Lets several processes use one access token; by default each client has its own. */
  tokenStore?: SmilepayTokenStore
}

/** What `createSmilepay` returns: one method, `getTransactionStatus`, and data about the provider. */
export type SmilepayClient = StatusClient<SmilepayQuery, SmilepayResponse>

/**
 * Creates a client for SmilePay's inquiry. It fetches an access token at the first call and shares it among all calls,
 * and through `tokenStore` among processes.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSmilepay(options: SmilepayOptions): SmilepayClient {
  return createStatusClient(smilepay, options, withAccessToken(options))
}

/**
 * Builds the signed inquiry for one transaction, without sending it. Source: https://docs.smilepay.id/inquiry
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or context
 */
export function buildStatusRequest(
  query: SmilepayQuery,
  credentials: SmilepayCredentials,
  context: SmilepayRequestContext,
): SmilepaySignedRequest {
  return buildRequest(smilepay, query, credentials, context ?? {}) as SmilepaySignedRequest
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that does not state the status of the transaction of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: SmilepayQuery,
  options: ParseOptions = {},
): Transaction<SmilepayResponse> {
  return parseResponse(smilepay, response, query, options)
}

/** Takes the place of the token that the request before the inquiry would have fetched. */
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
  amounts: { amount: 'the net amount; no page states whether fees are deducted' },
  personalFields: [],
  explainRequests: (query, credentials, { accessToken = placeholder, ...context } = {}) => {
    // One instant for both requests, close to a real inquiry.
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
    path: smilepay.path,
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
