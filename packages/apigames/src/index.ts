import type {
  CommonOptions,
  HttpRequest,
  ParseOptions,
  RequestContext,
  StatusClient,
  StatusResponse,
  Transaction,
} from '@cekstatus/core'
import {
  buildRequest,
  createStatusClient,
  type ProviderDescription,
  parseResponse,
} from '@cekstatus/core/provider'
import { type ApigamesCredentials, apigames, statusSignature, statusStringToSign } from './provider.ts'
import type { ApigamesResponse } from './response.ts'

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
export { errorMap } from './errors.ts'
export {
  type ApigamesCredentials,
  capabilities,
  statusSignature,
  statusStringToSign,
} from './provider.ts'
export type { ApigamesResponse, ApigamesResponseData } from './response.ts'
export { statusMap } from './status.ts'

/** The request carries the merchant's `ref_id` alone; a `providerReference` must match the response's `trx_id`. */
export interface ApigamesQuery {
  /** The `ref_id` of the purchase, at most 255 characters. */
  merchantReference: string
  /** Their `trx_id`; not sent, and compared with the response. */
  providerReference?: string
  /** Every transaction here is a purchase. */
  kind?: 'purchase'
}

/** The credentials, and the options of every client. */
export interface ApigamesOptions extends ApigamesCredentials, CommonOptions {}

/** What `createApigames` returns: one method, `getTransactionStatus`, and data about the provider. */
export type ApigamesClient = StatusClient<ApigamesQuery, ApigamesResponse>

/** Where the request goes. */
export type ApigamesRequestContext = RequestContext

/**
 * Creates a client for API Games' v2 transaction status.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createApigames(options: ApigamesOptions): ApigamesClient {
  return createStatusClient(apigames, options)
}

/**
 * Builds the request for one transaction, without sending it. Its body holds a signature that also authorizes buying
 * under this reference: do not log it. Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: ApigamesQuery,
  credentials: ApigamesCredentials,
  context: ApigamesRequestContext = {},
): HttpRequest {
  return buildRequest(apigames, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that does not state the status of the transaction of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: ApigamesQuery,
  options: ParseOptions = {},
): Transaction<ApigamesResponse> {
  return parseResponse(apigames, response, query, options)
}

/** What tools need to know about API Games besides its capabilities and tables. */
export const description: ProviderDescription<ApigamesQuery, ApigamesCredentials> = {
  title: 'API Games',
  settings: [
    {
      name: 'merchantId',
      required: true,
      secret: true,
      meaning: 'Merchant ID from the member area, without a colon',
    },
    { name: 'secretKey', required: true, secret: true, meaning: 'Secret Key from the member area' },
  ],
  amounts: { amount: 'the value of the goods in rupiah, not what left the deposit' },
  // The message is a sentence around the destination.
  personalFields: ['data.destination', 'data.message'],
  explainRequests: (query, credentials, context) => {
    const request = buildStatusRequest(query, credentials, context)
    const { merchantReference } = query
    return [
      {
        purpose: 'status',
        request,
        stages: [
          { name: 'stringToSign', value: statusStringToSign(merchantReference, credentials), secret: false },
          { name: 'signature', value: statusSignature(merchantReference, credentials), secret: true },
        ],
      },
    ]
  },
}
