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
  type DuitkuCredentials,
  type DuitkuSettings,
  duitku,
  statusSignature,
  statusStringToSign,
} from './provider.ts'
import type { DuitkuResponse } from './response.ts'

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
  capabilities,
  type DuitkuCredentials,
  type DuitkuSettings,
  type SignatureMethod,
  statusSignature,
  statusStringToSign,
} from './provider.ts'
export type { DuitkuResponse } from './response.ts'
export { statusMap } from './status.ts'

/** The request carries the merchant's order id alone; a `providerReference` must match the response's `reference`. */
export interface DuitkuQuery {
  /** The `merchantOrderId` of the transaction, at most 50 characters. */
  merchantReference: string
  /** Duitku's `reference`; not sent, and compared with the response. */
  providerReference?: string
  /** Every transaction here is a payment. */
  kind?: 'payment'
}

/** The credentials, the signature method, and the options of every client. */
export interface DuitkuOptions extends DuitkuCredentials, DuitkuSettings, CommonOptions {}

/** What `createDuitku` returns: one method, `getTransactionStatus`, and data about the provider. */
export type DuitkuClient = StatusClient<DuitkuQuery, DuitkuResponse>

/** Where the request goes, and how it is signed. */
export interface DuitkuRequestContext extends RequestContext, DuitkuSettings {}

/**
 * Creates a client for the transaction status of Duitku's payment gateway.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createDuitku(options: DuitkuOptions): DuitkuClient {
  return createStatusClient(duitku, options)
}

/**
 * Builds the request for one transaction, without sending it. Its body holds a signature that can also authorize creating
 * an order or pass as that of a callback: do not log it. Source: https://docs.duitku.com/api/id/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential, signature method or base URL
 */
export function buildStatusRequest(
  query: DuitkuQuery,
  credentials: DuitkuCredentials,
  context: DuitkuRequestContext = {},
): HttpRequest {
  return buildRequest(duitku, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction of the query
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: DuitkuQuery,
  options: ParseOptions = {},
): Transaction<DuitkuResponse> {
  return parseResponse(duitku, response, query, options)
}

/** What tools need to know about Duitku besides its capabilities and tables. */
export const description: ProviderDescription<DuitkuQuery, DuitkuCredentials & DuitkuSettings> = {
  title: 'Duitku',
  settings: [
    {
      name: 'merchantCode',
      required: true,
      secret: false,
      meaning: 'merchant code of the project, such as `D0001`',
    },
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'API key (merchant key) of the same project and environment',
    },
    {
      name: 'signatureMethod',
      required: false,
      secret: false,
      choices: ['hmac-sha256', 'md5'],
      meaning: 'how requests are signed; the page calls `md5` obsolete',
    },
  ],
  amounts: {
    amount:
      'the amount of the transaction in rupiah; whether a fee that the customer pays is included is not documented',
    fee: 'the fee of the transaction in rupiah; who pays it is not documented',
  },
  personalFields: [],
  explainRequests: (query, { signatureMethod, ...credentials }, context) => {
    const settings = signatureMethod === undefined ? {} : { signatureMethod }
    const { merchantReference } = query
    const stringToSign = statusStringToSign(merchantReference, credentials, signatureMethod)
    return [
      {
        purpose: 'status',
        request: buildStatusRequest(query, credentials, { ...context, ...settings }),
        stages: [
          { name: 'stringToSign', value: stringToSign, secret: false },
          {
            name: 'signature',
            value: statusSignature(merchantReference, credentials, signatureMethod),
            secret: true,
          },
        ],
      },
    ]
  },
}
