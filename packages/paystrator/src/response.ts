import type { Channel, Kind, StatusQuery } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { readStatusWord } from './status.ts'

/**
 * Paystrator's success response as received. Fields that do not decide are `unknown` until read.
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
 * The member `data` of the response, with the provider's own field names. Source:
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

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.externalId',
  providerReference: 'data.id',
  amount: 'data.amount',
  kind: 'data.id',
  sandbox: 'data',
}

/** Reads the facts out of an accepted response. */
export function normalize(
  { data }: PaystratorResponse,
  reader: FieldReader,
  _query: StatusQuery,
  { currency }: { currency: string },
): TransactionFacts {
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

const paymentPrefixes = ['QR_', 'EW_', 'VA_']
const bankFields = ['bankAccountNo', 'bankShortCode', 'bankAccountHolderName', 'bankName']

/**
 * Tells the kind from what the response shows, since no field states it: payments have a prefixed id, payouts have the
 * attributes of a bank account. With neither, or with both, it is `unknown`.
 */
function readKind(id: string | null, attributes: Readonly<Record<string, unknown>>): Kind {
  const isPayment = paymentPrefixes.some((prefix) => id?.startsWith(prefix))
  const isPayout = bankFields.some((field) => isPresent(attributes[field]))
  if (isPayment === isPayout) return 'unknown'
  return isPayment ? 'payment' : 'payout'
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
