import { CekStatusError, type Status, type StatusQuery } from '@cekstatus/core'
import {
  checkExtraFields,
  type FieldPaths,
  type FieldReader,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { queryFields } from './order.ts'
import { findPair, readStatusWord } from './status.ts'

/**
 * Digiflazz' response as received. Fields that do not decide are `unknown` until read.
 * Source: https://developer.digiflazz.com/api/buyer/topup/
 */
export interface DigiflazzResponse {
  data: DigiflazzResponseData
  [field: string]: unknown
}

/**
 * The member `data` of the response, with the provider's own field names. Source:
 * https://developer.digiflazz.com/api/buyer/topup/
 */
export interface DigiflazzResponseData {
  ref_id?: string | number | null | undefined
  /** The number that the goods went to: personal data. */
  customer_no?: string | number | null | undefined
  buyer_sku_code?: string | number | null | undefined
  /** `Sukses`, `Pending` or `Gagal`; every refusal of a call has `Gagal` too. */
  status?: string | null | undefined
  /** Two digits; the word counts only beside a code that the page gives to it. */
  rc?: string | null | undefined
  /** A sentence for people; it decides nothing. */
  message?: unknown
  /** Serial number, token or voucher code, once the word is `Sukses`. */
  sn?: unknown
  /** The balance after the call. */
  buyer_last_saldo?: unknown
  /** Rupiah that the order takes from the balance. */
  price?: unknown
  /** The seller's address at Telegram. */
  tele?: unknown
  /** The seller's number at WhatsApp. */
  wa?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.ref_id',
  providerReference: 'providerReference',
  amount: 'data.price',
  kind: 'kind',
  sandbox: 'sandbox',
}

/** A stored response is read by its reference alone; the other fields are compared where the query has them. */
const optionalFields = queryFields.map((field) => ({ ...field, required: false }))

/** Reads the facts out of an accepted response. */
export function normalize(
  { data }: DigiflazzResponse,
  reader: FieldReader,
  query: StatusQuery,
): TransactionFacts {
  compareOrder(data, reader, query)
  const { status, doubtful } = decideStatus(data, reader)
  const providerStatus = data.status ?? null
  const reason = status === 'failed' ? reader.text(data.message, 'data.message') : null
  const sn = reader.text(data.sn, 'data.sn')
  const amount = reader.money(data.price, 'data.price')
  return {
    kind: 'purchase',
    merchantReference: toIdString(data.ref_id),
    providerReference: null,
    status,
    providerStatus,
    reason,
    amount,
    fee: null,
    netAmount: null,
    refund: null,
    channel: null,
    lines: [
      {
        id: toIdString(data.buyer_sku_code),
        name: null,
        providerReference: null,
        status,
        providerStatus,
        reason,
        target: toIdString(data.customer_no),
        quantity: { ordered: null, delivered: null, remaining: null, start: null },
        serialNumber: status === 'success' ? sn : null,
        license: null,
        amount,
        refund: null,
      },
    ],
    createdAt: null,
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
    ...(doubtful ? { advice: 'review' } : {}),
  }
}

/** A word counts only beside a code that the page gives to it. */
function decideStatus(
  { status: word, rc }: DigiflazzResponseData,
  reader: FieldReader,
): { status: Status; doubtful: boolean } {
  const status = reader.status(word, 'data.status', readStatusWord)
  if (status === 'unknown') return { status, doubtful: false }
  const pair = findPair(word ?? '', rc ?? '')
  if (pair !== null) return { status, doubtful: pair.doubtful === true }
  reader.warn('STATUS_CONTRADICTION', 'data.rc', 'undocumented combination of code and status word')
  return { status: 'unknown', doubtful: false }
}

/** An order under the same reference with another product or number is another order. */
function compareOrder(data: DigiflazzResponseData, reader: FieldReader, query: StatusQuery): void {
  const { productCode, target } = checkExtraFields('digiflazz', query, optionalFields)
  compareField(productCode, toIdString(data.buyer_sku_code), 'data.buyer_sku_code', reader)
  compareField(target, toIdString(data.customer_no), 'data.customer_no', reader)
}

function compareField(
  expected: string | undefined,
  received: string | null,
  field: string,
  reader: FieldReader,
): void {
  if (expected === undefined || expected === received) return
  if (received === null || received === '') {
    reader.warn('REFERENCE_MISSING', field, 'the response does not contain this field of the query')
    return
  }
  throw new CekStatusError({
    code: 'RESPONSE_MISMATCH',
    provider: 'digiflazz',
    message: `response from digiflazz is for a different order: ${field} does not match the query`,
    field,
    attempts: 1,
  })
}
