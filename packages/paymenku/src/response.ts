import type { Channel } from '@cekstatus/core'
import {
  type FieldPaths,
  type FieldReader,
  isRecord,
  type TransactionFacts,
  toIdString,
  toMinorUnits,
} from '@cekstatus/core/provider'
import { readStatusWord } from './status.ts'

/**
 * Paymenku's success response as received. Fields that do not decide are `unknown` until read.
 * Source: https://docs.paymenku.com/api/check-status
 */
export interface PaymenkuResponse {
  /** Says that the call worked, nothing about the payment. */
  status: 'success'
  data: PaymenkuResponseData
  [field: string]: unknown
}

/**
 * The member `data` of the response, with the provider's own field names. Source:
 * https://docs.paymenku.com/api/check-status
 */
export interface PaymenkuResponseData {
  trx_id?: string | number | null | undefined
  reference_id?: string | number | null | undefined
  /** The payment's state. */
  status?: string | null | undefined
  is_sandbox?: boolean | null | undefined
  /** Decimal text; may include the fee. */
  amount?: unknown
  total_fee?: unknown
  amount_received?: unknown
  /** `{ code, name, type }` */
  payment_channel?: unknown
  paid_at?: unknown
  created_at?: unknown
  updated_at?: unknown
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'data.reference_id',
  providerReference: 'data.trx_id',
  amount: 'data.amount',
  kind: 'kind',
  sandbox: 'data.is_sandbox',
}

/** Reads the facts out of an accepted response. */
export function normalize({ data }: PaymenkuResponse, reader: FieldReader): TransactionFacts {
  const amount = reader.money(data.amount, 'data.amount')
  const fee = reader.money(data.total_fee, 'data.total_fee')
  const netAmount = reader.money(data.amount_received, 'data.amount_received')
  if (
    amount !== null &&
    fee !== null &&
    netAmount !== null &&
    toMinorUnits(amount) !== toMinorUnits(fee) + toMinorUnits(netAmount)
  ) {
    reader.warn('AMOUNT_SUM', 'data.amount', 'amount is not total_fee plus amount_received')
  }
  return {
    kind: 'payment',
    merchantReference: toIdString(data.reference_id),
    providerReference: toIdString(data.trx_id),
    status: reader.status(data.status, 'data.status', readStatusWord),
    providerStatus: data.status ?? null,
    reason: null,
    amount,
    fee,
    netAmount,
    refund: null,
    channel: readChannel(data.payment_channel, reader),
    lines: [],
    createdAt: reader.timestamp(data.created_at, 'data.created_at'),
    updatedAt: reader.timestamp(data.updated_at, 'data.updated_at'),
    paidAt: reader.timestamp(data.paid_at, 'data.paid_at'),
    expiresAt: null,
    sandbox: data.is_sandbox ?? null,
  }
}

function readChannel(channel: unknown, reader: FieldReader): Channel | null {
  if (channel === undefined || channel === null) return null
  if (!isRecord(channel)) {
    reader.warn('FIELD_INVALID', 'data.payment_channel', 'is not an object')
    return null
  }
  return {
    type: reader.text(channel.type, 'data.payment_channel.type'),
    code: reader.text(channel.code, 'data.payment_channel.code'),
    name: reader.text(channel.name, 'data.payment_channel.name'),
  }
}
