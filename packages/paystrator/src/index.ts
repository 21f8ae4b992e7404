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
import {
  type PaystratorCredentials,
  type PaystratorDetails,
  paystrator,
  withTokenFunction,
} from './provider.ts'
import type { PaystratorResponse } from './response.ts'

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
  type AccessTokenSource,
  capabilities,
  type IdParameter,
  type PaystratorCredentials,
  type PaystratorDetails,
  type TokenHeader,
} from './provider.ts'
export type { PaystratorResponse, PaystratorResponseData } from './response.ts'
export { statusMap } from './status.ts'

/** The request carries Paystrator's id; the other fields are compared with the response. */
export interface PaystratorQuery {
  /** The `id` that the create call returned, such as `QR_…`. */
  providerReference: string
  /** Your `externalId`. */
  merchantReference?: string
  /** Compared with what the response shows. */
  kind?: 'payment' | 'payout'
}

/** The token, what the pages disagree about or leave open, and the options of every client. */
export interface PaystratorOptions extends PaystratorCredentials, PaystratorDetails, CommonOptions {}

/** What `createPaystrator` returns: one method, `getTransactionStatus`, and data about the provider. */
export type PaystratorClient = StatusClient<PaystratorQuery, PaystratorResponse>

/** Where a request goes, and in which of the documented forms. */
export interface PaystratorRequestContext
  extends RequestContext,
    Pick<PaystratorDetails, 'tokenHeader' | 'idParameter'> {
  /** The token of this request; replaces the credentials' own, and is required where that is a function. */
  accessToken?: string
}

/** What `parseStatusResponse` takes besides response and query. */
export interface PaystratorParseOptions extends ParseOptions, Pick<PaystratorDetails, 'currency'> {}

/**
 * Creates a client for Paystrator's get-status call. A token function is called before every HTTP request, and once more
 * after HTTP 401.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createPaystrator(options: PaystratorOptions): PaystratorClient {
  const accessToken: unknown = options?.accessToken
  return typeof accessToken === 'function'
    ? createStatusClient(paystrator, options, withTokenFunction(accessToken as () => unknown))
    : createStatusClient(paystrator, options)
}

/**
 * Builds the request for one transaction, without sending it and without calling a token function.
 * Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or context
 */
export function buildStatusRequest(
  query: PaystratorQuery,
  credentials: PaystratorCredentials,
  context: PaystratorRequestContext = {},
): HttpRequest {
  return buildRequest(paystrator, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that does not state the status of the transaction of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: PaystratorQuery,
  options: PaystratorParseOptions = {},
): Transaction<PaystratorResponse> {
  return parseResponse(paystrator, response, query, options)
}

/** What can be set for Paystrator alone. */
export type PaystratorSettings = PaystratorCredentials &
  Pick<PaystratorDetails, 'tokenHeader' | 'idParameter'>

/** What tools need to know about Paystrator besides its capabilities and tables. */
export const description: ProviderDescription<PaystratorQuery, PaystratorSettings> = {
  title: 'Paystrator',
  settings: [
    {
      name: 'accessToken',
      required: true,
      secret: true,
      renewable: true,
      meaning: 'public access token without `Bearer `',
    },
    {
      name: 'tokenHeader',
      required: false,
      secret: false,
      choices: ['publicAccessToken', 'authorization'],
      meaning: 'header that carries the token; the pages disagree',
    },
    {
      name: 'idParameter',
      required: false,
      secret: false,
      choices: ['id', 'transaction_id'],
      meaning: 'query parameter that carries the id; the pages disagree',
    },
    {
      name: 'currency',
      required: false,
      secret: false,
      meaning: 'currency of the amounts; an assumption, because the response does not state it',
    },
  ],
  amounts: { amount: 'the amount of the transaction, in the currency that the option states' },
  personalFields: [
    'data.attributes.qrData',
    'data.attributes.deeplink',
    'data.attributes.va_number',
    'data.attributes.va_name',
    'data.attributes.bankAccountNo',
    'data.attributes.bankAccountHolderName',
    'data.metadata',
  ],
  explainRequests: (query, { accessToken, tokenHeader, idParameter }, { environment, baseUrl } = {}) => [
    {
      purpose: 'status',
      request: buildStatusRequest(
        query,
        { accessToken },
        {
          ...(environment === undefined ? {} : { environment }),
          ...(baseUrl === undefined ? {} : { baseUrl }),
          ...(tokenHeader === undefined ? {} : { tokenHeader }),
          ...(idParameter === undefined ? {} : { idParameter }),
        },
      ),
      stages: [],
    },
  ],
}
