import {
  type FieldPaths,
  type FieldReader,
  type TransactionFacts,
  toIdString,
} from '@cekstatus/core/provider'
import { readStatusCode } from './status.ts'

/**
 * Duitku's success response as received. Fields that do not decide are `unknown` until read.
 * Source: https://docs.duitku.com/api/id/
 */
export interface DuitkuResponse {
  /** The merchant's order id. */
  merchantOrderId: string
  /** Duitku's own id, which begins with the merchant code. */
  reference?: string | number | null | undefined
  /** Whole rupiah as text. */
  amount?: unknown
  /** Rupiah as text with two decimals. */
  fee?: unknown
  /** `00`, `01` or `02` as text; these mean something else in callbacks. */
  statusCode?: string | null | undefined
  /** A sentence for people; it decides nothing. */
  statusMessage?: unknown
  /** Never in a status response: it marks the response of the create call, whose `00` means only "invoice made". */
  paymentUrl?: undefined
  [field: string]: unknown
}

/** Where the response holds what core checks. */
export const fieldPaths: FieldPaths = {
  merchantReference: 'merchantOrderId',
  providerReference: 'reference',
  amount: 'amount',
  kind: 'kind',
  sandbox: 'sandbox',
}

/** Reads the facts out of an accepted response. */
export function normalize(raw: DuitkuResponse, reader: FieldReader): TransactionFacts {
  const status = reader.status(raw.statusCode, 'statusCode', readStatusCode)
  const statusMessage = reader.text(raw.statusMessage, 'statusMessage')
  return {
    kind: 'payment',
    merchantReference: toIdString(raw.merchantOrderId),
    providerReference: toIdString(raw.reference),
    status,
    providerStatus: raw.statusCode ?? null,
    reason: status === 'canceled' ? statusMessage : null,
    amount: reader.money(raw.amount, 'amount'),
    fee: reader.money(raw.fee, 'fee'),
    netAmount: null,
    refund: null,
    channel: null,
    lines: [],
    createdAt: null,
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
  }
}
