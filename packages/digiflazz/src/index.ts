import type {
  CommonOptions,
  HttpRequest,
  ParseOptions,
  RequestContext,
  StatusClient,
  StatusQuery,
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
  type DigiflazzCredentials,
  type DigiflazzSettings,
  digiflazz,
  orderSignature,
  orderStringToSign,
} from './provider.ts'
import type { DigiflazzResponse } from './response.ts'

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
export { maxOrderAgeDays } from './order.ts'
export {
  capabilities,
  type DigiflazzCredentials,
  type DigiflazzSettings,
  orderSignature,
  orderStringToSign,
} from './provider.ts'
export type { DigiflazzResponse, DigiflazzResponseData } from './response.ts'
export { statusMap } from './status.ts'

/**
 * One prepaid order, exactly as it was sent: a status check sends the order again. **If Digiflazz does not know the
 * order, the call places it and spends your balance**: a reference that never arrived, another product code or number,
 * or an order of more than 90 days.
 */
export interface DigiflazzQuery {
  /** The `ref_id` of the order. */
  merchantReference: string
  /** The `buyer_sku_code` of the order. */
  productCode: string
  /** Whom the order is for: its `customer_no`, character by character. Personal data. */
  target: string
  /**
   * When the order was first sent, from your own books; never the present. A `Date`, or an ISO date-time with `Z` or an
   * offset. Older than 80 days is refused before anything is sent, younger than a minute must wait.
   */
  orderedAt: Date | string
  /** Every transaction here is a purchase. */
  kind?: 'purchase'
}

/** What a response is parsed for; fields besides the reference are compared where present. */
export type DigiflazzParseQuery = Pick<DigiflazzQuery, 'merchantReference'> & Partial<DigiflazzQuery>

/** Where the request goes, and the clock for the age of the order. */
export interface DigiflazzRequestContext extends RequestContext, DigiflazzSettings {
  /** Returns the current time; default: the system clock. */
  now?: () => Date
}

/** The credentials, and the options of every client. */
export interface DigiflazzOptions extends DigiflazzCredentials, DigiflazzSettings, CommonOptions {}

/** What `createDigiflazz` returns: one method, `getTransactionStatus`, which may order, and data about the provider. */
export type DigiflazzClient = StatusClient<DigiflazzQuery, DigiflazzResponse>

/**
 * Creates a client for Digiflazz' prepaid status check. **The check is the order sent again and may spend your balance**:
 * see `DigiflazzQuery`. A client never sends one call twice, whatever `retry` says; waiting, watching and asking for many
 * are refused unless `allowRepeat: true`.
 *
 * @throws CekStatusError `CONFIGURATION` for a missing or malformed option
 */
export function createDigiflazz(options: DigiflazzOptions): DigiflazzClient {
  return createStatusClient(digiflazz, options)
}

/**
 * Builds the request for one order, without sending it. **Sending it may order and spend your balance**; see
 * `DigiflazzQuery`. Its body holds a signature that authorizes ordering under this reference: do not log it.
 * Source: https://developer.digiflazz.com/api/buyer/cek-status/
 *
 * @throws CekStatusError `CONFIGURATION` for a malformed query, credential or base URL and for an order older than 80
 * days; `RATE_LIMITED` for one of less than a minute
 */
export function buildStatusRequest(
  query: DigiflazzQuery,
  credentials: DigiflazzCredentials,
  context: DigiflazzRequestContext = {},
): HttpRequest {
  return buildRequest(digiflazz, query, credentials, context)
}

/**
 * Parses a response to the request of `buildStatusRequest`, without sending anything. Of the query only the reference is
 * required here; product code and number are compared where present.
 *
 * @throws CekStatusError for every response that does not state the status of the order of the query reliably
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: DigiflazzParseQuery,
  options: ParseOptions = {},
): Transaction<DigiflazzResponse> {
  return parseResponse(digiflazz, response, query as StatusQuery, options)
}

/** What tools need to know about Digiflazz besides its capabilities and tables. */
export const description: ProviderDescription<DigiflazzQuery, DigiflazzCredentials> = {
  title: 'Digiflazz',
  settings: [
    {
      name: 'username',
      required: true,
      secret: true,
      meaning: 'username from the API connection page',
    },
    {
      name: 'apiKey',
      required: true,
      secret: true,
      meaning: 'API key of the mode in use, from the same page',
    },
  ],
  amounts: { amount: 'the rupiah that the order takes from the balance' },
  // A serial number may be a voucher code or the token of an electricity meter.
  personalFields: ['data.customer_no', 'data.sn', 'data.message', 'data.tele', 'data.wa'],
  explainRequests: (query, credentials, context) => {
    const request = buildStatusRequest(query, credentials, context)
    const { merchantReference } = query
    return [
      {
        purpose: 'status',
        request,
        stages: [
          { name: 'stringToSign', value: orderStringToSign(merchantReference, credentials), secret: false },
          { name: 'signature', value: orderSignature(merchantReference, credentials), secret: true },
        ],
      },
    ]
  },
}
