import type { Money } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { readStatusWord } from './status.ts'

/**
 * API Games' success response as received. Fields that do not decide are `unknown` until read.
 * Source: https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 */
export interface ApigamesResponse {
  /** Says that the call worked, nothing about the purchase. */
  status: 1 | '1'
  /** Has a text in refusals only. */
  error_msg?: '' | null | undefined
  data: ApigamesResponseData
  [field: string]: unknown
}

/**
 * The member `data` of the response, with the provider's own field names. Source:
 * https://docs.apigames.id/docs/v2/cek-status/cek-status-post
 */
export interface ApigamesResponseData {
  trx_id?: string | number | null | undefined
  ref_id?: string | number | null | undefined
  /** The purchase's state. */
  status?: string | null | undefined
  /** Player id or number that the goods went to. */
  destination?: unknown
  /** Serial number when the word is `Sukses`, reason when it is `Gagal`; filled in other states too, where it proves nothing. */
  sn?: unknown
  /** `{ name, code, price, price_unit, rate, price_rp }`; `price` is in `price_unit`, `price_rp` in rupiah. */
  product_detail?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.ref_id',
  providerReference: 'data.trx_id',
  amount: 'data.product_detail.price_rp',
  kind: 'kind',
  sandbox: 'sandbox',
}

/** Reads the facts out of an accepted response. */
export function normalize({ data }: ApigamesResponse, reader: FieldReader): TransactionFacts {
  const status = reader.status(data.status, 'data.status', readStatusWord)
  const providerStatus = data.status ?? null
  const sn = reader.text(data.sn, 'data.sn')
  const reason = status === 'failed' ? sn : null
  const { name, amount } = readProduct(data.product_detail, reader)
  if (status === 'partial') {
    const message = 'is the price of the whole bundle; what was charged is not stated'
    reader.warn('AMOUNT_UNCERTAIN', 'data.product_detail.price_rp', message)
  }
  return {
    kind: 'purchase',
    merchantReference: toIdString(data.ref_id),
    providerReference: toIdString(data.trx_id),
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
        id: null,
        name,
        providerReference: null,
        status,
        providerStatus,
        reason,
        target: reader.text(data.destination, 'data.destination'),
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
  }
}

function readProduct(product: unknown, reader: FieldReader): { name: string | null; amount: Money | null } {
  if (product === undefined || product === null) return { name: null, amount: null }
  if (!isRecord(product)) {
    reader.warn('FIELD_INVALID', 'data.product_detail', 'is not an object')
    return { name: null, amount: null }
  }
  return {
    name: reader.text(product.name, 'data.product_detail.name'),
    amount: reader.money(product.price_rp, 'data.product_detail.price_rp'),
  }
}
