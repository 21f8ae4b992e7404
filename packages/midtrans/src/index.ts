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
import { type MidtransCredentials, midtrans } from './provider.ts'
import type { MidtransResponse } from './response.ts'

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
export { capabilities, type MidtransCredentials } from './provider.ts'
export type { MidtransRefund, MidtransResponse } from './response.ts'
export { statusMap } from './status.ts'

/**
 * At least one reference. Given both, the request uses the provider's (`transaction_id`), and the response must match
 * both. DANA and BI-SNAP payments are found by `providerReference` only.
 */
export type MidtransQuery = { kind?: 'payment' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** The credentials, and the options of every client. */
export interface MidtransOptions extends MidtransCredentials, CommonOptions {}

/** What `createMidtrans` returns: one method, `getTransactionStatus`, and data about the provider. */
export type MidtransClient = StatusClient<MidtransQuery, MidtransResponse>

/** Where the request goes. */
export type MidtransRequestContext = RequestContext

/**
 * Creates a client for Midtrans's Get Transaction Status call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createMidtrans(options: MidtransOptions): MidtransClient {
  return createStatusClient(midtrans, options)
}

/**
 * Builds the request for one transaction, without sending it. Its header holds the server key: do not log it.
 * Source: https://docs.midtrans.com/reference/get-transaction-status
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: MidtransQuery,
  credentials: MidtransCredentials,
  context: MidtransRequestContext = {},
): HttpRequest {
  return buildRequest(midtrans, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction of the query
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: MidtransQuery,
  options: ParseOptions = {},
): Transaction<MidtransResponse> {
  return parseResponse(midtrans, response, query, options)
}

/** What tools need to know about Midtrans besides its capabilities and tables. */
export const description: ProviderDescription<MidtransQuery, MidtransCredentials> = {
  title: 'Midtrans',
  settings: [
    {
      name: 'serverKey',
      required: true,
      secret: true,
      meaning: 'Server Key from the dashboard, under Settings, Access Keys; each environment has its own',
    },
  ],
  amounts: {
    amount: 'what the customer pays, with a fee that Midtrans puts on the customer',
    netAmount: 'the amount of the order without that fee, where the response has it',
  },
  // A signature_key authenticates a notification whose transaction_status anybody may have changed.
  personalFields: [
    'masked_card',
    'payer_phone_number',
    'actions',
    'va_numbers',
    'permata_va_number',
    'saved_token_id',
    'signature_key',
    'custom_field1',
    'custom_field2',
    'custom_field3',
    'metadata',
  ],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
