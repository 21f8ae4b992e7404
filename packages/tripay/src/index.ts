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
import { type TripayCredentials, tripay } from './provider.ts'
import type { TripayResponse } from './response.ts'

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
export { capabilities, type TripayCredentials } from './provider.ts'
export type {
  TripayDetailResponse,
  TripayListResponse,
  TripayResponse,
  TripayTransaction,
} from './response.ts'
export { statusMap } from './status.ts'

/** At least one reference. With both, the request carries the provider's, and the response must match both. */
export type TripayQuery = { kind?: 'payment' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** The credentials, and the options of every client. */
export interface TripayOptions extends TripayCredentials, CommonOptions {}

/** What `createTripay` returns: one method, `getTransactionStatus`, and data about the provider. */
export type TripayClient = StatusClient<TripayQuery, TripayResponse>

/** Where the request goes. */
export type TripayRequestContext = RequestContext

/**
 * Creates a client for Tripay's status calls.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createTripay(options: TripayOptions): TripayClient {
  return createStatusClient(tripay, options)
}

/**
 * Builds the request for one transaction, without sending it. Source: https://tripay.co.id/developer
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: TripayQuery,
  credentials: TripayCredentials,
  context: TripayRequestContext = {},
): HttpRequest {
  return buildRequest(tripay, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction of the query
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: TripayQuery,
  options: ParseOptions = {},
): Transaction<TripayResponse> {
  return parseResponse(tripay, response, query, options)
}

/** What tools need to know about Tripay besides its capabilities and tables. */
export const description: ProviderDescription<TripayQuery, TripayCredentials> = {
  title: 'Tripay',
  settings: [
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'key from the dashboard; sandbox and production have keys of their own',
    },
  ],
  amounts: {
    amount: 'what the customer pays, `fee_customer` included',
    fee: '`total_fee`, the fees of merchant and customer together',
    netAmount: '`amount_received`, what the merchant receives',
  },
  personalFields: [
    'data.customer_name',
    'data.customer_email',
    'data.customer_phone',
    'data.pay_code',
    'data.pay_url',
    'data.checkout_url',
    'data.qr_string',
    'data.qr_url',
    'data[].customer_name',
    'data[].customer_email',
    'data[].customer_phone',
    'data[].pay_code',
    'data[].pay_url',
    'data[].checkout_url',
    'data[].qr_string',
    'data[].qr_url',
  ],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
