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
import { type SekalipayCredentials, sekalipay } from './provider.ts'
import type { SekalipayResponse } from './schemas.ts'

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
export { capabilities, type SekalipayCredentials } from './provider.ts'
export type {
  SekalipayH2hResult,
  SekalipayItem,
  SekalipayOrder,
  SekalipayResponse,
  SekalipaySmmResult,
} from './schemas.ts'
export { statusMap } from './status.ts'

/** At least one reference. Given both, the request uses the provider's (the invoice), and the response must match both. */
export type SekalipayQuery = { kind?: 'purchase' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** The credentials, and the options of every client. */
export interface SekalipayOptions extends SekalipayCredentials, CommonOptions {}

/** What `createSekalipay` returns: one method, `getTransactionStatus`, and data about the provider. */
export type SekalipayClient = StatusClient<SekalipayQuery, SekalipayResponse>

/** Where the request goes. */
export type SekalipayRequestContext = RequestContext

/**
 * Creates a client for Sekalipay's transaction detail call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createSekalipay(options: SekalipayOptions): SekalipayClient {
  return createStatusClient(sekalipay, options)
}

/**
 * Builds the request for one transaction, without sending it.
 * Source: https://sekalipay.com/api-docs/transactions/detail
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: SekalipayQuery,
  credentials: SekalipayCredentials,
  context: SekalipayRequestContext = {},
): HttpRequest {
  return buildRequest(sekalipay, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that does not state the status of the transaction of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: SekalipayQuery,
  options: ParseOptions = {},
): Transaction<SekalipayResponse> {
  return parseResponse(sekalipay, response, query, options)
}

/** What tools need to know about Sekalipay besides its capabilities and tables. */
export const description: ProviderDescription<SekalipayQuery, SekalipayCredentials> = {
  title: 'Sekalipay',
  settings: [
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'key from the reseller dashboard, `sk_live_…`',
    },
  ],
  amounts: {
    amount: 'the price with fees, in rupiah',
    fee: 'the fees',
    netAmount: 'the price before fees',
  },
  personalFields: ['data.items[].note', 'data.items[].product_license'],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
