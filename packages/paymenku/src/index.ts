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
import { type PaymenkuCredentials, paymenku } from './provider.ts'
import type { PaymenkuResponse } from './response.ts'

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
export { capabilities, type PaymenkuCredentials } from './provider.ts'
export type { PaymenkuResponse, PaymenkuResponseData } from './response.ts'
export { statusMap } from './status.ts'

/** At least one reference. Given both, the request uses the provider's, and the response must match both. */
export type PaymenkuQuery = { kind?: 'payment' } & (
  | { merchantReference: string; providerReference?: string }
  | { merchantReference?: string; providerReference: string }
)

/** The credentials, and the options of every client. */
export interface PaymenkuOptions extends PaymenkuCredentials, CommonOptions {}

/** What `createPaymenku` returns: one method, `getTransactionStatus`, and data about the provider. */
export type PaymenkuClient = StatusClient<PaymenkuQuery, PaymenkuResponse>

/** Where the request goes. */
export type PaymenkuRequestContext = RequestContext

/**
 * Creates a client for Paymenku's check-status call.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createPaymenku(options: PaymenkuOptions): PaymenkuClient {
  return createStatusClient(paymenku, options)
}

/**
 * Builds the request for one transaction, without sending it. Source: https://docs.paymenku.com/api/check-status
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL
 */
export function buildStatusRequest(
  query: PaymenkuQuery,
  credentials: PaymenkuCredentials,
  context: PaymenkuRequestContext = {},
): HttpRequest {
  return buildRequest(paymenku, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that does not state the status of the transaction of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: PaymenkuQuery,
  options: ParseOptions = {},
): Transaction<PaymenkuResponse> {
  return parseResponse(paymenku, response, query, options)
}

/** What tools need to know about Paymenku besides its capabilities and tables. */
export const description: ProviderDescription<PaymenkuQuery, PaymenkuCredentials> = {
  title: 'Paymenku',
  settings: [
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'key from the dashboard, `sk_live_…` or `sk_test_…`',
    },
  ],
  amounts: {
    amount: 'what the customer pays; may include the fee',
    fee: 'the total fee',
    netAmount: 'what the merchant receives',
  },
  personalFields: ['data.customer_name', 'data.customer_email', 'data.customer_phone', 'data.pay_url'],
  explainRequests: (query, credentials, context) => [
    { purpose: 'status', request: buildStatusRequest(query, credentials, context), stages: [] },
  ],
}
