import type { Channel, Kind, ParseOptions, StatusResponse, Transaction } from '@cekstatus/core'
import {
  configurationError,
  type FieldReader,
  isRecord,
  readStatusResponse,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { createGetStatusResponseSchema } from './answer-schema.ts'
import { refusalRules } from './errors.ts'
import { readKind } from './kind.ts'
import { type PaystratorQuery, queryRules } from './request.ts'
import { readStatusWord } from './status.ts'

/**
 * Paystrator's success answer as received. Fields that do not decide are `unknown` until read.
 * Source: https://paystrator.readme.io/reference/get-transaction-status-api-reference
 */
export interface PaystratorResponse {
  /** Repeats the HTTP status; says nothing about the transaction. */
  status: 200
  error?: null | undefined
  errors?: null | undefined
  data: PaystratorResponseData
  [field: string]: unknown
}

/**
 * The member `data` of the answer, with the provider's own field names. Source:
 * https://paystrator.readme.io/reference/get-transaction-status-api-reference
 */
export interface PaystratorResponseData {
  /** `QR_…`, `EW_…` or `VA_…` for a payment, without a prefix for a payout. */
  id?: string | number | null | undefined
  externalId?: string | number | null | undefined
  /** The transaction's state. */
  status?: string | null | undefined
  amount?: unknown
  /** Differs by product; holds personal data such as account numbers. */
  attributes?: unknown
  createdAt?: unknown
  paidAt?: unknown
  expiredAt?: unknown
  /** As it was sent when the transaction was created, of any type. */
  metadata?: unknown
  [field: string]: unknown
}

/** What `parseStatusResponse` takes besides response and query. */
export interface PaystratorParseOptions extends ParseOptions {
  /** What the amounts are in, three capital letters. The answer does not say; `IDR` is assumed. */
  currency?: string
}

/** @throws CekStatusError `CONFIGURATION` unless undefined or three capital letters */
export function checkCurrency(currency: unknown): string {
  if (currency === undefined) return 'IDR'
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) return currency
  throw configurationError('paystrator', 'currency', "give three capital letters, such as 'IDR'")
}

/**
 * Reads a response to the request of `buildStatusRequest`, without sending anything.
 *
 * @throws CekStatusError for every response that is not a trustworthy answer about the transaction asked
 */
export function parseStatusResponse(
  response: StatusResponse,
  query: PaystratorQuery,
  options: PaystratorParseOptions = {},
): Transaction<PaystratorResponse> {
  const currency = checkCurrency(options?.currency)
  return readStatusResponse<PaystratorResponse>(response, query, options, {
    ...refusalRules,
    queryRules,
    createSchema: createGetStatusResponseSchema,
    fieldPaths: {
      merchantReference: 'data.externalId',
      providerReference: 'data.id',
      amount: 'data.amount',
      kind: 'data.id',
      sandbox: 'data',
    },
    normalize: (raw, reader) => normalize(raw, reader, currency),
  })
}

function normalize({ data }: PaystratorResponse, reader: FieldReader, currency: string): TransactionFacts {
  const providerReference = toIdString(data.id)
  const attributes = readAttributes(data.attributes, reader)
  const kind = readKind(providerReference, attributes)
  const status = reader.status(data.status, 'data.status', (word) => readStatusWord(word, { kind }))
  return {
    kind,
    merchantReference: toIdString(data.externalId),
    providerReference,
    status,
    providerStatus: data.status ?? null,
    reason: null,
    amount: reader.money(data.amount, 'data.amount', currency),
    fee: null,
    netAmount: null,
    refund: null,
    channel: readChannel(kind, attributes, reader),
    lines: [],
    createdAt: reader.timestamp(data.createdAt, 'data.createdAt'),
    updatedAt: null,
    paidAt: reader.timestamp(data.paidAt, 'data.paidAt'),
    expiresAt: reader.timestamp(data.expiredAt, 'data.expiredAt'),
    sandbox: null,
    // No page says that the money of a failed payout is back.
    ...(kind === 'payout' && status === 'failed' ? { advice: 'review' } : {}),
  }
}

function readAttributes(attributes: unknown, reader: FieldReader): Record<string, unknown> {
  if (isRecord(attributes)) return attributes
  if (attributes !== undefined && attributes !== null) {
    reader.warn('FIELD_INVALID', 'data.attributes', 'is not an object')
  }
  return {}
}

/** The wallet or bank in Paystrator's words; QRIS has none. */
function readChannel(kind: Kind, attributes: Record<string, unknown>, reader: FieldReader): Channel | null {
  if (kind === 'unknown') return null
  const [codeField, nameField] = kind === 'payout' ? ['bankShortCode', 'bankName'] : ['code', null]
  const code = reader.text(attributes[codeField], `data.attributes.${codeField}`)
  const name = nameField === null ? null : reader.text(attributes[nameField], `data.attributes.${nameField}`)
  return code === null && name === null ? null : { type: null, code, name }
}
